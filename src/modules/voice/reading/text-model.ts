import { calibrate, probabilitiesOf, type Calibration } from './calibrate.ts';
import { counterFor, fitSpace, weigh, weighAll, type Counter, type FeatureSpace, type Weighing } from './feature-space.ts';
import { hashText, type HashedText } from './hash-features.ts';
import { fitNear, nearScores, type NearModel } from './near-model.ts';
import { meaningOf, type WordMeanings } from './outputs/word-meanings.ts';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { solveLine } from './solve-linear.ts';
import { tokenise } from './tokenise-text.ts';

/** What an error about one text costs, against keeping the weights small. The same for every set; by cross-validation inside training parts. */
const COST = 5;
/** What somebody wants shows in parts of words as much as in words. Chosen with the cost. */
const WEIGHING: Weighing = { rarityPower: 0.7, wordsLength: 1.2, charactersLength: 1.6, meaningLength: 1.2 };
/** What likeness to examples counts beside the lines, where texts have embeddings. Chosen with the options of `near-model`. */
const NEAR = 4;
/** Parts into which the texts are dealt to see how sure the model may be of texts that it has not learnt from. Of many texts one part is enough to say so. */
const PARTS = 4;
const MANY = 3_000;

/** A text with what a person said it is. */
export type LabelledText = { readonly text: HashedText; readonly label: string };

/** One straight line for each label over hashed words and characters. Shape: `weights` has one row for each feature, one column for each label, in steps of what `steps` says of the label; a weight is the two multiplied, in single precision. */
export type Lines = { readonly labels: readonly string[]; readonly space: FeatureSpace; readonly weights: Float32Array | Int8Array; readonly steps: Float64Array; readonly biases: Float32Array };

/** Lines as they are learnt: weights are what they are, in steps of 1. */
export function linesOf(labels: readonly string[], space: FeatureSpace, weights: Float32Array, biases: Float32Array): Lines {
  return { labels, space, weights, steps: new Float64Array(labels.length).fill(1), biases };
}

/** Lines, and how their scores become probabilities. Shape: `near` null where the examples have no embeddings. */
export type TextModel = { readonly lines: Lines; readonly near: NearModel | null; readonly calibration: Calibration; readonly counter: Counter };

/** What a text is taken for. Units: `confidence` and `probabilities` are shares, calibrated on texts not learnt from. */
export type Reading = { readonly label: string; readonly confidence: number; readonly probabilities: Float64Array };

/** A text, ready to be learnt from or read; with `meanings` also where its words lie among them, with `embedding` (of length 1) also what a sentence embedder makes of it. A model learnt with either reads texts with it. */
export function hashed(raw: string, { meanings = null, embedding = null }: { readonly meanings?: WordMeanings | null; readonly embedding?: Float32Array | null } = {}): HashedText {
  const { tokens } = tokenise(raw);
  return { ...hashText(tokens), ...(meanings === null ? {} : { meaning: meaningOf(meanings, tokens) }), ...(embedding === null ? {} : { embedding }) };
}

/** One line for each question; a text may be right for several. */
export function fitLines(texts: readonly HashedText[], labels: readonly string[], isOf: (row: number, label: number) => boolean, costs: Float64Array, weighing: Weighing): Lines {
  const space = fitSpace(texts, 1, weighing);
  const rows = weighAll(space, texts);
  const weights = new Float32Array(space.width * labels.length);
  const biases = new Float32Array(labels.length);
  for (let label = 0; label < labels.length; label += 1) {
    const line = solveLine({ rows, positive: Uint8Array.from(texts, (_, row) => (isOf(row, label) ? 1 : 0)), costs, seed: label + 1 });
    for (let column = 0; column < space.width; column += 1) weights[column * labels.length + label] = line.weights[column] as number;
    biases[label] = line.bias;
  }
  return linesOf(labels, space, weights, biases);
}

/** How far a text lies on each line's side. Shape: one number for each label, the logarithm of its odds. */
export function scoresOf(lines: Lines, text: HashedText, counter: Counter): Float64Array {
  return scoresOfCounted(lines, counter, weigh(lines.space, text, counter));
}

