import { symmetricEigen, type Symmetric } from './symmetric-eigen.ts';

/** How much of the differences in a score each driver goes with. Invariant: `weights` are not negative and sum to `explained` (R²). `rank` below their number: some are exact mixtures of others. */
export type RelativeWeights = { readonly weights: Float64Array; readonly explained: number; readonly rank: number };

/** An eigenvalue below this is nothing: its drivers say together what others say already. */
const NOTHING = 1e-9;

/**
 * Johnson's relative weights, from the correlations among drivers and with the score.
 * Drivers are replaced by the uncorrelated ones that lie nearest to them; what each of those explains goes back to the drivers by how much it is made of them. What exact mixtures share is spread over them.
 * Source: Johnson (2000); docs/methods/drivers.md.
 */
export function relativeWeights(among: Symmetric, withScore: Float64Array): RelativeWeights {
  const { size } = among;
  const { values, vectors } = symmetricEigen(among);
  const root = new Float64Array(size * size);
  const slopes = new Float64Array(size);
  let rank = 0;
  for (let k = 0; k < size; k += 1) {
    const value = values[k] as number;
    if (value < NOTHING) continue;
    rank += 1;
    const length = Math.sqrt(value);
    let along = 0;
    for (let at = 0; at < size; at += 1) along += (vectors[at * size + k] as number) * (withScore[at] as number);
    for (let row = 0; row < size; row += 1) {
      const part = vectors[row * size + k] as number;
      slopes[row] = (slopes[row] as number) + part * along / length;
      for (let column = 0; column < size; column += 1) root[row * size + column] = (root[row * size + column] as number) + part * length * (vectors[column * size + k] as number);
    }
  }
  const weights = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    let weight = 0;
    for (let column = 0; column < size; column += 1) weight += (root[row * size + column] as number) ** 2 * (slopes[column] as number) ** 2;
    weights[row] = weight;
  }
  return { weights, explained: weights.reduce((sum, one) => sum + one, 0), rank };
}
