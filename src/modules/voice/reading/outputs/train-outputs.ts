import { calibrate, probabilitiesOf } from '../calibrate.ts';
import { counterFor, fitSpace, joinedRows, weighAll, type FeatureSpace, type SparseRows, type Weighing } from '../feature-space.ts';
import type { HashedText } from '../hash-features.ts';
import { solveLine, type Line } from '../solve-linear.ts';
import { dealtParts, linesOf, scoresOf, type Lines } from '../text-model.ts';
import type { ReadLanguage } from '../small-words.ts';
import { decided, scoresOfOutput, type Held, type Output, type OutputModel } from './output-model.ts';
import { labelOf, OUTPUTS, type TaughtText } from './taught-texts.ts';
import { scaledRows, tellingOf } from './telling-features.ts';
import type { WordMeanings } from './word-meanings.ts';

/** What an error about one text costs; features that fewer texts hold are not looked at. Chosen by cross-validation on the texts that teach. */
const COST = 4;
export const AT_LEAST = 2;
export const WEIGHING: Weighing = { rarityPower: 0.7, wordsLength: 1.8, charactersLength: 1.2, signsLength: 0.8, meaningLength: 0.6 };
/** Parts for cross-validation. */
export const PARTS = 5;
/** A label is said from a probability on that serves its F1 best, but not from less than this. */
const LEAST_FROM = 0.15;

/** A text ready to be learnt from. Shape: `sentences` each by itself where there are several, else empty; `hand` whose texts it is of, such as the file that it stands in. */
export type LearntText = { readonly text: HashedText; readonly sentences: readonly HashedText[]; readonly taught: TaughtText; readonly hand?: string };

/** How an output does on texts that it was not learnt from. Shape: one entry for each label but the empty one. */
export type LabelQuality = { readonly output: string; readonly label: string; readonly f1: number } & Held;

type Layout = { readonly columnsOf: readonly (readonly number[])[]; readonly names: readonly string[] };

/** Lines side by side: one for each label of each output but the empty one. */
function layOut(): Layout {
  const names: string[] = [];
  const columnsOf = OUTPUTS.map(({ output, labels }) => labels.map((label) => (label === '' ? -1 : names.push(`${output} ${label}`) - 1)));
  return { columnsOf, names };
}

/** What an error about a text costs. A label, which `held` of `texts` have, counts as much as everything else together, but one that hardly comes does not count beyond measure. */
export function costOf(isHeld: boolean, held: number, texts: number): number {
  return isHeld ? COST * Math.min(8, Math.sqrt((texts - held) / Math.max(1, held))) : COST;
}

/** Outputs that are learnt from sentences too, as what they tell of stands in one sentence among others. */
const BY_SENTENCE: ReadonlySet<string> = new Set(['complaint', 'praise']);

function lineOf({ meanings }: FeatureSpace, rows: SparseRows, positive: Uint8Array, seed: number): Line {
  const held = positive.reduce((sum, one) => sum + one, 0);
  const telling = tellingOf(rows, meanings, positive);
  const { weights, bias } = solveLine({ rows: scaledRows(rows, telling), positive, costs: Float64Array.from(positive, (one) => costOf(one === 1, held, positive.length)), seed });
  // Of the features as they stand in a text, so that reading knows nothing of it.
  return { weights: weights.map((weight, column) => weight * (telling[column] as number)), bias };
}

/**
 * The line of a flag from whole texts and sentences: of a text that has it, the sentence that a first line finds to speak for it most; of all others every sentence, as none has it.
 * Source: Andrews, Tsochantaridis and Hofmann, "Support vector machines for multiple-instance learning" (2002), mi-SVM with one round.
 */
function lineBySentence(space: FeatureSpace, texts: readonly LearntText[], rows: SparseRows, positive: Uint8Array, seed: number): Line {
  const scores = scoresOfRows(weighAll(space, texts.flatMap(({ sentences }) => sentences)), lineOf(space, rows, positive, seed).weights);
  let next = 0;
  const kept = texts.flatMap(({ sentences }, at) => {
    const own = scores.slice(next, next + sentences.length);
    next += sentences.length;
    return positive[at] === 1 ? sentences.slice(own.indexOf(Math.max(...own))).slice(0, 1).map((sentence) => ({ sentence, is: 1 })) : sentences.map((sentence) => ({ sentence, is: 0 }));
  });
  return lineOf(space, joinedRows(rows, weighAll(space, kept.map(({ sentence }) => sentence))), Uint8Array.from([...positive, ...kept.map(({ is }) => is)]), seed);
}

function scoresOfRows({ starts, columns, values }: SparseRows, weights: Float64Array): number[] {
  return Array.from({ length: starts.length - 1 }, (_, row) => {
    let score = 0;
    for (let place = starts[row] as number; place < (starts[row + 1] as number); place += 1) score += (weights[columns[place] as number] as number) * (values[place] as number);
    return score;
  });
}

function fitAll(texts: readonly LearntText[], layout: Layout): Lines {
  const hashed = texts.map(({ text }) => text);
  const space = fitSpace(hashed, AT_LEAST, WEIGHING);
  const rows: SparseRows = weighAll(space, hashed);
  const weights = new Float32Array(space.width * layout.names.length);
  const biases = new Float32Array(layout.names.length);
  for (const [at, output] of OUTPUTS.entries()) {
    const truths = texts.map(({ taught }) => labelOf(output, taught));
    for (const [label, column] of (layout.columnsOf[at] as readonly number[]).entries()) {
      if (column < 0) continue;
      const positive = Uint8Array.from(truths, (truth) => (truth === label ? 1 : 0));
      const line = BY_SENTENCE.has(output.output) ? lineBySentence(space, texts, rows, positive, column + 1) : lineOf(space, rows, positive, column + 1);
      for (let feature = 0; feature < space.width; feature += 1) weights[feature * layout.names.length + column] = line.weights[feature] as number;
      biases[column] = line.bias;
    }
  }
  return linesOf(layout.names, space, weights, biases);
}

