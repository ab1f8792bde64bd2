import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, int64, text, uint64, uint64s, type ChStatement } from '../../platform/clickhouse/sql.ts';
import { CUSTOMER_OF_ROW } from '../identity/index.ts';

/** What is only written down inside the company happens in nobody's sight: it does not say when a customer was last seen. */
const MET = ch`direction != 'internal'`;

/** How often and when last. `metAt` and `firstMetAt` leave records made inside the company out, null where there is nothing else. */
type Sightings = { readonly count: string; readonly firstAt: string; readonly lastAt: string; readonly metAt: string | null; readonly firstMetAt: string | null; readonly lastChannel: string };

const SIGHTINGS = ch`count() as count, min(occurred_at) as firstAt, max(occurred_at) as lastAt, maxOrNullIf(occurred_at, ${MET}) as metAt, minOrNullIf(occurred_at, ${MET}) as firstMetAt, argMax(channel, (${MET}, occurred_at)) as lastChannel`;

/** The rows at these homes for which `kept` holds of their latest revision, as a relation. */
function latestRows(homes: readonly number[], kept: ChStatement): ChStatement {
  return ch`(
    select * from (
      select node, home, channel, direction, occurred_at from interactions_pages
      prewhere home in ${uint64s(homes)} and (${kept} or revision > 1)
      order by number, revision desc
      limit 1 by number)
    where ${kept})`;
}

/** Counts of claims, one row each; the caller adds them up per customer. */
export async function countsOfClaims(analytics: Analytics, homes: readonly number[], nodes: readonly number[]): Promise<({ node: string } & Sightings)[]> {
  if (homes.length === 0) return [];
  return analytics.rows(ch`
    select node, ${SIGHTINGS}
    from ${latestRows(homes, ch`node in ${uint64s(nodes)}`)}
    group by node`, { class: 'point' });
}

/** Counts of customers with more claims than can be listed, by the map; it follows a join or its undo within seconds. */
export async function countsOfCustomers(analytics: Analytics, homes: readonly number[], customers: readonly number[]): Promise<({ customer: string } & Sightings)[]> {
  if (customers.length === 0) return [];
  return analytics.rows(ch`
    select ${CUSTOMER_OF_ROW} as customer, ${SIGHTINGS}
    from ${latestRows(homes, ch`${CUSTOMER_OF_ROW} in ${uint64s(customers)}`)}
    group by customer`, { class: 'point' });
}

/** A place in the list of homes by their latest moment. Units: ms. Many share a moment where a source knows days only. */
export type HomePlace = { readonly lastMs: number; readonly home: number };

/**
 * Homes by the latest moment somebody was met (on one channel, when it is named), newest first, after a place in that order: where a list of the latest seen starts.
 * Who stands in records of the company alone comes last, at moment 0. With `among`, those homes only.
 */
export async function latestHomes(analytics: Analytics, after: HomePlace, limit: number, channel: string | null, among: readonly number[] | null = null): Promise<HomePlace[]> {
  const rows = await analytics.rows<{ home: string; lastMs: string }>(ch`
    select home, toUnixTimestamp64Milli(maxIf(placed_at, ${MET})) as lastMs
    from interactions_log
    where ${among === null ? ch`home != 0` : ch`home in ${uint64s(among)}`} and ${channel === null ? ch`1` : ch`channel = ${text(channel)}`}
    group by home
    having (lastMs, home) < (${int64(after.lastMs)}, ${uint64(after.home)})
    order by lastMs desc, home desc
    limit ${uint64(limit)}`, { class: 'point' });
  return rows.map((row) => ({ lastMs: Number(row.lastMs), home: Number(row.home) }));
}
