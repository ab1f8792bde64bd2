import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { ChannelIcon, channelName, Stars } from '../../interactions/web/parts.tsx';
import type { Searched, WallQuery, WallQuote } from '../contract.ts';
import { searchText } from './search-words.ts';
import { useAwake, useWall } from './use-wall.ts';
import { sizeOnWall } from './wall-turns.ts';
import css from './wall-page.module.css';

const page = getRouteApi('/shell/verbatims/wall');

/** What customers say, for a screen in the office: one quote at a time, large, masked for everybody. The search is the address. */
export function WallPage(): ReactNode {
  const query: WallQuery = page.useSearch({ structuralSharing: true });
  const navigate = page.useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isPaused, setPaused] = useState(false);
  const isAwake = useAwake();
  const { quote, error, next } = useWall(query, isPaused);
  // Above the page, which can not be reached meanwhile.
  useEffect(() => { document.title = 'Wall · Custos'; dialog.current?.showModal(); dialog.current?.focus(); }, []);
  const { all, ...searched } = query;
  const leave = (): void => { void navigate({ to: '/verbatims', search: searched }); };
  return (
    <dialog ref={dialog} className={css['wall']} aria-label="Wall of verbatims" tabIndex={-1} data-awake={isAwake} data-testid="wall" onCancel={(event) => { event.preventDefault(); leave(); }}>
      <div className={css['stage']} aria-live="off">
        {error !== null && quote === undefined ? <p className={css['quiet']}>{problemText(error)}</p> : quote === undefined ? null : quote === null ? <Nothing searched={searched} isAll={all !== undefined} /> : <Quote key={quote.id} quote={quote} />}
      </div>
      {all !== undefined && <p className={css['note']}>For the office alone: not all of these customers agreed to be quoted.</p>}
      <div className={css['controls']} data-testid="wall-controls">
        <button type="button" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>{isPaused ? 'Go on' : 'Pause'}</button>
        <button type="button" onClick={next}>Next</button>
        <button type="button" aria-pressed={all !== undefined} onClick={() => void navigate({ search: (before) => ({ ...before, all: all === undefined ? 'true' as const : undefined }), replace: true })}>{all === undefined ? 'Show all customers' : 'Only those who agreed'}</button>
        <button type="button" onClick={() => { void (document.fullscreenElement === null ? dialog.current?.requestFullscreen() : document.exitFullscreen()); }}>Full screen</button>
        <button type="button" onClick={leave}>Leave</button>
        <span className={css['search']}>{searchText(searched)}</span>
      </div>
    </dialog>
  );
}

function Quote({ quote: { text, language, channel, occurredAt, occurredPrecision, rating } }: { readonly quote: WallQuote }): ReactNode {
  return (
    <figure className={css['figure']} data-testid="wall-quote">
      <blockquote dir="auto" lang={language ?? undefined} className={css['words']} data-size={sizeOnWall(text)}>{text}</blockquote>
      <figcaption className={css['of']}><ChannelIcon channel={channel} size={22} /><span>{channelName(channel)}</span><Moment at={occurredAt} precision={occurredPrecision} />{rating !== null && <Stars rating={rating} />}</figcaption>
    </figure>
  );
}

function Nothing({ searched, isAll }: { readonly searched: Searched; readonly isAll: boolean }): ReactNode {
  return (
    <div className={css['figure']} data-testid="wall-empty">
      <p className={css['words']} data-size="large">Nothing to show yet.</p>
      <p className={css['quiet']}>{isAll ? 'What customers say appears here by itself' : 'Here stands what customers say who agreed to be quoted'}: {searchText(searched)}.</p>
    </div>
  );
}
