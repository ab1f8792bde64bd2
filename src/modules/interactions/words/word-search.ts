import { foldedWords, placedWords, type PlacedWord } from './fold-words.ts';

/** One thing that a text must say, or must not: these words side by side, of the last maybe only the beginning. Invariant: folded, at least one. */
export type SearchTerm = { readonly words: readonly string[]; readonly isPrefix: boolean; readonly isNot: boolean };

/** What is searched for. `isCut`: more was asked than is looked for. No terms: everything. */
export type WordSearch = { readonly terms: readonly SearchTerm[]; readonly isCut: boolean };

/** More would say nothing that these did not. Units: terms; words of one. */
export const SEARCH_MOST = { terms: 20, words: 40 } as const;

const QUOTES = /[“”„‟«»″]/g;
const TERM = /\s*(-*)(?:"([^"]*)"?|([^\s"]+))(\*?)/y;

/**
 * Reads what somebody typed: all words, "a phrase", -not, begin*. Case, accents and signs do not matter; a word with signs in it (e-mail, 10.5) is a phrase; a quote that is not closed goes to the end.
 * Shape: whatever was typed has a meaning; what says nothing is left out.
 */
export function readWordSearch(typed: string): WordSearch {
  const text = typed.replace(QUOTES, '"');
  const terms: SearchTerm[] = [];
  let isCut = false;
  TERM.lastIndex = 0;
  for (let found = TERM.exec(text); found !== null; found = TERM.exec(text)) {
    const [, minus = '', phrase, word = '', star = ''] = found;
    const words = foldedWords(phrase ?? word);
    if (words.length === 0) continue;
    if (terms.length >= SEARCH_MOST.terms) return { terms, isCut: true };
    if (words.length > SEARCH_MOST.words) isCut = true;
    const isPrefix = words.length <= SEARCH_MOST.words && (star !== '' || (phrase === undefined && word.endsWith('*')));
    terms.push({ words: words.slice(0, SEARCH_MOST.words), isPrefix, isNot: minus !== '' });
  }
  return { terms, isCut };
}

/** The same without what must not be said. */
export function wantedAlone({ terms, isCut }: WordSearch): WordSearch {
  return { terms: terms.filter(({ isNot }) => !isNot), isCut };
}

function isSaidAt(words: readonly string[], at: number, { words: wanted, isPrefix }: SearchTerm): boolean {
  return wanted.every((word, place) => {
    const said = words[at + place];
    return said !== undefined && (isPrefix && place === wanted.length - 1 ? said.startsWith(word) : said === word);
  });
}

/** Whether passages say what is searched for, all of them together; a phrase stands in one. */
export function saysSearch(passages: readonly string[], { terms }: WordSearch): boolean {
  if (terms.length === 0) return true;
  const said = passages.map(foldedWords);
  return terms.every((term) => said.some((words) => words.some((_, at) => isSaidAt(words, at, term))) !== term.isNot);
}

/** Where a text says what is searched for. Shape: in order, apart from each other; places in UTF-16 code units, the end exclusive. */
export function placesOfSearch(text: string, { terms }: WordSearch): [start: number, end: number][] {
  const wanted = terms.filter(({ isNot }) => !isNot);
  if (wanted.length === 0) return [];
  const placed = placedWords(text);
  const words = placed.map(({ word }) => word);
  const spanOf = (at: number, length: number): [number, number] => [(placed[at] as PlacedWord).start, (placed[at + length - 1] as PlacedWord).end];
  const found = words.flatMap((_, at) => wanted.filter((term) => isSaidAt(words, at, term)).map((term) => spanOf(at, term.words.length))).toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const places: [number, number][] = [];
  for (const [start, end] of found) {
    const last = places.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else places.push([start, end]);
  }
  return places;
}