/** Parts for cross-validation: whole hands where there are enough of them, as who writes to a company is another hand too; the next largest always goes to the smallest part. */
function partsOf(texts: readonly LearntText[], seed: number): Int32Array {
  const hands = [...Map.groupBy(texts, ({ hand = '' }) => hand)].sort((a, b) => b[1].length - a[1].length);
  if (hands.length < PARTS) return dealtParts(texts.map(({ taught }) => labelOf(OUTPUTS[0] as typeof OUTPUTS[number], taught)), PARTS, seed);
  const sizes = new Int32Array(PARTS);
  const partOf = new Map(hands.map(([hand, { length }]) => {
    const part = sizes.indexOf(Math.min(...sizes));
    sizes[part] = (sizes[part] as number) + length;
    return [hand, part];
  }));
  return Int32Array.from(texts, ({ hand = '' }) => partOf.get(hand) ?? 0);
}

/** Scores of every text by lines that were not learnt from it. */
function scoredApart(texts: readonly LearntText[], layout: Layout, seed: number): Float64Array[] {
  const part = partsOf(texts, seed);
  const scores: Float64Array[] = texts.map(() => new Float64Array(0));
  for (let out = 0; out < PARTS; out += 1) {
    const lines = fitAll(texts.filter((_, row) => part[row] !== out), layout);
    const counter = counterFor(lines.space);
    for (const [row, { text }] of texts.entries()) if (part[row] === out) scores[row] = scoresOf(lines, text, counter);
  }
  return scores;
}

/** What may be left unsaid is said where it is mostly right: being wrong weighs twice as much as being silent (F½). What must say something, and what must not be missed, weighs both alike (F1); where somebody may come to harm, being silent weighs twice as much (F2). */
const CAUTIOUS = 0.5;
const WATCHFUL: Readonly<Record<string, number>> = { complaint: 1, urgency: 1, alarm: 2 };

/** How much being wrong weighs against being silent, by what is read. */
export function betaOf({ output, labels }: Pick<Output, 'output' | 'labels'>): number {
  return labels.includes('') ? WATCHFUL[output] ?? CAUTIOUS : 1;
}

/** From which probability on a label is said: where its F measure is best. */
export function bestFrom(probabilities: readonly Float64Array[], truths: readonly number[], label: number, beta: number): number {
  const order = probabilities.map((one, row) => ({ p: one[label] as number, is: truths[row] === label })).sort((a, b) => b.p - a.p);
  const all = order.filter(({ is }) => is).length;
  let [found, best, from] = [0, 0, 0.5];
  for (const [at, { p, is }] of order.entries()) {
    if (is) found += 1;
    const next = order[at + 1]?.p ?? 0;
    const measure = (1 + beta ** 2) * found / (at + 1 + beta ** 2 * all);
    if (measure > best && next < p) { best = measure; from = (p + next) / 2; }
  }
  return Math.max(LEAST_FROM, from);
}

/** How well labels were told, for a model's card. */
export function qualityOf(outputs: readonly Output[], scores: readonly Float64Array[], texts: readonly TaughtText[]): LabelQuality[] {
  return outputs.flatMap((output, at) => {
    const said = scores.map((one) => decided(output, probabilitiesOf(output.calibration, scoresOfOutput(output.columns, one))));
    const truths = texts.map((text) => labelOf(OUTPUTS[at] as typeof OUTPUTS[number], text));
    return output.labels.flatMap((label, place): LabelQuality[] => {
      if (label === '') return [];
      const held = truths.filter((truth) => truth === place).length;
      const told = said.filter((one) => one === place).length;
      const right = said.filter((one, row) => one === place && truths[row] === place).length;
      return [{ output: output.output, label, texts: held, precision: told === 0 ? 0 : right / told, recall: held === 0 ? 0 : right / held, f1: right === 0 ? 0 : 2 * right / (held + told) }];
    });
  });
}

/**
 * Learns every output from labelled texts, with how sure it may be and from where on each label is said, both from texts that the lines did not learn from.
 * Invariant: the same texts in the same order and seed give the same model. Shape: `quality` by cross-validation, over hands where there are enough.
 */
export function trainOutputs(texts: readonly LearntText[], languages: readonly ReadLanguage[], meanings: WordMeanings | null, seed: number): { readonly model: OutputModel; readonly quality: readonly LabelQuality[] } {
  const layout = layOut();
  const apart = scoredApart(texts, layout, seed);
  const outputs = OUTPUTS.map(({ output, labels }, at): Output => {
    const columns = layout.columnsOf[at] as readonly number[];
    const truths = texts.map(({ taught }) => labelOf(OUTPUTS[at] as typeof OUTPUTS[number], taught));
    const scores = apart.map((one) => scoresOfOutput(columns, one));
    const calibration = calibrate(scores, truths, labels.length);
    const probabilities = scores.map((one) => probabilitiesOf(calibration, one));
    return { output, labels, columns, calibration, held: labels.map(() => null), from: labels.map((label, place) => (label === '' ? 1 : bestFrom(probabilities, truths, place, betaOf({ output, labels })))) };
  });
  const lines = fitAll(texts, layout);
  return { model: { languages, meanings, lines, outputs, counter: counterFor(lines.space) }, quality: qualityOf(outputs, apart, texts.map(({ taught }) => taught)) };
}
