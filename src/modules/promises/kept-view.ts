import { sql } from '../../platform/pg/sql.ts';
import type { PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { KeptTally } from './kept-rate.ts';

/** By what verdicts are divided. */
export type Division = 'all' | 'month' | 'week' | 'channel' | 'seam';
export type TallyRow = KeptTally & { readonly promise: number; readonly key: string };

/** How often promises were kept among what began in [from, below), divided; people by whose claims are whose now. Months and weeks (ISO 8601) in a zone. Shape: nothing for what has no verdicts. */
export async function keptTallies(database: Queryable, owned: (claims: PgStatement) => PgStatement, by: Division, period: { readonly fromMs: number; readonly belowMs: number; readonly zone: string }, promise: number | null = null): Promise<TallyRow[]> {
  const key = by === 'all' ? sql`''` : by === 'month' ? sql`to_char(started_at at time zone ${period.zone}, 'YYYY-MM')` : by === 'week' ? sql`to_char(started_at at time zone ${period.zone}, 'IYYY-"W"IW')` : by === 'channel' ? sql`channel` : sql`seam`;
  // What nobody known was promised is of somebody else each time.
  const begun = sql`select node, trigger, promise, state, ${key} as key from promises.verdict where started_at >= ${new Date(period.fromMs).toISOString()}::timestamptz and started_at < ${new Date(period.belowMs).toISOString()}::timestamptz and (${promise}::int is null or promise = ${promise})`;
  return database.rows<TallyRow>(sql`
    select promise, key, sum(k)::int as kept, sum(n - k)::int as broken, sum(running)::int as running, count(*) filter (where n > 0)::int as people, sum(n * n)::float8 as squares, sum(k * k)::float8 as "keptSquares", sum(n * k)::float8 as crossed
    from (
      select promise, key, customer, count(*) filter (where state <> 'running') as n, count(*) filter (where state = 'kept') as k, count(*) filter (where state = 'running') as running
      from (
        select promise, state, key, customer from (${owned(sql`select node, promise, state, key from (${begun}) b`)}) o
        union all select promise, state, key, -trigger as customer from (${begun}) b where node = 0) o
      group by promise, key, customer) p
    where ${by !== 'seam'} or key <> ''
    group by promise, key order by promise, key`);
}

/** How many of each promise broke since a moment. */
export async function brokenSince(database: Queryable, sinceMs: number): Promise<{ promise: number; count: number }[]> {
  return database.rows(sql`select promise, count(*)::int as count from promises.verdict where state = 'broken' and settled_at >= ${new Date(sinceMs).toISOString()}::timestamptz group by promise`);
}
