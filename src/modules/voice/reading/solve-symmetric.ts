import { AppError } from '../../../kernel/app-error.ts';

/** Columns that are finished together: the rows that they need then stay near the processor. */
const BLOCK = 64;

/** Root of a symmetric matrix with positive eigenvalues. Shape: row i has its first i + 1 of `size` numbers. */
export type SymmetricRoot = { readonly rows: Float32Array; readonly size: number };

/**
 * Cholesky's root, in the room of the matrix itself, of which the lower half is read.
 * Errors: `internal` when the matrix has an eigenvalue that is not positive. Cost: size³ ⁄ 6 products.
 * Source: Golub and Van Loan, "Matrix Computations", 4.2.6, by blocks of columns.
 */
export function symmetricRoot(matrix: Float32Array, size: number): SymmetricRoot {
  for (let from = 0; from < size; from += BLOCK) {
    const to = Math.min(size, from + BLOCK);
    for (let row = from; row < size; row += 4) takeAway(matrix, size, row, Math.min(size, row + 4), from, to);
    for (let column = from; column < to; column += 1) {
      const own = column * size;
      const square = (matrix[own + column] as number) - dot(matrix, own + from, own + from, column - from);
      if (!(square > 0)) throw new AppError('internal', 'root-of-nothing', 'Likenesses of texts form no positive matrix. This is a fault of Custos: please report it.');
      const root = Math.sqrt(square);
      matrix[own + column] = root;
      for (let row = column + 1; row < size; row += 1) {
        const at = row * size;
        matrix[at + column] = ((matrix[at + column] as number) - dot(matrix, at + from, own + from, column - from)) / root;
      }
    }
  }
  return { rows: matrix, size };
}

/** Numbers x with matrix · x = wanted. Shape: `wanted` and the answer have one row of `width` for each row of the matrix. */
export function solvedBy({ rows, size }: SymmetricRoot, wanted: Float64Array, width: number): Float64Array {
  const answer = wanted.slice();
  for (let row = 0; row < size; row += 1) {
    for (let before = 0; before < row; before += 1) addTimes(answer, row * width, before * width, -(rows[row * size + before] as number), width);
    scale(answer, row * width, 1 / (rows[row * size + row] as number), width);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    scale(answer, row * width, 1 / (rows[row * size + row] as number), width);
    for (let before = 0; before < row; before += 1) addTimes(answer, before * width, row * width, -(rows[row * size + before] as number), width);
  }
  return answer;
}

/** Takes from up to four rows, in the columns of one block, what the finished columns before it say; sixteen products at a time. */
function takeAway(matrix: Float32Array, size: number, row: number, rowEnd: number, from: number, to: number): void {
  let column = from;
  if (rowEnd - row === 4) {
    const [r0, r1, r2, r3] = [row * size, (row + 1) * size, (row + 2) * size, (row + 3) * size];
    for (; column + 4 <= to; column += 4) {
      const [c0, c1, c2, c3] = [column * size, (column + 1) * size, (column + 2) * size, (column + 3) * size];
      let [s00, s01, s02, s03, s10, s11, s12, s13] = [0, 0, 0, 0, 0, 0, 0, 0];
      let [s20, s21, s22, s23, s30, s31, s32, s33] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let at = 0; at < from; at += 1) {
        const [a0, a1, a2, a3] = [matrix[r0 + at] as number, matrix[r1 + at] as number, matrix[r2 + at] as number, matrix[r3 + at] as number];
        const [b0, b1, b2, b3] = [matrix[c0 + at] as number, matrix[c1 + at] as number, matrix[c2 + at] as number, matrix[c3 + at] as number];
        s00 += a0 * b0; s01 += a0 * b1; s02 += a0 * b2; s03 += a0 * b3;
        s10 += a1 * b0; s11 += a1 * b1; s12 += a1 * b2; s13 += a1 * b3;
        s20 += a2 * b0; s21 += a2 * b1; s22 += a2 * b2; s23 += a2 * b3;
        s30 += a3 * b0; s31 += a3 * b1; s32 += a3 * b2; s33 += a3 * b3;
      }
      less(matrix, r0 + column, s00, s01, s02, s03);
      less(matrix, r1 + column, s10, s11, s12, s13);
      less(matrix, r2 + column, s20, s21, s22, s23);
      less(matrix, r3 + column, s30, s31, s32, s33);
    }
  }
  for (let left = row; left < rowEnd; left += 1) {
    for (let at = column; at < to; at += 1) matrix[left * size + at] = (matrix[left * size + at] as number) - dot(matrix, left * size, at * size, from);
  }
}

function less(matrix: Float32Array, at: number, s0: number, s1: number, s2: number, s3: number): void {
  matrix[at] = (matrix[at] as number) - s0;
  matrix[at + 1] = (matrix[at + 1] as number) - s1;
  matrix[at + 2] = (matrix[at + 2] as number) - s2;
  matrix[at + 3] = (matrix[at + 3] as number) - s3;
}

function dot(matrix: Float32Array, left: number, right: number, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += (matrix[left + at] as number) * (matrix[right + at] as number);
  return sum;
}

function addTimes(values: Float64Array, to: number, from: number, times: number, width: number): void {
  for (let at = 0; at < width; at += 1) values[to + at] = (values[to + at] as number) + times * (values[from + at] as number);
}

function scale(values: Float64Array, from: number, by: number, width: number): void {
  for (let at = from; at < from + width; at += 1) values[at] = (values[at] as number) * by;
}
