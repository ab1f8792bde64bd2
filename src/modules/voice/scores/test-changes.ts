import { normalTail, normalQuantile } from './quantiles.ts';
import type { Estimate } from './estimate-score.ts';

/** A score in two periods, of other people or the same. */
export type Pair = { readonly now: Estimate; readonly before: Estimate };
/** A change with its 95 % interval, in the units of the score. Invariant: low ≤ difference ≤ high. `isReal`: told apart from chance, among all that were asked at once. */
export type Change = { readonly difference: number; readonly low: number; readonly high: number; readonly chance: number; readonly isReal: boolean };

/** Of the changes that are called real, at most this share is chance. */
const FALSE_RATIO = 0.05;
const Z95 = normalQuantile(0.975);

/**
 * Tests changes that are shown together with one budget for all: Benjamini and Hochberg on the adjusted estimates.
 * Shape: as many as came in, in their order. Source: docs/methods/score-alarms.md.
 */
export function testChanges(pairs: readonly Pair[]): Change[] {
  const tested = pairs.map(({ now, before }) => {
    const error = Math.hypot(now.error, before.error);
    const centre = now.centre - before.centre;
    const difference = now.value - before.value;
    // The adjusted difference lies nearer to none than the plain one: where nearly all answered alike, the plain one would lie beyond its own interval.
    return { difference, low: Math.min(difference, centre - Z95 * error), high: Math.max(difference, centre + Z95 * error), chance: error > 0 ? 2 * normalTail(Math.abs(centre) / error) : 1 };
  });
  const sorted = tested.map(({ chance }) => chance).sort((a, b) => a - b);
  const cut = sorted.findLast((chance, at) => chance <= FALSE_RATIO * (at + 1) / sorted.length) ?? -1;
  return tested.map((one) => ({ ...one, isReal: one.chance <= cut }));
}
