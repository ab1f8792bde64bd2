import type { ReactNode } from 'react';
import { counted } from '../../../web/primitives/number.ts';
import { briefly, ChannelIcon } from '../../interactions/web/parts.tsx';
import css from './arrivals-bar.module.css';
import type { OpenTimeline } from './use-timeline.ts';

const LINE_WORDS = { joining: 'Joining the live line…', live: 'Live: new interactions appear by themselves', away: 'The live line is down; trying again' } as const;

/** Says that the page is live; holds what arrived while the reader's hand was on the list. Its height never changes. */
export function ArrivalsBar({ timeline }: { readonly timeline: OpenTimeline }): ReactNode {
  const newest = timeline.held.at(-1);
  return (
    <div className={css['bar']} aria-live="polite" data-held={newest !== undefined || timeline.isBehind}>
      {newest === undefined && !timeline.isBehind
        ? <span className={css['line']} data-state={timeline.line} data-testid="live-line">{LINE_WORDS[timeline.line]}</span>
        : <button type="button" className={css['held']} data-testid="show-arrivals" onClick={(event) => { timeline.show(); event.currentTarget.closest('section')?.scrollIntoView({ block: 'start' }); }}><b>{timeline.isBehind ? 'Many new interactions' : counted(timeline.held.length, 'new interaction')}</b>{newest !== undefined && <><ChannelIcon channel={newest.channel} /><span className={css['words']}>{briefly(newest)}</span></>}<span className={css['show']}>Show</span></button>}
    </div>
  );
}
