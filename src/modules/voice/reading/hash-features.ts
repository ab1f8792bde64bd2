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

/** The bucket of a sign that is no piece of a text, by its name. */
export function signBucket(name: string): number {
  return bucketOf(Math.imul(extend(SEED, name) ^ 11, PRIME));
}

/** Takes each feature of a text: its bucket, whether it is of words, and the first and last token that it stands on. */
export type TakeFeature = (bucket: number, ofWords: boolean, first: number, last: number) => void;

/** Features of tokens: words, neighbours in their order, words said together in any order, words under a negation, and all runs of two to five characters inside each word with its edges. */
export function eachFeature(tokens: readonly Token[], take: TakeFeature): void {
  const hashes = new Int32Array(tokens.length);
  const places: number[] = [];
  let negated = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const word = extend(SEED, token.norm);
    take(bucketOf(word), true, at, at);
    hashes[at] = word;
    if (at > 0) take(bucketOf(extend(Math.imul((hashes[at - 1] as number) ^ 32, PRIME), token.norm)), true, at - 1, at);
    if (token.stretched) take(bucketOf(Math.imul(SEED ^ 1, PRIME)), true, at, at);
    if (token.shouted) take(bucketOf(Math.imul(SEED ^ 2, PRIME)), true, at, at);
    if (token.kind === 'mark') negated = /^[.,!?;:…]/u.test(token.norm) ? 0 : negated;
    else {
      if (negated > 0) take(bucketOf(Math.imul(word ^ 3, PRIME)), true, at, at);
      for (let back = places.length - 1; back >= 0 && back >= places.length - TOGETHER; back -= 1) {
        const other = places[back] as number;
        take(bucketOf(Math.imul(word, 5) + Math.imul(hashes[other] as number, 5)), true, other, at);
      }
      places.push(at);
      negated = isNegator(token.norm) ? REACH : Math.max(0, negated - 1);
    }
    const length = token.norm.length;
    // The edges of a word are characters too, written as a space; a run never crosses into the next word.
    for (let start = -1; start < length; start += 1) {
      let hash = Math.imul((SEED ^ 7) ^ (start < 0 ? 32 : token.norm.charCodeAt(start)), PRIME);
      const end = Math.min(length + 1, start + 5);
      for (let place = start + 1; place < end; place += 1) {
        hash = Math.imul(hash ^ (place === length ? 32 : token.norm.charCodeAt(place)), PRIME);
        take(bucketOf(hash), false, at, at);
      }
    }
  }
}

const wordBuffer = new Int32Array(1 << 18);
const characterBuffer = new Int32Array(1 << 18);

/** A text as buckets. */
export function hashText(tokens: readonly Token[]): HashedText {
  let words = 0;
  let characters = 0;
  eachFeature(tokens, (bucket, ofWords) => {
    if (ofWords) { if (words < wordBuffer.length) { wordBuffer[words] = bucket; words += 1; } } else if (characters < characterBuffer.length) { characterBuffer[characters] = bucket; characters += 1; }
  });
  return { words: wordBuffer.slice(0, words), characters: characterBuffer.slice(0, characters) };
}
