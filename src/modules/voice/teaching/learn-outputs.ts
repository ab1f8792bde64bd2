import { calibrate, probabilitiesOf } from '../reading/calibrate.ts';
import { counterFor, fitSpace, weighAll, type SparseRows } from '../reading/feature-space.ts';
import type { HashedText } from '../reading/hash-features.ts';
import { decided, type Held, type Output, type OutputModel } from '../reading/outputs/output-model.ts';
import { labelOf, type TaughtText } from '../reading/outputs/taught-texts.ts';
import { AT_LEAST, bestFrom, betaOf, costOf, PARTS, WEIGHING } from '../reading/outputs/train-outputs.ts';
import type { WordMeanings } from '../reading/outputs/word-meanings.ts';
import { solveLine } from '../reading/solve-linear.ts';
import { dealtParts, linesOf } from '../reading/text-model.ts';
import type { ReadLanguage } from '../reading/small-words.ts';
import { modelLabels, type Question } from './questions.ts';

/** A text that comes with Custos, labelled for all its outputs. */
export type CommonText = { readonly text: HashedText; readonly taught: TaughtText };
/** A text of the company's, with what its people said of it: by question, '' for none of the labels. */
export type OwnText = { readonly text: HashedText; readonly said: Readonly<Record<string, string>> };

/** What is learnt from. `background`: texts of the company that nobody spoke about: few of them will have a label of its own. */
export type Lesson = { readonly questions: readonly Question[]; readonly common: readonly CommonText[]; readonly own: readonly OwnText[]; readonly background: readonly HashedText[]; readonly languages: readonly ReadLanguage[]; readonly meanings: WordMeanings; readonly seed: number };

/** The share of examples that may be slips. */
const LOWEST = 0.1;

/** Rows that have an answer to one question. Shape: place among all rows, and place among the labels. */
type Answered = { readonly rows: readonly number[]; readonly truths: readonly number[] };

/** Some rows of many. */
function rowsAmong({ starts, columns, values, width }: SparseRows, rows: readonly number[]): SparseRows {
  const size = rows.reduce((sum, row) => sum + (starts[row + 1] as number) - (starts[row] as number), 0);
  const some = { starts: new Int32Array(rows.length + 1), columns: new Int32Array(size), values: new Float32Array(size), width };
  let end = 0;
  for (const [at, row] of rows.entries()) {
    const [from, to] = [starts[row] as number, starts[row + 1] as number];
    some.columns.set(columns.subarray(from, to), end);
    some.values.set(values.subarray(from, to), end);
    end += to - from;
    some.starts[at + 1] = end;
  }
  return some;
}

type Lines = { readonly weights: readonly Float64Array[]; readonly biases: readonly number[] };

/** One line for each label but the empty one, from these rows. */
function fit(all: SparseRows, { rows, truths }: Answered, labels: readonly string[]): Lines {
  const some = rowsAmong(all, rows);
  const lines = labels.flatMap((label, place) => {
    if (label === '') return [];
    const positive = Uint8Array.from(truths, (truth) => (truth === place ? 1 : 0));
    const held = positive.reduce((sum, one) => sum + one, 0);
    return [solveLine({ rows: some, positive, costs: Float64Array.from(positive, (one) => costOf(one === 1, held, rows.length)), seed: place + 1 })];
  });
  return { weights: lines.map(({ weights }) => weights), biases: lines.map(({ bias }) => bias) };
}

function scoresOfRow({ starts, columns, values }: SparseRows, row: number, { weights, biases }: Lines): Float64Array {
  return Float64Array.from(weights, (line, at) => {
    let score = biases[at] as number;
    for (let place = starts[row] as number; place < (starts[row + 1] as number); place += 1) score += (line[columns[place] as number] as number) * (values[place] as number);
    return score;
  });
}

/** Scores of each answered row by lines that did not learn from it. */
function scoredApart(all: SparseRows, answered: Answered, labels: readonly string[], seed: number, step: () => void): Float64Array[] {
  const part = dealtParts(answered.truths, PARTS, seed);
  const scores: Float64Array[] = answered.rows.map(() => new Float64Array(0));
  for (let out = 0; out < PARTS; out += 1) {
    const kept = answered.rows.map((_, at) => at).filter((at) => part[at] !== out);
    const lines = fit(all, { rows: kept.map((at) => answered.rows[at] as number), truths: kept.map((at) => answered.truths[at] as number) }, labels);
    for (const [at, row] of answered.rows.entries()) if (part[at] === out) scores[at] = scoresOfRow(all, row, lines);
    step();
  }
  return scores;
}

/**
 * Learns the questions that a company taught, from its corrections beside the texts that come with Custos; a correction counts as much as one of those. What it taught nothing about is not learnt and stays as it comes.
 * A label of its own is a flag: texts that come with Custos have it not, nor have those that nobody spoke about, unless they are nearer to its examples than to all others.
 * Invariant: the same lesson gives the same model. Cost: some seconds a question. `told` hears how much is done, 0 to 1.
 * Source: for texts that nobody spoke about: Liu, Dai, Li, Lee and Yu, "Building text classifiers using positive and unlabeled examples" (2003), the two steps.
 */
