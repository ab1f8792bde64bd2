import { passagesOfItem, placesOfSearch, type WordSearch } from '../../interactions/index.ts';
import type { TimelineItem } from '../../interactions/contract.ts';
import type { Quote } from './contract.ts';

/** Units: pieces of one interaction that are quoted; characters of one, and before what is found in it. */
export const QUOTED = { pieces: 4, characters: 700, before: 180 } as const;

/** Every passage of an interaction whole. */
export function wholeQuotes(item: TimelineItem): Quote[] {
  return passagesOfItem(item).map((passage) => ({ ...passage, isCutBefore: false, isCutAfter: false, hits: [] }));
}

/** The place from which a long text is quoted so that what is found stands in it, at the beginning of a word. */
function beginOf(text: string, firstHit: number): number {
  if (text.length <= QUOTED.characters || firstHit < QUOTED.characters - QUOTED.before) return 0;
  const from = Math.min(firstHit - QUOTED.before, text.length - QUOTED.characters);
  const blank = text.indexOf(' ', from);
  const at = blank === -1 || blank >= firstHit ? from : blank + 1;
  return isLowSurrogate(text, at) ? at - 1 : at;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** A piece cut to what a list shows, around what is marked in it. Shape: `hits` in their order, not overlapping. */
export function cutAround(quote: Quote, hits: Quote['hits']): Quote {
  const { text } = quote;
  const from = beginOf(text, hits[0]?.[0] ?? 0);
  let until = Math.min(text.length, from + QUOTED.characters);
  if (until < text.length && isLowSurrogate(text, until)) until -= 1;
  return { ...quote, text: text.slice(from, until), isCutBefore: from > 0, isCutAfter: until < text.length, hits: hits.flatMap(([start, end]): [number, number][] => (start >= until || end <= from ? [] : [[Math.max(0, start - from), Math.min(until, end) - from]])) };
}

/** What of an interaction is quoted in a list: the passages that say what was searched for, else the first ones, long ones cut around what is found. Invariant: `quotes` are as the viewer may read them, so that no cut parts a name from its mask. */
export function quotesFor(quotes: readonly Quote[], search: WordSearch): { readonly quotes: Quote[]; readonly more: number } {
  const all = quotes.filter(({ text }, at) => quotes.findIndex((other) => other.text === text) === at).map((quote) => cutAround(quote, placesOfSearch(quote.text, search)));
  const found = all.filter(({ hits, of }) => hits.length > 0 || of === 'title');
  const shown = (found.some(({ hits }) => hits.length > 0) ? found : all).slice(0, QUOTED.pieces);
  return { quotes: shown, more: all.length - shown.length };
}
