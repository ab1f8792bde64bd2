import { seededRandom } from '../../../kernel/seeded-random.ts';
import { addTo, centresOf, dot, type Vectors, zeroVectors } from './vectors.ts';

/** Vectors in groups. Units: `likeness` is the mean cosine to the centre of the own group. */
export type Grouping = { readonly groupOf: Int32Array; readonly centres: Vectors; readonly likeness: number };

/** Rounds until nobody moves, at most; draws tried for each further seed; settled when fewer than this share move. */
const ROUNDS = 30;
const DRAWS = 4;
const SETTLED = 0.001;

/**
 * Puts vectors of length one into groups round centres, the best of several starts.
 * Invariant: the same vectors and seed give the same groups. Never more groups than vectors.
 * Source: Dhillon and Modha (2001); seeds by k-means++ (Arthur and Vassilvitskii 2007), greedy over a few draws.
 */
export function sphericalKMeans(vectors: Vectors, groups: number, options: { readonly seed: number; readonly starts: number }): Grouping {
  let best: Grouping | null = null;
  for (let start = 0; start < options.starts; start += 1) {
    const found = settle(vectors, seeds(vectors, Math.max(1, Math.min(groups, vectors.count)), seededRandom(options.seed * 1_009 + start)));
    if (best === null || found.likeness > best.likeness) best = found;
  }
  return best ?? settle(vectors, zeroVectors(1, vectors.width));
}

function seeds(vectors: Vectors, groups: number, random: () => number): Vectors {
  const centres = zeroVectors(groups, vectors.width);
  let apart = new Float64Array(vectors.count).fill(1);
  for (let group = 0; group < groups; group += 1) {
    let [chosen, left, after] = [0, Infinity, apart];
    for (let draw = 0; draw < (group === 0 ? 1 : DRAWS); draw += 1) {
      const row = drawn(apart, random);
      const nearer = new Float64Array(vectors.count);
      let sum = 0;
      for (let other = 0; other < vectors.count; other += 1) {
        const distance = Math.min(apart[other] as number, Math.max(0, 1 - dot(vectors, row, vectors, other)));
        nearer[other] = distance;
        sum += distance;
      }
      if (sum < left) [chosen, left, after] = [row, sum, nearer];
    }
    addTo(centres, group, vectors, chosen, 1);
    apart = after;
  }
  return centres;
}

/** A row drawn by its share of all weights; any row when all are zero. */
function drawn(weights: Float64Array, random: () => number): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum <= 0) return Math.floor(random() * weights.length);
  let rest = random() * sum;
  for (let row = 0; row < weights.length; row += 1) { rest -= weights[row] as number; if (rest <= 0) return row; }
  return weights.length - 1;
}

/** Groups round given centres, moved until nobody changes. */
export function settle(vectors: Vectors, from: Vectors): Grouping {
  let centres = from;
  const groupOf = new Int32Array(vectors.count).fill(-1);
  let likeness = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = 0;
    likeness = 0;
    for (let row = 0; row < vectors.count; row += 1) {
      const { group, cosine } = nearestCentre(vectors, row, centres);
      likeness += cosine;
      if (groupOf[row] !== group) { groupOf[row] = group; moved += 1; }
    }
    if (moved <= SETTLED * vectors.count && round > 0) break;
    centres = centresOf(vectors, groupOf, centres.count);
  }
  return { groupOf, centres, likeness: vectors.count === 0 ? 0 : likeness / vectors.count };
}

/** The centre with the highest cosine; the first of equals. */
export function nearestCentre(vectors: Vectors, row: number, centres: Vectors): { readonly group: number; readonly cosine: number } {
  let [group, cosine] = [0, -Infinity];
  for (let one = 0; one < centres.count; one += 1) {
    const likeness = dot(vectors, row, centres, one);
    if (likeness > cosine) { cosine = likeness; group = one; }
  }
  return { group, cosine };
}
