import { normalQuantile, reachOf, restlessness } from '../../voice/index.ts';

/** A figure of one week with its 95 % interval. Units: per cent of `n` independent cases, or a count (`n` 1). */
export type WeekValue = { readonly value: number; readonly low: number; readonly high: number; readonly n: number };
export type FigureKind = 'share' | 'count';
/** How far a week lies from those before. `usual`: within which chance keeps it. `distance`: in reaches of chance; beyond 1 it is a change. */
export type Compared = { readonly now: WeekValue; readonly centre: number; readonly usual: { readonly low: number; readonly high: number }; readonly isChange: boolean; readonly distance: number };

/** Weeks that are looked back, and the fewest that show a pattern. */
export const LOOKED_BACK_WEEKS = 12;
const LEAST_WEEKS = 6;
/** What chance may spend on false alarms within a quarter of a year, over all figures that are looked at. */
const BUDGET = 0.05;
const WEEKS_OF_QUARTER = 13;
const Z = 1.96;
/** What never happened is taken to have happened so often in all the weeks before. */
const NEVER = 0.5;

/**
 * A week against the weeks before: a control chart (p′ or u′) with one budget for all figures (`looked`) and a whole quarter, so that about 5 of 100 quiet quarters raise any alarm. How far chance reaches follows from the weeks before, not from the week itself, and farther on the side
 * to which it is lopsided; weeks that differ more among themselves than their cases explain widen it. Shape: null with fewer than six weeks before. Source: docs/methods/score-alarms.md, docs/monday-page.md.
 */
export function compareWeeks(kind: FigureKind, now: WeekValue, before: readonly WeekValue[], looked: number): Compared | null {
  const weeks = before.slice(-LOOKED_BACK_WEEKS).filter(({ n }) => n > 0);
  if (weeks.length < LEAST_WEEKS || now.n <= 0) return null;
  const cases = weeks.reduce((sum, { n }) => sum + n, 0);
  const centre = weeks.reduce((sum, { value, n }) => sum + value * n, 0) / cases;
  const chance = chanceOf(kind, centre, cases);
  const error = Math.hypot(chance.error(now.n), chance.error(cases));
  const restless = restlessness(weeks.map(({ value, n }) => (value - centre) / chance.error(n)));
  const width = normalQuantile(1 - BUDGET / (2 * WEEKS_OF_QUARTER * Math.max(1, looked)));
  const { below, above } = reachOf(width, chance.skewness(now.n));
  const usual = { low: centre - below * restless * error, high: centre + above * restless * error };
  const reach = now.value < centre ? centre - usual.low : usual.high - centre;
  const distance = Math.abs(now.value - centre) / reach;
  return { now, centre, usual, isChange: distance > 1, distance };
}

/** How far figures of `n` cases scatter around their centre by chance, and to which side more. */
function chanceOf(kind: FigureKind, centre: number, cases: number): { error(n: number): number; skewness(n: number): number } {
  if (kind === 'count') {
    const rate = Math.max(centre, NEVER / cases);
    return { error: (n) => Math.sqrt(rate / n), skewness: (n) => 1 / Math.sqrt(rate * n) };
  }
  const ratio = ((centre / 100) * cases + NEVER) / (cases + 2 * NEVER);
  const deviation = Math.sqrt(ratio * (1 - ratio));
  return { error: (n) => (100 * deviation) / Math.sqrt(n), skewness: (n) => (1 - 2 * ratio) / (deviation * Math.sqrt(n)) };
}

/** How often something happened in a week, as a figure. */
export function countOfWeek(count: number): WeekValue {
  const half = Z * Math.sqrt(Math.max(1, count));
  return { value: count, low: Math.max(0, count - half), high: count + half, n: 1 };
}

/** A share as a figure; of how many independent cases it tells as much follows from its interval (Wilson). Units: per cent. */
export function shareOfWeek({ value, low, high }: { readonly value: number; readonly low: number; readonly high: number }): WeekValue {
  const [ratio, wanted] = [value / 100, (high - low) / 200];
  const halfOf = (n: number): number => (Z / (1 + Z ** 2 / n)) * Math.sqrt((ratio * (1 - ratio)) / n + Z ** 2 / (4 * n ** 2));
  let [few, many] = [1, 1e9];
  for (let step = 0; step < 60; step += 1) {
    const middle = Math.sqrt(few * many);
    if (halfOf(middle) > wanted) few = middle;
    else many = middle;
  }
  return { value, low, high, n: few };
}
