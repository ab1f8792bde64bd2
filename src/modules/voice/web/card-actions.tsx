import type { ReactNode } from 'react';
import type { Score } from '../contract.ts';
import type { CardPart, OpenPart } from './card-part.ts';
import css from './card-actions.module.css';

/** What a score can be asked further: small, in one line, one at a time. */
export function CardActions({ score, open, parts, children }: { readonly score: Score; readonly open: OpenPart; readonly parts: readonly (readonly [part: CardPart, label: string])[]; readonly children: ReactNode }): ReactNode {
  const openPart = open.score === score.key ? open.part : null;
  return (
    <div className={css['actions']}>
      <div className={css['line']} role="group" aria-label={`More about ${score.name}`}>
        {parts.map(([part, label]) => <button key={part} type="button" className={css['toggle']} aria-expanded={openPart === part} onClick={() => open.show(openPart === part ? null : part, score.key)}>{label}</button>)}
      </div>
      {openPart !== null && parts.some(([part]) => part === openPart) && <div className={css['body']}>{children}</div>}
    </div>
  );
}
