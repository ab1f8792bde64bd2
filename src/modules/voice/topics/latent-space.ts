import type { SparseRows } from '../reading/feature-space.ts';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import type { Vectors } from './vectors.ts';

/** Directions that bring features which occur together to lie together. Shape: `directions` has one row of `width` numbers for each feature. */
export type LatentSpace = { readonly directions: Float32Array; readonly width: number };

/** Passes over the texts, and directions carried along beyond those asked for: the first are exact to three places. */
const PASSES = 4;
const BESIDE = 10;
/** A direction with less than this share of the strongest is noise of the arithmetic. */
const FAINT = 1e-7;

/**
 * The strongest directions of weighted texts (latent semantic analysis), and where each text lies on them.
 * Invariant: the same texts and seed give the same space. A text's place is its weights times the directions, for texts seen here as for later ones.
 * Source: Deerwester et al. (1990); randomised subspace iteration of Halko, Martinsson and Tropp (2011).
 */
export function fitLatentSpace(rows: SparseRows, width: number, seed: number): { readonly space: LatentSpace; readonly places: Vectors } {
  const count = rows.starts.length - 1;
  const carried = Math.max(1, Math.min(width + BESIDE, count, rows.width));
  const random = seededRandom(seed);
  let directions: Float64Array = Float64Array.from({ length: rows.width * carried }, () => random() + random() + random() - 1.5);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const seen = textsTimes(rows, directions, carried);
    orthogonalise(seen, carried);
    directions = timesTexts(rows, seen, carried);
  }
  // Twice, as once loses places.
  orthogonalise(directions, carried);
  orthogonalise(directions, carried);
  const places = textsTimes(rows, directions, carried);
  const { values, vectors } = symmetricEigen(gram(places, carried), carried);
  const strongest = values[0] ?? 0;
  const kept = Math.max(1, Math.min(width, values.filter((value) => value > FAINT * strongest && value > 0).length));
  return { space: { directions: turned(directions, carried, vectors, kept), width: kept }, places: { values: turned(places, carried, vectors, kept), width: kept, count } };
}

/** Adds the place of one weighted text to `into`, from `offset` on. */
export function place(space: LatentSpace, columns: Int32Array, values: Float32Array, size: number, into: Float32Array, offset: number): void {
  const { directions, width } = space;
  const whole = size - size % 4;
  // Four features at a time: what is added up is fetched and put back once for the four.
  for (let at = 0; at < whole; at += 4) {
    const [v0, v1, v2, v3] = [values[at] as number, values[at + 1] as number, values[at + 2] as number, values[at + 3] as number];
    let [f0, f1, f2, f3] = [(columns[at] as number) * width, (columns[at + 1] as number) * width, (columns[at + 2] as number) * width, (columns[at + 3] as number) * width];
    for (let to = offset; to < offset + width; to += 1, f0 += 1, f1 += 1, f2 += 1, f3 += 1) into[to] = (into[to] as number) + v0 * (directions[f0] as number) + v1 * (directions[f1] as number) + v2 * (directions[f2] as number) + v3 * (directions[f3] as number);
  }
  for (let at = whole; at < size; at += 1) {
    const value = values[at] as number;
    const from = (columns[at] as number) * width;
    for (let one = 0; one < width; one += 1) into[offset + one] = (into[offset + one] as number) + value * (directions[from + one] as number);
  }
}

function textsTimes({ starts, columns, values }: SparseRows, directions: Float64Array, width: number): Float64Array {
  const out = new Float64Array((starts.length - 1) * width);
  for (let row = 0; row + 1 < starts.length; row += 1) {
    const to = row * width;
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1) {
      const value = values[at] as number;
      const from = (columns[at] as number) * width;
      for (let one = 0; one < width; one += 1) out[to + one] = (out[to + one] as number) + value * (directions[from + one] as number);
    }
  }
  return out;
}

function timesTexts({ starts, columns, values, width: features }: SparseRows, places: Float64Array, width: number): Float64Array {
  const out = new Float64Array(features * width);
  for (let row = 0; row + 1 < starts.length; row += 1) {
    const from = row * width;
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1) {
      const value = values[at] as number;
      const to = (columns[at] as number) * width;
      for (let one = 0; one < width; one += 1) out[to + one] = (out[to + one] as number) + value * (places[from + one] as number);
    }
  }
  return out;
}

/** Products of all columns with each other. */
function gram(rows: Float64Array, width: number): Float64Array {
  const sums = new Float64Array(width * width);
  for (let from = 0; from < rows.length; from += width) {
    for (let i = 0; i < width; i += 1) {
      const value = rows[from + i] as number;
      if (value !== 0) for (let j = 0; j <= i; j += 1) sums[i * width + j] = (sums[i * width + j] as number) + value * (rows[from + j] as number);
    }
  }
  for (let i = 0; i < width; i += 1) for (let j = 0; j < i; j += 1) sums[j * width + i] = sums[i * width + j] as number;
  return sums;
}

/** Makes columns stand at right angles with length one, by Cholesky's root of their products; directions that are no directions become as good as zero. */
function orthogonalise(rows: Float64Array, width: number): void {
  const root = gram(rows, width);
  let trace = 0;
  for (let i = 0; i < width; i += 1) trace += root[i * width + i] as number;
  const least = trace * 1e-14 + Number.MIN_VALUE;
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = root[i * width + j] as number;
      for (let k = 0; k < j; k += 1) sum -= (root[i * width + k] as number) * (root[j * width + k] as number);
      root[i * width + j] = i === j ? Math.sqrt(Math.max(sum, least)) : sum / (root[j * width + j] as number);
    }
  }
  for (let from = 0; from < rows.length; from += width) {
    for (let i = 0; i < width; i += 1) {
      let sum = rows[from + i] as number;
      for (let k = 0; k < i; k += 1) sum -= (root[i * width + k] as number) * (rows[from + k] as number);
      rows[from + i] = sum / (root[i * width + i] as number);
    }
  }
}

function turned(rows: Float64Array, width: number, vectors: Float64Array, kept: number): Float32Array {
  const count = rows.length / width;
  const out = new Float32Array(count * kept);
  for (let row = 0; row < count; row += 1) {
    for (let from = 0; from < width; from += 1) {
      const value = rows[row * width + from] as number;
      if (value !== 0) for (let one = 0; one < kept; one += 1) out[row * kept + one] = (out[row * kept + one] as number) + value * (vectors[from * width + one] as number);
    }
  }
  return out;
}
