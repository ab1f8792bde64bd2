import { useState, type ReactNode } from 'react';
import { spanText } from '../../../web/primitives/number.ts';
import { Words } from '../../../web/primitives/words.tsx';
import type { TimelineItem } from '../contract.ts';
import css from './turns.module.css';

const SPEAKER_NAMES = { customer: 'Customer', agent: 'Agent', bot: 'Bot', other: 'Somebody' } as const;
const FIRST = 4;

/** A conversation turn by turn; the first few, and always a way to the whole. */
export function Turns({ turns, language, marksOf }: { readonly turns: TimelineItem['turns']; readonly language: string | null; readonly marksOf?: (turn: number) => readonly (readonly [number, number])[] | undefined }): ReactNode {
  const [open, setOpen] = useState(false);
  const shown = open || turns.length <= FIRST + 1 ? turns : turns.slice(0, FIRST);
  return (
    <div className={css['turns']}>
      {shown.map((turn, i) => (
        <div key={i} className={css['turn']} data-speaker={turn.speaker}>
          <span className={css['who']}>{turn.speaker === 'customer' ? SPEAKER_NAMES.customer : turn.who ?? SPEAKER_NAMES[turn.speaker]}{turn.offsetMs !== null && turn.offsetMs > 0 ? <span className={css['at']}> +{spanText(turn.offsetMs)}</span> : null}</span>
          <Words text={turn.text} own={turn.speaker === 'customer'} lines={5} language={language} marks={marksOf?.(i)} />
        </div>
      ))}
      {turns.length > shown.length && <button type="button" className={css['more']} onClick={() => setOpen(true)}>Show all {turns.length} turns</button>}
      {open && <button type="button" className={css['more']} onClick={() => setOpen(false)}>Fold</button>}
    </div>
  );
}
