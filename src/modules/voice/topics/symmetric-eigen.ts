/** A symmetric matrix taken apart: `values[i]` with the direction in column i of `vectors` (row by row), largest first. */
export type Eigen = { readonly values: Float64Array; readonly vectors: Float64Array };

/** Sweeps until what stands beside the diagonal is nothing; six to ten are usual. */
const SWEEPS = 30;
const NOTHING = 1e-20;

/** Eigenvalues and directions of a symmetric matrix of `size` rows. Cost: some ten times size³; for sizes to a few hundred. Source: Jacobi (1846), cyclic by rows. */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix);
  // Directions are kept as rows while they are turned, as rows lie together in memory.
  const turned = new Float64Array(size * size);
  let scale = 0;
  for (let i = 0; i < size; i += 1) { turned[i * size + i] = 1; scale += (a[i * size + i] as number) ** 2; }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let beside = 0;
    for (let p = 0; p < size; p += 1) for (let q = p + 1; q < size; q += 1) beside += (a[p * size + q] as number) ** 2;
    if (beside <= NOTHING * scale) break;
    for (let p = 0; p < size; p += 1) for (let q = p + 1; q < size; q += 1) turn(a, turned, size, p, q);
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((x, y) => (a[y * size + y] as number) - (a[x * size + x] as number));
  const vectors = new Float64Array(size * size);
  for (const [column, from] of order.entries()) for (let i = 0; i < size; i += 1) vectors[i * size + column] = turned[from * size + i] as number;
  return { values: Float64Array.from(order, (i) => a[i * size + i] as number), vectors };
}

/** One turn in the plane of p and q that brings their common entry to nothing. */
function turn(a: Float64Array, turned: Float64Array, size: number, p: number, q: number): void {
  const common = a[p * size + q] as number;
  if (common === 0) return;
  const theta = ((a[q * size + q] as number) - (a[p * size + p] as number)) / (2 * common);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k += 1) {
    const [x, y] = [a[k * size + p] as number, a[k * size + q] as number];
    a[k * size + p] = cosine * x - sine * y;
    a[k * size + q] = sine * x + cosine * y;
  }
  rotateRows(a, size, p, q, cosine, sine);
  rotateRows(turned, size, p, q, cosine, sine);
}

function rotateRows(rows: Float64Array, size: number, p: number, q: number, cosine: number, sine: number): void {
  for (let k = 0; k < size; k += 1) {
    const x = rows[p * size + k] as number;
    const y = rows[q * size + k] as number;
    rows[p * size + k] = cosine * x - sine * y;
    rows[q * size + k] = sine * x + cosine * y;
  }
}
