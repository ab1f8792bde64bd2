import { madeOnce } from '../known-words.ts';
import type { Token } from '../tokenise-text.ts';
import { ASPECT_WORDS } from './aspect-words.ts';
import { CUE_WORDS } from './cue-words.ts';

/** A turn of phrase that was found. Shape: first and last token. */
export type CueHit = { readonly cue: string; readonly first: number; readonly last: number };

type Phrase = { readonly cue: string; readonly words: readonly string[] };

/** Phrases by their first word, and those whose first word is a beginning by its first three letters. */
const byWord = new Map<string, Phrase[]>();
const byBeginning = new Map<string, Phrase[]>();
const LETTERS = 3;

function put(index: Map<string, Phrase[]>, key: string, phrase: Phrase): void {
  const there = index.get(key);
  if (there === undefined) index.set(key, [phrase]); else there.push(phrase);
}

for (const [cue, phrases] of Object.entries({ ...CUE_WORDS, ...ASPECT_WORDS })) {
  for (const phrase of phrases.split('|')) {
    const words = phrase.split(/[\s-]+/u);
    const [first = ''] = words;
    if (first.endsWith('*')) put(byBeginning, first.slice(0, LETTERS), { cue, words });
    else put(byWord, first, { cue, words });
  }
}

function isWord(token: Token | undefined, word: string): boolean {
  if (token === undefined) return false;
  return word.endsWith('*') ? token.norm.startsWith(word.slice(0, -1)) : token.norm === word;
}

function take(hits: CueHit[], list: readonly Phrase[], tokens: readonly Token[], at: number): void {
  for (const { cue, words } of list) {
    let on = 0;
    while (on < words.length && isWord(tokens[at + on], words[on] as string)) on += 1;
    if (on === words.length) hits.push({ cue, first: at, last: at + on - 1 });
  }
}

/** Phrases that may begin with a word. */
const begunBy = madeOnce((norm): readonly Phrase[] => [...(byWord.get(norm) ?? []), ...(byBeginning.get(norm.slice(0, LETTERS)) ?? [])]);

/** Every turn of phrase in a text. Cost: a look-up a word. */
export function cuesOf(tokens: readonly Token[]): CueHit[] {
  const hits: CueHit[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    take(hits, begunBy((tokens[at] as Token).word), tokens, at);
  }
  return hits;
}
