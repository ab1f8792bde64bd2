import { spokenParts, type TimelineItem } from '../../interactions/contract.ts';
import { joinWords } from '../readings/joined-words.ts';
import type { Quote } from './contract.ts';
import { cutAround, QUOTED } from './quote-item.ts';

/** Where in the customer's words of an interaction something was read. Shape: `carriers` pairs of start and end in the joined words of this revision, which were `characters` long. */
export type ReadPlaces = { readonly revision: number; readonly characters: number; readonly carriers: readonly number[] };

/** The customer's own words of an interaction, whole, with the words that carry what was read in them. Invariant: words of another revision, or of another length, have no marks. */
export function customerQuotes(item: TimelineItem, { revision, characters, carriers }: ReadPlaces): Quote[] {
  const spoken = spokenParts(item);
  const joined = joinWords(spoken);
  const places = item.revision === revision && joined.text.length === characters ? Array.from({ length: carriers.length >> 1 }, (_, at) => [carriers[at * 2] as number, carriers[at * 2 + 1] as number] as const) : [];
  return spoken.map(({ of, text }, at): Quote => {
    const { start = 0, end = 0 } = joined.parts[at] ?? {};
    const hits = places.filter(([from, until]) => from >= start && until <= end).map(([from, until]): [number, number] => [from - start, until - start]).toSorted((a, b) => a[0] - b[0]);
    return { of, speaker: of === 'turn' ? 'customer' : null, text, isCutBefore: false, isCutAfter: false, hits: hits.filter(([from], place) => place === 0 || from >= (hits[place - 1]?.[1] ?? 0)) };
  });
}

/** What of them is shown in a list, once they are as the viewer may read them: the pieces with marks, else the first; long ones cut around the marks. */
export function quotesWithMarks(quotes: readonly Quote[]): { readonly quotes: Quote[]; readonly more: number } {
  const marked = quotes.filter(({ hits, of }) => hits.length > 0 || of === 'title');
  const shown = (marked.some(({ hits }) => hits.length > 0) ? marked : quotes).slice(0, QUOTED.pieces).map((quote) => cutAround(quote, quote.hits));
  return { quotes: shown, more: quotes.length - shown.length };
}
