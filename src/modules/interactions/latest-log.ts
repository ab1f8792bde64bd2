import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, int64, text, uint64, uint64s } from '../../platform/clickhouse/sql.ts';

/** What is only written down inside the company happens in nobody's sight: it does not say when a customer was last seen. */
const MET = ch`direction != 'internal'`;

/** Counts for a list of customers, by claim; the caller adds them up per customer. `metAt` and `firstMetAt` leave records made inside the company out, null where there is nothing else. */
export async function countsOfHomes(analytics: Analytics, homes: readonly number[]): Promise<{ node: string; count: string; firstAt: string; lastAt: string; metAt: string | null; firstMetAt: string | null; lastChannel: string }[]> {
  if (homes.length === 0) return [];
  return analytics.rows(ch`
    select node, uniqExact(number) as count, min(occurred_at) as firstAt, max(occurred_at) as lastAt, maxOrNullIf(occurred_at, ${MET}) as metAt, minOrNullIf(occurred_at, ${MET}) as firstMetAt, argMax(channel, (${MET}, occurred_at)) as lastChannel
    from interactions_pages
    prewhere home in ${uint64s(homes)}
    group by node`, { class: 'point' });
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
