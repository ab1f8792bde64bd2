import { madeOnce } from './known-words.ts';
import type { Token } from './tokenise-text.ts';

/** Buckets into which features fall. Two features share one now and then; the learner lives with it. */
export const BUCKETS = 1 << 20;
const MASK = BUCKETS - 1;
const SEED = 0x811c9dc5;
const PRIME = 0x01000193;

/** The buckets of one text, one entry for each time a feature occurs; words, the characters inside them and other signs (where there are any) are kept apart, as they are weighed apart. `meaning`: where the text lies among meanings of words, of length 1; every text of a model has one or none. `embedding`: the same by a sentence embedder, of length 1. */
export type HashedText = { readonly words: Int32Array; readonly characters: Int32Array; readonly signs?: Int32Array; readonly meaning?: Float32Array; readonly embedding?: Float32Array };

const NEGATORS = new Set(('not no never none nothing nobody nowhere neither nor cannot without hardly barely scarcely cant dont doesnt didnt wont isnt arent wasnt werent couldnt wouldnt shouldnt havent hasnt hadnt ain\'t aint '
  + 'nicht kein keine keinen keinem keiner keines nie niemals nichts ohne pas jamais rien aucun aucune sans non nunca jamás nada sin ningún ninguna não nao nem sem nenhum nenhuma mai niente nulla senza nessuno nessuna niet geen nooit niets zonder').split(' '));
/** How many words a negation reaches, and how far apart two words may stand to count as said together. Units: words. */
const REACH = 3;
const TOGETHER = 4;

/** A word that turns round what follows it, in the seven languages read here. */
export function isNegator(norm: string): boolean {
  return NEGATORS.has(norm) || norm.endsWith('n\'t');
}

function extend(hash: number, text: string): number {
  let value = hash;
  for (let place = 0; place < text.length; place += 1) value = Math.imul(value ^ text.charCodeAt(place), PRIME);
  return value;
}

/** Spreads the bits over the buckets, as the low bits of a running hash are poor. */
function bucketOf(hash: number): number {
  let value = hash ^ (hash >>> 16);
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  value = Math.imul(value, 0xc2b2ae35);
  return (value ^ (value >>> 16)) & MASK;
}

const signs = new Map<string, number>();

/** The bucket of a sign that is no piece of a text, by its name, of which there are a few thousand. */
export function signBucket(name: string): number {
  const known = signs.get(name);
  if (known !== undefined) return known;
  const made = bucketOf(Math.imul(extend(SEED, name) ^ 11, PRIME));
  signs.set(name, made);
  return made;
}

/** All runs of two to five characters of a word with its edges, which are characters too, written as a space; a run never crosses into the next word. */
function runsOf(norm: string): Int32Array {
  const { length } = norm;
  const runs: number[] = [];
  for (let start = -1; start < length; start += 1) {
    let hash = Math.imul((SEED ^ 7) ^ (start < 0 ? 32 : norm.charCodeAt(start)), PRIME);
    const end = Math.min(length + 1, start + 5);
    for (let place = start + 1; place < end; place += 1) {
      hash = Math.imul(hash ^ (place === length ? 32 : norm.charCodeAt(place)), PRIME);
      runs.push(bucketOf(hash));
    }
  }
  return Int32Array.from(runs);
}

/** What a piece of a text adds by itself. */
const pieceOf = madeOnce((norm) => ({ hash: extend(SEED, norm), isNegator: isNegator(norm), runs: runsOf(norm) }));

/** The features of one text, and where they stand. Shape: `words` and `characters` as in a HashedText. `firsts`: the first token of each of `words`; the last is the token that it belongs to. Those of token i end before `wordEnds[i]` and `characterEnds[i]`; the first of its words is the token itself. */
export type TextFeatures = { readonly words: Int32Array; readonly characters: Int32Array; readonly firsts: Int32Array; readonly wordEnds: Int32Array; readonly characterEnds: Int32Array };

const STRETCHED = bucketOf(Math.imul(SEED ^ 1, PRIME));
const SHOUTED = bucketOf(Math.imul(SEED ^ 2, PRIME));
const ENDS = '.,!?;:…';
/** No token has more: itself, with its neighbour, stretched, shouted, negated, and with four before it. */
const MOST_WORDS = 5 + TOGETHER;

/** Features of tokens: words, neighbours in their order, words said together in any order, words under a negation, and the runs of characters inside each. */
export function featuresOf(tokens: readonly Token[]): TextFeatures {
  const pieces = tokens.map(({ word }) => pieceOf(word));
  const words = new Int32Array(tokens.length * MOST_WORDS);
  const firsts = new Int32Array(words.length);
  const characters = new Int32Array(pieces.reduce((sum, { runs }) => sum + runs.length, 0));
  const wordEnds = new Int32Array(tokens.length);
  const characterEnds = new Int32Array(tokens.length);
  let [end, charactersEnd, negated] = [0, 0, 0];
  const take = (bucket: number, first: number): void => {
    words[end] = bucket;
    firsts[end] = first;
    end += 1;
  };
  /** The last tokens that are no marks. */
  const before: number[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const { hash, isNegator: negates, runs } = pieces[at] as (typeof pieces)[number];
    take(bucketOf(hash), at);
    if (at > 0) take(bucketOf(extend(Math.imul((pieces[at - 1] as (typeof pieces)[number]).hash ^ 32, PRIME), token.norm)), at - 1);
    if (token.stretched) take(STRETCHED, at);
    if (token.shouted) take(SHOUTED, at);
    if (token.kind === 'mark') {
      if (ENDS.includes(token.norm.charAt(0))) negated = 0;
    } else {
      if (negated > 0) take(bucketOf(Math.imul(hash ^ 3, PRIME)), at);
      for (let back = before.length - 1; back >= 0; back -= 1) {
        const other = before[back] as number;
        take(bucketOf(Math.imul(hash, 5) + Math.imul((pieces[other] as (typeof pieces)[number]).hash, 5)), other);
      }
      if (before.length === TOGETHER) before.shift();
      before.push(at);
      negated = negates ? REACH : Math.max(0, negated - 1);
    }
    wordEnds[at] = end;
    characters.set(runs, charactersEnd);
    charactersEnd += runs.length;
    characterEnds[at] = charactersEnd;
  }
  return { words: words.slice(0, end), characters, firsts: firsts.subarray(0, end), wordEnds, characterEnds };
}

/** Takes the features of a text as they stand in it. Shape: `entry` counts `words`, then `characters`; first and last token. */
export function eachStand({ words, firsts, wordEnds, characterEnds }: TextFeatures, take: (entry: number, first: number, last: number) => void): void {
  let [word, character] = [0, 0];
  for (let at = 0; at < wordEnds.length; at += 1) {
    for (const end = wordEnds[at] as number; word < end; word += 1) take(word, firsts[word] as number, at);
    for (const end = characterEnds[at] as number; character < end; character += 1) take(words.length + character, at, at);
  }
}

/** A text as buckets. */
export function hashText(tokens: readonly Token[]): HashedText {
  const { words, characters } = featuresOf(tokens);
  return { words, characters };
}
