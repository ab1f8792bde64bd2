import { symmetricEigen, type Symmetric } from './symmetric-eigen.ts';

/** Correlations among drivers, and of each with the score. */
export type Correlations = { readonly among: Symmetric; readonly withScore: Float64Array };

/** Sums of columns and of their products over some rows. Shape: the number of rows, the sum of each column, then the sum of each product of two columns (one with itself first, then with each later one). */
export type ProductSums = Float64Array;

/** How many numbers the sums of so many columns take. */
export const sumsLength = (columns: number): number => 1 + columns + columns * (columns + 1) / 2;

/** Adds a row of columns to sums. Invariant: columns are near their means, so that sums of squares keep their digits. */
export function addRow(sums: ProductSums, columns: Float64Array): void {
  sums[0] = (sums[0] as number) + 1;
  let place = 1 + columns.length;
  for (let at = 0; at < columns.length; at += 1) {
    const own = columns[at] as number;
    sums[1 + at] = (sums[1 + at] as number) + own;
    for (let other = at; other < columns.length; other += 1) { sums[place] = (sums[place] as number) + own * (columns[other] as number); place += 1; }
  }
}

/** Means of the columns of rows. */
export function meansOf(rows: readonly Float64Array[]): Float64Array {
  return Float64Array.from({ length: rows[0]?.length ?? 0 }, (_, at) => rows.reduce((sum, row) => sum + (row[at] as number), 0) / rows.length);
}

/** Sums of all rows, around the means of their columns. */
export function foldRows(rows: readonly Float64Array[]): ProductSums {
  const means = meansOf(rows);
  const sums = new Float64Array(sumsLength(means.length));
  for (const row of rows) addRow(sums, row.map((value, at) => value - (means[at] as number)));
  return sums;
}

/** A spread below this share of a column's squares is none. */
const NOTHING = 1e-12;

/** Correlations from sums; the last column is the score. Null where a column is all the same: nothing goes with what never changes. */
export function correlationsOf(sums: ProductSums, columns: number): Correlations | null {
  const n = sums[0] as number;
  const drivers = columns - 1;
  const among = new Float64Array(drivers * drivers);
  const withScore = new Float64Array(drivers);
  const deviations = new Float64Array(columns);
  const mean = (at: number): number => (sums[1 + at] as number) / n;
  const start = (at: number): number => 1 + columns + at * columns - at * (at - 1) / 2;
  for (let at = 0; at < columns; at += 1) {
    const squares = (sums[start(at)] as number) / n;
    const spread = squares - mean(at) ** 2;
    if (!(spread > NOTHING * Math.max(squares, NOTHING))) return null;
    deviations[at] = Math.sqrt(spread);
  }
  for (let at = 0; at < drivers; at += 1) {
    among[at * drivers + at] = 1;
    for (let other = at + 1; other < columns; other += 1) {
      const product = (sums[start(at) + other - at] as number) / n - mean(at) * mean(other);
      const found = Math.min(1, Math.max(-1, product / ((deviations[at] as number) * (deviations[other] as number))));
      if (other === drivers) withScore[at] = found;
      else { among[at * drivers + other] = found; among[other * drivers + at] = found; }
    }
  }
  return { among: { size: drivers, cells: among }, withScore };
}

/**
 * Correlations where some answers are missing, each from whoever answered both questions; mended where they contradict each other (what is negative in them is taken out). The last column is the score.
 * Null where two questions have no answers in common. Source: docs/methods/drivers.md.
 */
export function pairwiseCorrelations(rows: readonly (readonly (number | null)[])[], columns: number): Correlations | null {
  const cells = new Float64Array(columns * columns);
  for (let at = 0; at < columns; at += 1) {
    cells[at * columns + at] = 1;
    for (let other = at + 1; other < columns; other += 1) {
      const found = pairCorrelation(rows, at, other);
      if (found === null) return null;
      cells[at * columns + other] = found;
      cells[other * columns + at] = found;
    }
  }
  const mended = nearestPossible({ size: columns, cells });
  const drivers = columns - 1;
  const among = new Float64Array(drivers * drivers);
  for (let row = 0; row < drivers; row += 1) for (let column = 0; column < drivers; column += 1) among[row * drivers + column] = mended[row * columns + column] as number;
  return { among: { size: drivers, cells: among }, withScore: Float64Array.from({ length: drivers }, (_, at) => mended[at * columns + drivers] as number) };
}

/** The correlation of two columns over the rows that have both; null without any, or where one is all the same. */
export function pairCorrelation(rows: readonly (readonly (number | null)[])[], at: number, other: number): number | null {
  const sums = new Float64Array(sumsLength(2));
  const pair = new Float64Array(2);
  let [shiftX, shiftY] = [0, 0];
  for (const row of rows) {
    const [x, y] = [row[at], row[other]];
    if (x == null || y == null) continue;
    if (sums[0] === 0) [shiftX, shiftY] = [x, y];
    pair[0] = x - shiftX;
    pair[1] = y - shiftY;
    addRow(sums, pair);
  }
  return sums[0] === 0 ? null : correlationsOf(sums, 2)?.withScore[0] ?? null;
}

/** Correlations as they can be of one set of people: without what is negative in them, ones on the diagonal. */
function nearestPossible(matrix: Symmetric): Float64Array {
  const { size, cells } = matrix;
  const { values, vectors } = symmetricEigen(matrix);
  if (values.every((value) => value >= -NOTHING)) return cells;
  const mended = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) for (let column = 0; column < size; column += 1) {
    let sum = 0;
    for (let k = 0; k < size; k += 1) sum += Math.max(0, values[k] as number) * (vectors[row * size + k] as number) * (vectors[column * size + k] as number);
    mended[row * size + column] = sum;
  }
  const lengths = Float64Array.from({ length: size }, (_, at) => Math.sqrt(mended[at * size + at] as number));
  return mended.map((cell, at) => cell / ((lengths[Math.floor(at / size)] as number) * (lengths[at % size] as number)));
}
