import { studentQuantile } from './quantiles.ts';
import type { Tally } from './tally.ts';

/** Two-sided 95 %. */
export const Z95 = 1.959963984540054;

/** Mean worth of an answer, 0 without answers. */
export function meanOf({ sum, weight }: Tally): number {
  return weight > 0 ? sum / weight : 0;
}

/** Spread of worths around their mean, squared. */
export function varianceOf(tally: Tally): number {
  return tally.weight > 0 ? Math.max(0, tally.sumOfSquares / tally.weight - meanOf(tally) ** 2) : 0;
}

/** How lopsided worths are around their mean: 0 when even, negative where a few are far below. */
export function skewnessOf(tally: Tally): number {
  const [mean, variance] = [meanOf(tally), varianceOf(tally)];
  if (variance <= 1e-12) return 0;
  return (tally.sumOfCubes / tally.weight - 3 * mean * tally.sumOfSquares / tally.weight + 2 * mean ** 3) / variance ** 1.5;
}

/**
 * How many independent answers of equal weight would tell as much as these.
 * Weights: Kish. Several answers of one person: the spread of whole people around the mean, and a wider quantile where few people said most.
 * Invariant: finite, from 0 (no answers) to `answers`; 1 when all came from one person. Source: docs/methods/clustered-answers.md.
 */
export function effectiveN(tally: Tally): number {
  const { answers, people, weight, squaredWeights, personWeightSquared, personSumSquared, personCrossed } = tally;
  if (answers === 0 || !(weight > 0)) return 0;
  if (people <= 1) return 1;
  const kish = weight ** 2 / squaredWeights;
  if (people >= answers) return kish;
  const evenPeople = Math.max(1, weight ** 2 / personWeightSquared);
  const mean = meanOf(tally);
  const variance = varianceOf(tally);
  const residual = Math.max(0, personSumSquared - 2 * mean * personCrossed + mean ** 2 * personWeightSquared) / weight ** 2 * people / (people - 1);
  // All the same: nothing tells how alike one person's answers are, so each person counts once.
  const independent = variance <= 1e-12 ? evenPeople : residual <= 0 ? kish : Math.min(kish, variance / residual);
  const wider = Z95 / studentQuantile(0.975, Math.max(1, evenPeople - 1));
  return Math.max(1, independent * wider ** 2);
}

/** Below this share of all who could answer, their number makes no difference. */
const FINITE_FROM_RATIO = 0.05;

/** The same for a statement about a known number of people: the more of them answered, the less is open. `population` null: not known. Invariant: finite. */
export function effectiveNAmong(tally: Tally, population: number | null): number {
  const n = effectiveN(tally);
  if (population === null || population < tally.people || population < 2 || tally.people / population <= FINITE_FROM_RATIO) return n;
  return n / Math.max(1e-6, (population - tally.people) / (population - 1));
}
