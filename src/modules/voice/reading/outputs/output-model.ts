import { probabilitiesOf, type Calibration } from '../calibrate.ts';
import type { Counter } from '../feature-space.ts';
import type { ReadLanguage } from '../small-words.ts';
import { scoresOfCounted, type Lines } from '../text-model.ts';
import type { WordMeanings } from './word-meanings.ts';

/**
 * One thing that is read in a text, such as what its writer wants. Shape: `labels` that exclude each other; the empty label, which has no line, says "none of them" where there is one.
 * `columns`: the line of each label, -1 for the empty one. `from`: the least probability with which each label is said, chosen on texts not learnt from. `held`: how each label did on texts that measure only, null where none do.
 */
export type Output = { readonly output: string; readonly labels: readonly string[]; readonly columns: readonly number[]; readonly calibration: Calibration; readonly from: readonly number[]; readonly held: readonly (Held | null)[] };

/** How a label does on texts that measure only. Shape: `texts` that have it; shares of those said that have it, and of those that have it that are said. `isSaid`: whoever taught it decided, by the measure of their own texts. */
export type Held = { readonly texts: number; readonly precision: number; readonly recall: number; readonly isSaid?: boolean };

/** Fewer texts than this measure nothing, and a label that is wrong more often than right helps nobody. */
const FEWEST_TEXTS = 20;
const LEAST_PRECISION = 0.5;

/** Whether a label is good enough, and measured well enough, to be said at all. */
export function isSayable(held: Held | null): boolean {
  return held !== null && (held.isSaid ?? (held.texts >= FEWEST_TEXTS && held.precision >= LEAST_PRECISION));
}

/** Everything that is read in texts of some languages, by lines over one space. */
export type OutputModel = { readonly languages: readonly ReadLanguage[]; /** Null for a model that knows no meanings of words. */ readonly meanings: WordMeanings | null; readonly lines: Lines; readonly outputs: readonly Output[]; readonly counter: Counter };

/** What a model says and how well, without what it takes to say it. */
export type ModelCard = Pick<OutputModel, 'languages' | 'outputs'>;

/** What was found of one output. Units: `confidence` a share, calibrated on texts not learnt from. Shape: `probabilities` of all its labels. */
export type Said = { readonly output: string; readonly label: string; readonly confidence: number; readonly column: number; readonly labels: readonly string[]; readonly probabilities: Float64Array };

/** Scores of an output's labels; the empty label's is 0. */
export function scoresOfOutput(columns: readonly number[], scores: ArrayLike<number>): Float64Array {
  const own = new Float64Array(columns.length);
  for (let label = 0; label < columns.length; label += 1) {
    const column = columns[label] as number;
    own[label] = column < 0 ? 0 : scores[column] as number;
  }
  return own;
}

/**
 * The label of an output that is said: the one that is furthest above what is asked of it; null when none reaches it.
 * An output without an empty label always says something.
 */
export function decided(output: Pick<Output, 'labels' | 'from'>, probabilities: Float64Array): number | null {
  let best = -1;
  let most = output.labels.includes('') ? 1 : 0;
  for (let label = 0; label < output.labels.length; label += 1) {
    if (output.labels[label] === '') continue;
    const above = (probabilities[label] as number) / (output.from[label] as number);
    if (above >= most) { most = above; best = label; }
  }
  return best < 0 ? null : best;
}

/** Everything that is said in a text whose `size` features lie in the model's counter. */
export function readOutputs({ lines, outputs, counter }: OutputModel, size: number): Said[] {
  const scores = scoresOfCounted(lines, counter, size);
  return outputs.flatMap((output): Said[] => {
    const probabilities = probabilitiesOf(output.calibration, scoresOfOutput(output.columns, scores));
    const label = decided(output, probabilities);
    return label === null || !isSayable(output.held[label] ?? null) ? [] : [{ output: output.output, label: output.labels[label] as string, confidence: probabilities[label] as number, column: output.columns[label] as number, labels: output.labels, probabilities }];
  });
}