/** The same of a text whose features lie in the counter already. */
export function scoresOfCounted({ labels: { length: width }, weights, steps, biases }: Lines, { columns, values }: Counter, size: number): Float64Array {
  const scores = new Float64Array(width + 3);
  scores.set(biases);
  // Four labels at a time: sums stay with the processor while the features go by.
  for (let label = 0; label < width; label += 4) {
    const [s0, s1, s2, s3] = [steps[label] as number, steps[label + 1] ?? 0, steps[label + 2] ?? 0, steps[label + 3] ?? 0];
    let [a, b, c, d] = [scores[label] as number, scores[label + 1] as number, scores[label + 2] as number, scores[label + 3] as number];
    for (let place = 0; place < size; place += 1) {
      const from = (columns[place] as number) * width + label;
      const value = values[place] as number;
      a += Math.fround((weights[from] as number) * s0) * value;
      b += Math.fround((weights[from + 1] as number) * s1) * value;
      c += Math.fround((weights[from + 2] as number) * s2) * value;
      d += Math.fround((weights[from + 3] as number) * s3) * value;
    }
    scores[label] = a;
    scores[label + 1] = b;
    scores[label + 2] = c;
    scores[label + 3] = d;
  }
  return scores.subarray(0, width);
}

/**
 * Learns labels from texts that people labelled. With `balanced` every label counts alike, however few texts it has; without, every text.
 * Invariant: the same texts in the same order and seed give the same model.
 */
export function trainTextModel(examples: readonly LabelledText[], options: { readonly balanced: boolean; readonly seed: number }): TextModel {
  const labels = [...new Set(examples.map((one) => one.label))].sort();
  const labelOf = Int32Array.from(examples, (one) => labels.indexOf(one.label));
  const learnt = learntFrom(examples.map((_, row) => row), examples, labels, labelOf, options);
  return { ...learnt, calibration: fitCalibration(examples, labels, labelOf, options), counter: counterFor(learnt.lines.space) };
}

function learntFrom(rows: readonly number[], examples: readonly LabelledText[], labels: readonly string[], labelOf: Int32Array, { balanced, seed }: { readonly balanced: boolean; readonly seed: number }): Pick<TextModel, 'lines' | 'near'> {
  const counts = new Float64Array(labels.length);
  for (const row of rows) counts[labelOf[row] as number] = (counts[labelOf[row] as number] as number) + 1;
  const costs = Float64Array.from(rows, (row) => (balanced ? COST * rows.length / (labels.length * (counts[labelOf[row] as number] as number)) : COST));
  const texts = rows.map((row) => (examples[row] as LabelledText).text);
  const lines = fitLines(texts, labels, (row, label) => labelOf[rows[row] as number] === label, costs, WEIGHING);
  const near = texts[0]?.embedding === undefined ? null : fitNear({ texts, labelOf: rows.map((row) => labelOf[row] as number), labels: labels.length, worth: costs.map((cost) => cost / COST), seed });
  return { lines, near };
}

/** Scores of lines, and of likeness to examples beside them. */
function scoresBy({ lines, near }: Pick<TextModel, 'lines' | 'near'>, text: HashedText, counter: Counter): Float64Array {
  const scores = scoresOf(lines, text, counter);
  if (near === null) return scores;
  const like = nearScores(near, text);
  return scores.map((score, label) => score + NEAR * (like[label] as number));
}

/** How sure the model may be, from scores of texts by lines that have not learnt from them. */
function fitCalibration(examples: readonly LabelledText[], labels: readonly string[], labelOf: Int32Array, options: { readonly balanced: boolean; readonly seed: number }): Calibration {
  const part = dealtParts(labelOf, PARTS, options.seed);
  const scored: Float64Array[] = [];
  const truths: number[] = [];
  for (let out = 0; out < (examples.length > MANY ? 1 : PARTS); out += 1) {
    const learnt = learntFrom([...part.keys()].filter((row) => part[row] !== out), examples, labels, labelOf, options);
    const counter = counterFor(learnt.lines.space);
    for (const [row, example] of examples.entries()) if (part[row] === out) { scored.push(scoresBy(learnt, example.text, counter)); truths.push(labelOf[row] as number); }
  }
  return calibrate(scored, truths, labels.length);
}

/** Deals texts into parts so that each part has its share of each label. */
export function dealtParts(labelOf: ArrayLike<number>, parts: number, seed: number): Int32Array {
  const random = seededRandom(seed);
  const rows = Array.from({ length: labelOf.length }, (_, row) => ({ row, label: labelOf[row] as number, draw: random() })).sort((a, b) => a.label - b.label || a.draw - b.draw);
  const part = new Int32Array(rows.length);
  for (const [at, { row }] of rows.entries()) part[row] = at % parts;
  return part;
}

/** Reads one text. Cost: some ten microseconds and what its features take. */
export function readLabel(model: TextModel, text: HashedText): Reading {
  const scores = scoresBy(model, text, model.counter);
  let best = 0;
  for (let label = 1; label < scores.length; label += 1) if ((scores[label] as number) > (scores[best] as number)) best = label;
  const probabilities = probabilitiesOf(model.calibration, scores);
  return { label: model.lines.labels[best] ?? '', confidence: probabilities[best] ?? 0, probabilities };
}
