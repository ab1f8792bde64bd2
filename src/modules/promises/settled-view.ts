import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { KeptTally } from './kept-rate.ts';

/** What was settled in a week, folded over people; what nobody known was promised is of somebody else each time. */
export async function settledTallies(database: Queryable, owned: (claims: PgStatement) => PgStatement, { fromMs, untilMs, zone }: { readonly fromMs: number; readonly untilMs: number; readonly zone: string }): Promise<(KeptTally & { readonly promise: number; readonly week: string })[]> {
  const settled = sql`select node, trigger, promise, state, to_char(date_trunc('week', settled_at at time zone ${zone}), 'YYYY-MM-DD') as week from promises.verdict
    where state in ('kept', 'broken') and settled_at >= ${new Date(fromMs).toISOString()}::timestamptz and settled_at < ${new Date(untilMs).toISOString()}::timestamptz`;
  return database.rows(sql`
    select promise, week, sum(k)::int as kept, sum(n - k)::int as broken, 0 as running, count(*)::int as people, sum(n * n)::float8 as squares, sum(k * k)::float8 as "keptSquares", sum(n * k)::float8 as crossed
    from (
      select promise, week, customer, count(*) as n, count(*) filter (where state = 'kept') as k
      from (
        select promise, state, week, customer from (${owned(sql`select node, promise, state, week from (${settled}) b`)}) o
        union all select promise, state, week, -trigger as customer from (${settled}) b where node = 0) o
      group by promise, week, customer) p
    group by promise, week order by promise, week`);
}

/** Claims to which a promise was broken in a stretch of time, at most so many. */
export async function brokenTo(database: Queryable, promise: number, { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number }, most: number): Promise<number[]> {
  return (await database.rows<{ node: number }>(sql`
    select distinct node from promises.verdict where promise = ${promise} and state = 'broken' and node <> 0 and settled_at >= ${new Date(fromMs).toISOString()}::timestamptz and settled_at < ${new Date(untilMs).toISOString()}::timestamptz order by node limit ${most}`)).map(({ node }) => node);
}
