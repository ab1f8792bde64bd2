/** A symmetric matrix of `size` × `size`, row after row. */
export type Symmetric = { readonly size: number; readonly cells: Float64Array };

/** What a symmetric matrix is made of. Shape: `vectors` row after row, the vector of `values[k]` in column k. */
export type Eigen = { readonly values: Float64Array; readonly vectors: Float64Array };

/** Rounds over all pairs; a matrix of twenty settles in about eight. */
const SWEEPS_MOST = 60;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, by turning away one off-diagonal cell after the other.
 * Cost: cubic in the size, a few dozen microseconds for seven. Source: Jacobi's cyclic method; Golub & Van Loan, *Matrix Computations*, 8.5.
 */
export function symmetricEigen({ size, cells }: Symmetric): Eigen {
  const a = Float64Array.from(cells);
  const vectors = new Float64Array(size * size);
  for (let at = 0; at < size; at += 1) vectors[at * size + at] = 1;
  const cell = (row: number, column: number): number => a[row * size + column] as number;
  for (let sweep = 0; sweep < SWEEPS_MOST; sweep += 1) {
    let off = 0;
    let whole = 0;
    for (let row = 0; row < size; row += 1) for (let column = 0; column < size; column += 1) {
      const squared = cell(row, column) ** 2;
      whole += squared;
      if (row !== column) off += squared;
    }
    if (off <= whole * 1e-30) break;
    for (let p = 0; p < size - 1; p += 1) for (let q = p + 1; q < size; q += 1) turn(a, vectors, size, p, q);
  }
  return { values: Float64Array.from({ length: size }, (_, at) => cell(at, at)), vectors };
}

/** Turns rows and columns p and q so that their cell becomes zero. */
function turn(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const between = a[p * size + q] as number;
  if (between === 0) return;
  const theta = ((a[q * size + q] as number) - (a[p * size + p] as number)) / (2 * between);
  const tangent = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  const mix = (of: Float64Array, first: number, second: number): void => {
    const [one, other] = [of[first] as number, of[second] as number];
    of[first] = cosine * one - sine * other;
    of[second] = sine * one + cosine * other;
  };
  for (let at = 0; at < size; at += 1) mix(a, at * size + p, at * size + q);
  for (let at = 0; at < size; at += 1) mix(a, p * size + at, q * size + at);
  for (let at = 0; at < size; at += 1) mix(vectors, at * size + p, at * size + q);
}
