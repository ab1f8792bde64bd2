import type { Feeling } from '../text-feeling.ts';

/** What a word list's valence is worth beside probabilities that were learnt. One number for all sets: with it tweets to airlines and texts of our own, of which neither is learnt from, are both told well; 1 favours the one, 0 the other. */
const WORTH = 0.6;
/** A word that a model names counts as much as a plain word of the list. */
const NAMED = 1;

/**
 * How a text feels by words of feeling and by what was learnt together: words alone do not see a complaint without one, learning alone does not know words that it never met.
 * Shape: `chances` of the three feelings; the carriers of the list first, then those of the model.
 */
export function wholeFeeling(words: Feeling, chances: Readonly<Record<Feeling['label'], number>>, named: readonly { readonly start: number; readonly end: number }[]): Feeling & { readonly confidence: number } {
  const scores = { negative: chances.negative + WORTH * Math.max(0, -words.valence), neutral: chances.neutral, positive: chances.positive + WORTH * Math.max(0, words.valence) };
  const label = (['negative', 'positive', 'neutral'] as const).reduce((best, one) => (scores[one] > scores[best] ? one : best));
  const valence = (scores.positive - scores.negative) / (1 + WORTH);
  const sign = label === 'neutral' ? 0 : label === 'negative' ? -1 : 1;
  const own = words.carriers.filter(({ worth }) => worth * sign > 0);
  const further = sign === 0 ? [] : named.filter((one) => !own.some(({ start, end }) => one.start < end && start < one.end)).map((one) => ({ ...one, worth: sign * NAMED }));
  return { valence, label, carriers: [...own, ...further].slice(0, 5), confidence: scores[label] / (scores.negative + scores.neutral + scores.positive) };
}
