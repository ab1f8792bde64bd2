import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { MarkedPlace } from '../../../web/registry.ts';
import { useMay } from '../../../web/session.ts';
import { staffParts, type TimelineItem } from '../../interactions/contract.ts';
import type { Verbatim } from '../contract.ts';
import { carriedWords, isSpoken } from './carried-words.ts';
import { FactLine } from './fact-line.tsx';
import { factMarks } from './fact-words.ts';
import { isTelling, MarkLine } from './mark-line.tsx';
import { keyOf, marksOf } from './mark-words.ts';
import { useLookedAt } from './use-looked-at.ts';
import { ToldLine } from './told-line.tsx';
import { useReading } from './use-reading.ts';

/** What the company said so long ago was read, if there was a fact in it. Units: ms. */
const FRESH_MS = 60_000;

/** What was read in the customer's words of an interaction, quietly below them, and which facts in the company's; each mark tells which words carry it, and they get a line while it is looked at. */
export function SaidMarks({ item, underline }: { readonly item: TimelineItem; readonly underline: (places: readonly MarkedPlace[]) => void }): ReactNode {
  const spoken = useMemo(() => isSpoken(item), [item]);
  const answered = useMemo(() => staffParts(item), [item]);
  const [isFresh] = useState(() => Date.now() - Date.parse(item.receivedAt) < FRESH_MS);
  const found = useReading(item, spoken || answered.length > 0, spoken || isFresh);
  const isMasked = !useMay()('see-personal-data');
  const looked = useLookedAt();
  const reading = found?.reading ?? null;
  const marks = useMemo(() => (reading === null ? [] : marksOf(reading).filter(isTelling)), [reading]);
  const facts = useMemo(() => (reading === null ? [] : factMarks(reading.facts, item.occurredAt)), [reading, item.occurredAt]);
  const at = [...marks, ...facts].find(({ thing }) => keyOf(thing) === looked.at);
  const carried = useMemo(() => {
    if (reading === null || at === undefined) return null;
    return facts.includes(at) ? carriedWords(item, { revision: reading.revision, characters: reading.staffCharacters }, at.thing.carriers, isMasked, answered) : carriedWords(item, reading, at.thing.carriers, isMasked);
  }, [item, reading, at, facts, answered, isMasked]);
  useEffect(() => { underline(carried?.places ?? []); }, [underline, carried]);
  return (
    <>
      {spoken && <MarkLine item={item} found={found} marks={marks} looked={looked} carried={carried} />}
      {found !== undefined && facts.length > 0 && <FactLine facts={facts} version={found.version} looked={looked} carried={carried} />}
      {reading !== null && facts.length > 0 && <ToldLine id={item.id} revision={item.revision} facts={reading.facts} />}
    </>
  );
}

/** The same below a verbatim of a list. Its quotes may be cut, so the words that carry a mark are not looked for in them. */
export function VerbatimMarks({ verbatim }: { readonly verbatim: Verbatim }): ReactNode {
  const isSpokenBy = (speaker: string | null): boolean => (speaker === null ? verbatim.direction === 'in' || verbatim.direction === 'public' : speaker === 'customer');
  const spoken = verbatim.quotes.some(({ speaker }) => isSpokenBy(speaker)) || verbatim.more > 0;
  const found = useReading(verbatim, spoken);
  const looked = useLookedAt();
  const reading = found?.reading ?? null;
  const marks = useMemo(() => (reading === null ? [] : marksOf(reading).filter(isTelling)), [reading]);
  return spoken ? <MarkLine item={verbatim} found={found} marks={marks} looked={looked} carried={undefined} /> : null;
}
