import type { Symmetric } from './symmetric-eigen.ts';

/** Most drivers: with each one more there are twice as many sets to look at. */
export const SHAPLEY_MOST = 12;

/** What is left of a driver below this is nothing: the others say it already. */
const NOTHING = 1e-9;

/**
 * What each driver adds to R², as a mean over all orders in which drivers may be added (LMG, the Shapley value of R²): a check of the relative weights. Null for more than twelve drivers.
 * Invariant: sums to R². Cost: 4,096 sets for twelve drivers, some milliseconds. Source: Lindeman, Merenda & Gold (1980); Grömping (2007).
 */
export function shapleyWeights(among: Symmetric, withScore: Float64Array): Float64Array | null {
  const { size } = among;
  if (size > SHAPLEY_MOST) return null;
  const width = size + 1;
  const whole = new Float64Array(width * width);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) whole[row * width + column] = among.cells[row * size + column] as number;
    whole[row * width + size] = withScore[row] as number;
    whole[size * width + row] = withScore[row] as number;
  }
  whole[width * width - 1] = 1;
  const explained = new Float64Array(2 ** size);
  // Each set from the one without its last driver: what is left of all others once that driver is known.
  const visit = (left: Float64Array, set: number, from: number): void => {
    explained[set] = 1 - (left[width * width - 1] as number);
    for (let driver = from; driver < size; driver += 1) visit(without(left, width, driver), set | 1 << driver, driver + 1);
  };
  visit(whole, 0, 0);
  const shares = sharesOfSets(size);
  return Float64Array.from({ length: size }, (_, driver) => {
    let sum = 0;
    for (let set = 0; set < explained.length; set += 1) {
      if ((set & 1 << driver) === 0) sum += (shares[membersOf(set)] as number) * ((explained[set | 1 << driver] as number) - (explained[set] as number));
    }
    return sum;
  });
}

/** What is left of all correlations once a driver is known. */
function without(left: Float64Array, width: number, driver: number): Float64Array {
  const own = left[driver * width + driver] as number;
  if (own < NOTHING) return left;
  return left.map((cell, at) => cell - (left[Math.floor(at / width) * width + driver] as number) * (left[driver * width + at % width] as number) / own);
}

/** In which share of all orders a given set of so many comes just before a given driver. */
function sharesOfSets(size: number): number[] {
  const shares = [1 / size];
  for (let members = 1; members < size; members += 1) shares.push((shares[members - 1] as number) * members / (size - members));
  return shares;
}

function membersOf(set: number): number {
  let count = 0;
  for (let left = set; left > 0; left &= left - 1) count += 1;
  return count;
}
