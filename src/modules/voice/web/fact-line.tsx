import { useState, type ReactNode } from 'react';
import type { CarriedWords } from './carried-words.ts';
import { MarkButton } from './mark-button.tsx';
import { keyOf, type Mark } from './mark-words.ts';
import css from './said-marks.module.css';
import type { LookedAt } from './use-looked-at.ts';

/** Facts that are seen at once; the rest is one press away. */
const SEEN = 4;

/** What the company asked, said and promised in an interaction, in a line: facts alone, nothing about who said them, and nobody corrects them here. */
export function FactLine({ facts, version, looked, carried }: { readonly facts: readonly Mark[]; readonly version: number; readonly looked: LookedAt; readonly carried: CarriedWords | null }): ReactNode {
  const [all, setAll] = useState(false);
  const shown = all || facts.length <= SEEN + 1 ? facts : facts.slice(0, SEEN);
  return (
    <div className={css['marks']} role="group" aria-label="Asked, said and promised by the company" data-testid="fact-marks">
      {shown.map((mark) => <MarkButton key={keyOf(mark.thing)} mark={mark} looked={looked} carried={carried} version={version} correct={null} />)}
      {(shown.length < facts.length || all) && <button type="button" className={css['more']} aria-expanded={all} onClick={() => setAll(!all)}>{all ? 'fewer' : `${facts.length - shown.length} more`}</button>}
    </div>
  );
}
