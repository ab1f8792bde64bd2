import { madeOnce } from '../known-words.ts';
import type { PlainText } from '../plain-text.ts';
import type { ReadLanguage } from '../small-words.ts';
import type { Token } from '../tokenise-text.ts';

/** A text as rules look at it. Shape: `words` has one entry a token: folded (lower case, no accents, without what is elided in French and Italian), numbers as written; `capitals` 1 for words that begin with a capital letter, what is elided before them not counted. */
export type ScannedText = { readonly text: string; readonly tokens: readonly Token[]; readonly words: readonly string[]; readonly capitals: Uint8Array; readonly language: ReadLanguage };

const ASCII = /^[\x20-\x7e]*$/u;
/** "l'ordine" is compared as "ordine"; what English and Dutch put behind an apostrophe stays. */
const ELIDED = /^[a-z]{1,6}'(?=[a-z]{2})/u;
const HAS_ELISION: ReadonlySet<ReadLanguage> = new Set(['fr', 'it', 'pt']);

/** A word without its accents, as lists of words hold it. */
export function folded(word: string): string {
  const lower = word.toLowerCase();
  return ASCII.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}+/gu, '').replaceAll('’', '\'');
}

/** Folded words of a list that is parted by spaces. */
export function wordSet(list: string): Set<string> {
  return new Set(list.split(' ').map(folded));
}

const foldedOnce = madeOnce(folded);

/** Prepares a text for the rules. */
export function scanned({ text }: PlainText, tokens: readonly Token[], language: ReadLanguage): ScannedText {
  const elides = HAS_ELISION.has(language);
  const words = tokens.map((token) => {
    if (token.kind !== 'word') return text.slice(token.start, token.end);
    const word = foldedOnce(token.word);
    return elides && word.includes('\'') ? word.replace(ELIDED, '') : word;
  });
  return { text, tokens, words, capitals: Uint8Array.from(tokens, (token) => (token.kind === 'word' && beginsWithCapital(text, token, elides) ? 1 : 0)), language };
}

function beginsWithCapital(text: string, { start, end, norm }: Token, elides: boolean): boolean {
  const first = elides && norm.includes('\'') ? text.slice(start, end).replace(/^\p{L}{1,6}['’](?=\p{L}{2})/u, '').charAt(0) : text.charAt(start);
  return first !== first.toLowerCase();
}

/** Whether two neighbours touch. */
export function touches({ tokens }: ScannedText, at: number): boolean {
  const [left, right] = [tokens[at], tokens[at + 1]];
  return left !== undefined && right !== undefined && left.end === right.start;
}

/** Whether a word begins with a capital letter; what is elided before it does not count. */
export function isCapital({ capitals }: ScannedText, at: number): boolean {
  return capitals[at] === 1;
}

/** Where a word begins, without what is elided before it. */
export function startOf({ text, tokens, language }: ScannedText, at: number): number {
  const token = tokens[at];
  if (token === undefined) return 0;
  return HAS_ELISION.has(language) && token.kind === 'word' ? token.start + (/^\p{L}{1,6}['’](?=\p{L}{2})/u.exec(text.slice(token.start, token.end))?.[0].length ?? 0) : token.start;
}

const ENDS = new Set(['.', '!', '?', '…', ':', '¡', '¿', '!!', '??', '!?', '..', '"', '“', '„', '-', '–', '•', '*']);

/** Whether a word begins a sentence, where a capital letter says nothing. */
export function beginsSentence({ text, tokens, words }: ScannedText, at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (before === undefined || token === undefined) return true;
  return ENDS.has((words[at - 1] ?? '').slice(0, 2)) || text.slice(before.end, token.start).includes('\n');
}

/** Whether these words stand here, one after the other. */
export function standAt(words: readonly string[], at: number, phrase: readonly string[]): boolean {
  for (let on = 0; on < phrase.length; on += 1) if (words[at + on] !== phrase[on]) return false;
  return phrase.length > 0;
}

/** Phrases by their first word, the longest first. */
export type PhraseIndex<T> = ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly value: T }[]>;

/** Index of phrases; alternatives are parted by `|`. */
export function phraseIndex<T>(entries: Iterable<readonly [phrases: string, value: T]>): PhraseIndex<T> {
  const index = new Map<string, { words: readonly string[]; value: T }[]>();
  for (const [phrases, value] of entries) {
    for (const phrase of phrases.split('|')) {
      const words = folded(phrase).split(' ').filter((word) => word !== '');
      const [first] = words;
      if (first !== undefined) index.set(first, [...(index.get(first) ?? []), { words, value }].sort((a, b) => b.words.length - a.words.length));
    }
  }
  return index;
}

/** The longest phrase that begins at a word. */
export function phraseAt<T>(index: PhraseIndex<T>, words: readonly string[], at: number): { readonly value: T; readonly count: number } | null {
  const list = index.get(words[at] ?? '');
  if (list === undefined) return null;
  for (const { words: phrase, value } of list) if (standAt(words, at, phrase)) return { value, count: phrase.length };
  return null;
}
