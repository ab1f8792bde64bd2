import type { Queryable } from '../../platform/pg/transaction.ts';
import type { KeptRate } from './contract.ts';
import { keptRate } from './kept-rate.ts';
import { settledTallies } from './settled-view.ts';

/** How often a promise was kept among what was settled in a week. `week`: its Monday, as 2026-03-02. */
export type KeptWeek = { readonly promise: number; readonly week: string; readonly rate: KeptRate };

/**
 * How often promises were kept, by the week in which it was settled: unlike weeks in which something began, a week that is over stays as it is, whatever still runs.
 * Shape: weeks in which nothing was settled are missing. Units: ms since 1970; weeks begin on Mondays of the zone.
 */
export async function keptByWeek(database: Queryable, owned: Parameters<typeof settledTallies>[1], period: { readonly fromMs: number; readonly untilMs: number; readonly zone: string }): Promise<KeptWeek[]> {
  return (await settledTallies(database, owned, period)).map(({ promise, week, ...tally }) => ({ promise, week, rate: keptRate(tally) }));
}
