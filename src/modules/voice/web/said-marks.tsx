import { useEffect, useMemo, type ReactNode } from 'react';
import type { MarkedPlace } from '../../../web/registry.ts';
import { useMay } from '../../../web/session.ts';
import type { TimelineItem } from '../../interactions/contract.ts';
import type { Verbatim } from '../contract.ts';
import { carriedWords, isSpoken } from './carried-words.ts';
import { isTelling, MarkLine } from './mark-line.tsx';
import { keyOf, marksOf } from './mark-words.ts';
import { useLookedAt } from './use-looked-at.ts';
import { useReading } from './use-reading.ts';

/** What was read in the customer's words of an interaction, quietly below them; each mark tells which words carry it, and they get a line while it is looked at. */
export function SaidMarks({ item, underline }: { readonly item: TimelineItem; readonly underline: (places: readonly MarkedPlace[]) => void }): ReactNode {
  const spoken = useMemo(() => isSpoken(item), [item]);
  const found = useReading(item, spoken);
  const isMasked = !useMay()('see-personal-data');
  const looked = useLookedAt();
  const reading = found?.reading ?? null;
  const marks = useMemo(() => (reading === null ? [] : marksOf(reading).filter(isTelling)), [reading]);
  const at = marks.find(({ thing }) => keyOf(thing) === looked.at);
  const carried = useMemo(() => (reading === null || at === undefined ? null : carriedWords(item, reading, at.thing.carriers, isMasked)), [item, reading, at, isMasked]);
  useEffect(() => { underline(carried?.places ?? []); }, [underline, carried]);
  return spoken ? <MarkLine item={item} found={found} marks={marks} looked={looked} carried={carried} /> : null;
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
