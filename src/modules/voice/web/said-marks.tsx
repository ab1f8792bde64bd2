import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { MarkedPlace } from '../../../web/registry.ts';
import { useMay } from '../../../web/session.ts';
import type { TimelineItem } from '../../interactions/contract.ts';
import { carriedWords, isSpoken } from './carried-words.ts';
import { MarkButton } from './mark-button.tsx';
import { keyOf, marksOf, type Mark } from './mark-words.ts';
import css from './said-marks.module.css';
import { useLookedAt } from './use-looked-at.ts';
import { useReading } from './use-reading.ts';

/** Marks that are seen at once; the rest is one press away. */
const SEEN = 4;
/** Says nothing that anybody would look for. */
const isTelling = ({ thing }: Mark): boolean => !(thing.output === 'intent' && thing.label === 'other');

/** What was read in the customer's words of an interaction, quietly below them; each mark tells which words carry it, and they get a line while it is looked at. */
export function SaidMarks({ item, underline }: { readonly item: TimelineItem; readonly underline: (places: readonly MarkedPlace[]) => void }): ReactNode {
  const spoken = useMemo(() => isSpoken(item), [item]);
  const found = useReading(item, spoken);
  const isMasked = !useMay()('see-personal-data');
  const [all, setAll] = useState(false);
  const looked = useLookedAt();
  const reading = found?.reading ?? null;
  const marks = useMemo(() => marksOf(reading?.said ?? []).filter(isTelling), [reading]);
  const at = marks.find(({ thing }) => keyOf(thing) === looked.at);
  const carried = useMemo(() => (reading === null || at === undefined ? null : carriedWords(item, reading, at.thing.carriers, isMasked)), [item, reading, at, isMasked]);
  useEffect(() => { underline(carried?.places ?? []); }, [underline, carried]);
  if (!spoken) return null;
  if (found === undefined) return <div className={css['room']} />;
  if (reading === null) return null;
  if (marks.length === 0) return reading.language === null ? <p className={css['note']}>Language unknown: nothing is read in it.</p> : null;
  const shown = all || marks.length <= SEEN + 1 ? marks : marks.slice(0, SEEN);
  return (
    <div className={css['marks']} role="group" aria-label="Read in these words" data-testid="said-marks">
      {shown.map((mark) => <MarkButton key={keyOf(mark.thing)} mark={mark} looked={looked} carried={carried} version={found.version} />)}
      {(shown.length < marks.length || all) && <button type="button" className={css['more']} aria-expanded={all} onClick={() => setAll(!all)}>{all ? 'fewer' : `${marks.length - shown.length} more`}</button>}
      {reading.language !== null && reading.feeling === null && <span className={css['note']}>feelings are not read in this language</span>}
    </div>
  );
}
