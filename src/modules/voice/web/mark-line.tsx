import { useState, type ReactNode } from 'react';
import { useMay } from '../../../web/session.ts';
import type { CarriedWords } from './carried-words.ts';
import { MarkButton } from './mark-button.tsx';
import type { Mark } from './mark-words.ts';
import type { FoundReading } from './reading-loader.ts';
import { questionOf } from './said-by-person.ts';
import css from './said-marks.module.css';
import { useCorrect } from './use-correct.ts';
import type { LookedAt } from './use-looked-at.ts';

/** Marks that are seen at once; the rest is one press away. */
const SEEN = 4;

/** Says nothing that anybody would look for, unless somebody of the company said it. */
export function isTelling({ thing }: Mark): boolean {
  return thing.byPerson || !(thing.output === 'intent' && thing.label === 'other');
}

/** The marks of one text in a line; whoever may teach corrects them there. `carried`: the words of the one that is looked at, undefined where they are not looked for; `found` undefined while it is asked. */
export function MarkLine({ item, found, marks, looked, carried }: { readonly item: { readonly id: string; readonly revision: number }; readonly found: FoundReading | undefined; readonly marks: readonly Mark[]; readonly looked: LookedAt; readonly carried: CarriedWords | null | undefined }): ReactNode {
  const [all, setAll] = useState(false);
  const correct = useCorrect(item);
  const mayTeach = useMay()('teach-readings');
  if (found === undefined) return <div className={css['room']} />;
  const { reading, version } = found;
  if (reading === null) return null;
  if (marks.length === 0) return reading.language === null ? <p className={css['note']}>Language unknown: nothing is read in it.</p> : null;
  const shown = all || marks.length <= SEEN + 1 ? marks : marks.slice(0, SEEN);
  return (
    <div className={css['marks']} role="group" aria-label="Read in these words" data-testid="said-marks">
      {shown.map((mark) => <MarkButton key={questionOf(mark.thing)} mark={mark} looked={looked} carried={carried} version={version} correct={mayTeach ? correct : null} />)}
      {(shown.length < marks.length || all) && <button type="button" className={css['more']} aria-expanded={all} onClick={() => setAll(!all)}>{all ? 'fewer' : `${marks.length - shown.length} more`}</button>}
      {reading.language !== null && reading.feeling === null && <span className={css['note']}>feelings are not read in this language</span>}
    </div>
  );
}
