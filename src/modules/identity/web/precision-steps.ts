import { PRECISION } from '../contract.ts';

/** What the slider offers: even steps in how rare mistakes are, not in the share itself. Units: share of joins that are right. */
export const PRECISION_STEPS: readonly number[] = [PRECISION.least, 0.95, 0.97, 0.98, PRECISION.proposed, 0.995, 0.998, 0.999, PRECISION.most];

/** The step nearest to a wish. */
export function stepOf(precision: number): number {
  const miss = (wish: number): number => Math.abs(Math.log(1 - wish) - Math.log(1 - precision));
  let nearest = 0;
  for (const [at, wish] of PRECISION_STEPS.entries()) if (miss(wish) < miss(PRECISION_STEPS[nearest] ?? 0)) nearest = at;
  return nearest;
}
