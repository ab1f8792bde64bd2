import { seededRandom } from '../../../kernel/seeded-random.ts';
import type { HashedText } from './hash-features.ts';
import { solvedBy, symmetricRoot } from './solve-symmetric.ts';

/** How fast likeness falls with distance, what a wrong answer about a text weighs against small weights, and how much meanings of words count beside the embedding. By cross-validation inside the training part of bank questions, all of them and ten a label. */
const STEEPNESS = 4;
const CALM = 0.1;
const MEANING_SHARE = 0.2;
/** What all texts have in common, so that a label's share among them needs no weight of its own. */
const ALIKE = 0.05;
/** More texts than this are dealt into parts, each learnt by itself, and the mean of all is taken: time grows with the cube. */
const MOST_AT_ONCE = 3_400;

/** Labels by likeness to examples. Shape: `places` one row of `width` numbers for each example, `weights` one row with a number for each label. */
export type NearModel = { readonly width: number; readonly places: Float32Array; readonly weights: Float32Array; readonly labels: number };

/** Texts with embeddings, the column of each one's label, and what an error about each weighs beside the others. */
export type NearTask = { readonly texts: readonly HashedText[]; readonly labelOf: ArrayLike<number>; readonly labels: number; readonly worth: ArrayLike<number>; readonly seed: number };

/** Where a text lies: by its embedding, and a little by the meanings of its words. */
function placeOf({ embedding, meaning }: HashedText): Float32Array {
  const place = new Float32Array((embedding?.length ?? 0) + (meaning?.length ?? 0));
  const share = meaning === undefined ? 0 : MEANING_SHARE;
  for (const [at, one] of (embedding ?? []).entries()) place[at] = one * Math.sqrt(1 / (1 + share));
  for (const [at, one] of (meaning ?? []).entries()) place[(embedding?.length ?? 0) + at] = one * Math.sqrt(share / (1 + share));
  return place;
}

/**
 * Learns labels from examples by their likeness exp(4 · (cosine − 1)): least squares with small weights (kernel ridge regression).
 * Invariant: the same texts and seed give the same model. Cost: the cube of the texts, up to 3,400 of them; from there on in proportion to their number.
 * Source: Saunders, Gammerman and Vovk (1998); parts and their mean: Zhang, Duchi and Wainwright, "Divide and conquer kernel ridge regression" (2013).
 */
export function fitNear({ texts, labelOf, labels, worth, seed }: NearTask): NearModel {
  const width = texts[0] === undefined ? 0 : placeOf(texts[0]).length;
  const places = new Float32Array(texts.length * width);
  for (const [row, text] of texts.entries()) places.set(placeOf(text), row * width);
  const weights = new Float32Array(texts.length * labels);
  const parts = Math.ceil(texts.length / MOST_AT_ONCE);
  const random = seededRandom(seed);
  const order = Array.from(texts, (_, row) => ({ row, label: labelOf[row] as number, draw: random() })).sort((a, b) => a.label - b.label || a.draw - b.draw);
  for (let part = 0; part < parts; part += 1) {
    const rows = order.filter((_, at) => at % parts === part).map(({ row }) => row);
    const size = rows.length;
    const matrix = new Float32Array(size * size);
    for (const [at, row] of rows.entries()) {
      for (let other = 0; other <= at; other += 1) matrix[at * size + other] = likeness(places, row * width, places, (rows[other] as number) * width, width);
      matrix[at * size + at] = (matrix[at * size + at] as number) + CALM / (worth[row] as number);
    }
    const wanted = new Float64Array(size * labels).fill(-1);
    for (const [at, row] of rows.entries()) wanted[at * labels + (labelOf[row] as number)] = 1;
    const found = solvedBy(symmetricRoot(matrix, size), wanted, labels);
    for (const [at, row] of rows.entries()) for (let label = 0; label < labels; label += 1) weights[row * labels + label] = (found[at * labels + label] as number) / parts;
  }
  return { width, places, weights, labels };
}

/** How much a text is like the examples of each label: about 1 for yes, −1 for no, all 0 for a text without an embedding. Cost: every example once. */
export function nearScores({ width, places, weights, labels }: NearModel, text: HashedText): Float64Array {
  const own = placeOf(text);
  const scores = new Float64Array(labels);
  // A text that could not be embedded is known by its words alone.
  if (own.length !== width) return scores;
  for (let row = 0; row * width < places.length; row += 1) {
    const like = likeness(places, row * width, own, 0, width);
    for (let label = 0; label < labels; label += 1) scores[label] = (scores[label] as number) + like * (weights[row * labels + label] as number);
  }
  return scores;
}

function likeness(left: Float32Array, leftFrom: number, right: Float32Array, rightFrom: number, width: number): number {
  let [even, odd] = [0, 0];
  const whole = width - width % 2;
  for (let at = 0; at < whole; at += 2) {
    even += (left[leftFrom + at] as number) * (right[rightFrom + at] as number);
    odd += (left[leftFrom + at + 1] as number) * (right[rightFrom + at + 1] as number);
  }
  if (whole < width) even += (left[leftFrom + whole] as number) * (right[rightFrom + whole] as number);
  return Math.exp(STEEPNESS * (even + odd - 1)) + ALIKE;
}