export function learnOutputs({ questions, common, own, background, languages, meanings, seed }: Lesson, told: (ratio: number) => void): OutputModel {
  const texts = [...common.map(({ text }) => text), ...own.map(({ text }) => text), ...background];
  const space = fitSpace(texts, AT_LEAST, WEIGHING);
  const all = weighAll(space, texts);
  let done = 0;
  const step = (): void => { done += 1; told(Math.min(1, done / (questions.length * (PARTS + 1)))); };

  const ownRows = ({ key }: Question, labels: readonly string[]): Answered => {
    const rows = own.flatMap(({ said }, at) => (said[key] === undefined || !labels.includes(said[key]) ? [] : [{ row: common.length + at, truth: labels.indexOf(said[key]) }]));
    return { rows: rows.map(({ row }) => row), truths: rows.map(({ truth }) => truth) };
  };
  const both = (one: Answered, other: Answered): Answered => ({ rows: [...one.rows, ...other.rows], truths: [...one.truths, ...other.truths] });

  const learnt = questions.map((question, at) => {
    const labels = modelLabels(question);
    const taught = ownRows(question, labels);
    const inCommon: Answered = { rows: common.map((_, row) => row), truths: common.map((one) => (question.output === 'own' ? 0 : labelOf({ output: question.output, labels }, one.taught))) };
    let answered = both(inCommon, taught);
    if (question.output === 'own' && background.length > 0) {
      const first = fit(all, answered, labels);
      // Texts nearer to examples that were not learnt from than to the middle of all others may have the label, and nobody has said so yet.
      const apart = scoredApart(all, answered, labels, seed + at, () => undefined);
      const examples = answered.truths.flatMap((truth, place) => (truth === 1 ? [apart[place]?.[0] ?? 0] : [])).sort((a, b) => a - b);
      const others = background.map((_, place) => common.length + own.length + place).map((row) => ({ row, score: scoresOfRow(all, row, first)[0] as number })).sort((a, b) => a.score - b.score);
      const limit = ((examples[Math.floor(examples.length * LOWEST)] ?? 0) + (others[others.length >> 1]?.score ?? 0)) / 2;
      const plain = others.filter(({ score }) => score < limit).map(({ row }) => row);
      answered = both(answered, { rows: plain, truths: plain.map(() => 0) });
    }
    const raw = scoredApart(all, answered, labels, seed + at, step);
    const columns = labels.filter((label) => label !== '');
    const lines = fit(all, answered, labels);
    step();
    return { question, labels, columns, answered, raw, lines };
  });

  const names = learnt.flatMap(({ question, columns }) => columns.map((label) => `${question.output} ${label}`));
  const weights = new Float32Array(space.width * names.length);
  let column = 0;
  const outputs = learnt.map(({ question, labels, answered, raw, lines }): Output => {
    let next = column;
    const columns = labels.map((label) => (label === '' ? -1 : next++));
    for (const [line, own_] of lines.weights.entries()) for (let feature = 0; feature < space.width; feature += 1) weights[feature * names.length + column + line] = own_[feature] as number;
    column = next;
    const shift = labels.includes('') ? 1 : 0;
    const scores = raw.map((one) => Float64Array.from(labels, (label, place) => (label === '' ? 0 : one[place - shift] as number)));
    const calibration = calibrate(scores, answered.truths, labels.length);
    const probabilities = scores.map((one) => probabilitiesOf(calibration, one));
    const from = labels.map((label, place) => (label === '' ? 1 : bestFrom(probabilities, answered.truths, place, betaOf({ output: question.output, labels }))));
    const output = { output: question.output, labels, columns, calibration, from };
    return { ...output, held: heldApart(output, probabilities, answered.truths) };
  });
  const biases = Float32Array.from(learnt.flatMap(({ lines }) => lines.biases));
  return { languages, meanings, lines: linesOf(names, space, weights, biases), outputs, counter: counterFor(space) };
}

/** How each label does on texts that the lines did not learn from: the measure of a company's own labels, for which no other texts are there. */
function heldApart(output: Pick<Output, 'labels' | 'from'>, probabilities: readonly Float64Array[], truths: readonly number[]): (Held | null)[] {
  const said = probabilities.map((one) => decided(output, one));
  return output.labels.map((label, place) => {
    if (label === '') return null;
    const texts = truths.filter((truth) => truth === place).length;
    const right = said.filter((one, row) => one === place && truths[row] === place).length;
    const precision = right / Math.max(1, said.filter((one) => one === place).length);
    return { texts, precision, recall: texts === 0 ? 0 : right / texts, isSaid: right > 0 && precision >= 0.5 };
  });
}
