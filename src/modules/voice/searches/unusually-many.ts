import { POINT_BUDGET, reachOf, restlessness } from '../scores/control-chart.ts';
import { normalQuantile } from '../scores/quantiles.ts';

/** A whole day: how often it was said, and how much was said in all. `day`: `2026-03-01`. */
export type SaidDay = { readonly day: string; readonly count: number; readonly said: number };

/** What a day may hold while nothing changes. `usual`: how often it is said on such a day; above `limit` chance alone seldom goes. */
export type Usual = { readonly usual: number; readonly limit: number };

/** Whole days that are looked back, and fewest that show a pattern. */
export const LOOKED_BACK_DAYS = 56;
export const LEAST_DAYS = 14;
/** Days over which the budget for false alarms is spent. */
const BUDGET_DAYS = 90;
/** Texts for which every weekday is taken for an ordinary one, before its own count. */
const ORDINARY_TEXTS = 20;
/** What has never been said is taken to be said so often in all the days that were looked at. */
const NEVER_COUNTS = 0.5;

/** The weekday of a day. Units: 0 Sunday to 6 Saturday. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** How much is said on each weekday against an ordinary day, and how sure that is. Units: `variance` as a share of the squared factor. */
function weekdayFactors(days: readonly SaidDay[], weekdays: readonly number[]): readonly { readonly factor: number; readonly variance: number }[] {
  const mean = days.reduce((sum, { said }) => sum + said, 0) / days.length;
  const [texts, counts] = [Array.from({ length: 7 }, () => 0), Array.from({ length: 7 }, () => 0)];
  weekdays.forEach((weekday, at) => { texts[weekday] = (texts[weekday] ?? 0) + (days[at]?.said ?? 0); counts[weekday] = (counts[weekday] ?? 0) + 1; });
  return texts.map((said, weekday) => ({ factor: (said + ORDINARY_TEXTS) / ((counts[weekday] ?? 0) * mean + ORDINARY_TEXTS), variance: 1 / (said + ORDINARY_TEXTS) }));
}

/**
 * How often something is said on a day like this one, and from where on that is unusually often: a control chart of daily counts (Laney's u′), looked at from above alone.
 * A count that never changes raises any alarm in fewer than 5 of 100 quarters of a year. Shape: null with fewer than 14 days. Source: docs/methods/unusually-many.md.
 */
export function usualOn(day: string, before: readonly SaidDay[]): Usual | null {
  const days = before.slice(-LOOKED_BACK_DAYS);
  if (days.length < LEAST_DAYS) return null;
  const weekdays = days.map((one) => weekdayOf(one.day));
  const factors = weekdayFactors(days, weekdays);
  const factorOf = (weekday: number): number => factors[weekday]?.factor ?? 1;
  const rate = Math.max(NEVER_COUNTS, days.reduce((sum, { count }) => sum + count, 0)) / weekdays.reduce((sum, weekday) => sum + factorOf(weekday), 0);
  const today = weekdayOf(day);
  const usual = rate * factorOf(today);
  const restless = restlessness(days.map(({ count }, at) => { const expected = rate * factorOf(weekdays[at] ?? 0); return (count - expected) / Math.sqrt(expected); }));
  const { above } = reachOf(normalQuantile(1 - POINT_BUDGET / BUDGET_DAYS), restless / Math.sqrt(usual));
  const error = Math.sqrt(restless ** 2 * usual * (1 + 1 / days.length) + usual ** 2 * (factors[today]?.variance ?? 0));
  return { usual, limit: usual + above * error };
}
