import { counterFor, type Counter, type Weighing } from './feature-space.ts';
import type { FeelingLanguage } from './feeling-lexicons.ts';
import { hashText, signBucket, type HashedText } from './hash-features.ts';
import { feelingOf } from './text-feeling.ts';
import { fitLines, scoresOf, type Lines } from './text-model.ts';
import { tokenise } from './tokenise-text.ts';

/** What an error about one text costs: less than for labels, as people give the same words different stars. By cross-validation inside training parts. */
const COST = 2;
/** How good something was shows in whole words more than what somebody wants does: with the weighing of labels the area under the curve of two sets of reviews was up to .004 lower. */
const WEIGHING: Weighing = { rarityPower: 1.2, wordsLength: 2, charactersLength: 1.1, signsLength: 0.2 };
/** Steps of how a text feels, each a sign of its own, so that more is more. Units: valence. */
const FELT = Array.from({ length: 11 }, (_, at) => ({ above: (at - 5) / 5, bucket: signBucket(`felt above ${at - 5}`) }));

/** A text ready for stars: its words, and how they feel by the lists of its language. `language` null: where feelings are not available, words alone. */
export function feltText(raw: string, language: FeelingLanguage | null): HashedText {
  const { plain, tokens } = tokenise(raw);
  const text = hashText(tokens);
  if (language === null) return text;
  const { valence } = feelingOf(plain, tokens, language, 'service');
  return { ...text, signs: Int32Array.from(FELT.filter(({ above }) => valence > above), ({ bucket }) => bucket) };
}

/** One line for each step between two neighbouring stars. Shape: `steps` ascending; line i says whether a text has more than steps[i]. */
export type StarModel = { readonly steps: readonly number[]; readonly highest: number; readonly lines: Lines; readonly counter: Counter };

/** What a text says in stars. Units: `stars` the middle of what it may be, `expected` the mean, `above` the chance of more than each step. */
export type StarReading = { readonly stars: number; readonly expected: number; readonly above: readonly number[] };

/** Learns stars, or any ordered answer, from texts. Invariant: two texts or more with different stars. */
export function trainStars(texts: readonly HashedText[], stars: readonly number[]): StarModel {
  const all = [...new Set(stars)].sort((a, b) => a - b);
  const steps = all.slice(0, -1);
  const lines = fitLines(texts, steps.map(String), (row, step) => (stars[row] as number) > (steps[step] as number), new Float64Array(texts.length).fill(COST), WEIGHING);
  return { steps, highest: all[all.length - 1] ?? 0, lines, counter: counterFor(lines.space) };
}

/** Reads one text as stars. The middle is the answer with the smallest mean error. */
export function readStars(model: StarModel, text: HashedText): StarReading {
  const scores = scoresOf(model.lines, text, model.counter);
  const values = [...model.steps, model.highest];
  const above: number[] = [];
  let before = 1;
  for (const score of scores) {
    // A chance of more than four cannot exceed the chance of more than three.
    before = Math.min(before, 1 / (1 + Math.exp(-score)));
    above.push(before);
  }
  const stars = values[above.filter((share) => share > 0.5).length] ?? model.highest;
  let expected = values[0] ?? 0;
  for (const [step, share] of above.entries()) expected += share * ((values[step + 1] as number) - (values[step] as number));
  return { stars, expected, above };
}
