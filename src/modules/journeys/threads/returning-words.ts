import { WORD_BUCKETS } from './contact-words.ts';

/**
 * Words in which a company's customers come back about the same thing, learnt from its own contacts, in whatever language and however they put it.
 * Shape: by place of the word, ln of how much oftener it is said on coming back than on coming first; `from` the score from which somebody says that they have been here before.
 */
export type ReturningWords = { readonly odds: Float32Array; readonly from: number };

/** Nothing is learnt yet: nobody's words say so. */
export const NO_RETURNING_WORDS: ReturningWords = { odds: new Float32Array(WORD_BUCKETS), from: Number.MAX_VALUE };

/** So many contacts weigh as much as the assumption that a word says nothing. */
const WEIGHT_OF_NOTHING = 8;
/** Of those who come first, so many may seem to come back. */
const FALSE_RATIO = 0.04;
/** So many of a text's words decide: the rest is the matter itself. */
const TELLING_WORDS = 4;
/** Fewer contacts of either kind teach nothing. */
const LEAST = 100;

/** How much somebody's words sound like coming back: the sum of the odds of their most telling words. */
export function returningScore(words: readonly number[], { odds }: ReturningWords): number {
  const telling = words.flatMap((place) => ((odds[place] ?? 0) > 0 ? odds[place] ?? 0 : [])).sort((a, b) => b - a).slice(0, TELLING_WORDS);
  return telling.reduce((sum, one) => sum + one, 0);
}

/** Learns from contacts with how surely each comes back about something. Units: `sure` 0 to 1. */
export function learnReturningWords(contacts: readonly { readonly words: readonly number[]; readonly sure: number }[]): ReturningWords {
  const [back, first] = [new Float32Array(WORD_BUCKETS), new Float32Array(WORD_BUCKETS)];
  let [backs, firsts] = [0, 0];
  for (const { words, sure } of contacts) {
    backs += sure;
    firsts += 1 - sure;
    for (const place of words) {
      back[place] = (back[place] ?? 0) + sure;
      first[place] = (first[place] ?? 0) + 1 - sure;
    }
  }
  if (backs < LEAST || firsts < LEAST) return NO_RETURNING_WORDS;
  const share = backs / (backs + firsts);
  const odds = back.map((count, place) => Math.log((count + WEIGHT_OF_NOTHING * share) / ((first[place] ?? 0) + WEIGHT_OF_NOTHING * (1 - share))) - Math.log(share / (1 - share)));
  const scores = contacts.flatMap(({ words, sure }) => (sure < 0.1 ? returningScore(words, { odds, from: 0 }) : [])).sort((a, b) => a - b);
  return { odds, from: Math.max(1, scores[Math.floor(scores.length * (1 - FALSE_RATIO))] ?? Number.MAX_VALUE) };
}
