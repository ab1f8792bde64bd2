import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** One promise that was broken to one customer more than once: when, and by which claim. */
export type BrokenOften = { readonly customer: number; readonly promise: number; /** The latest version that was broken. */ readonly version: number; readonly node: number; readonly moments: readonly Date[] };

/** Promises that were broken to the same customer at least so often since a moment. `owned` tells whose claims are. Units: ms since 1970. */
export function brokenOften(database: Queryable, owned: (claims: PgStatement) => PgStatement, sinceMs: number, least: number, most: number): Promise<BrokenOften[]> {
  return database.rows<BrokenOften>(sql`
    select v.customer, v.promise, max(v.version) as version, min(v.node) as node, array_agg(v.settled_at order by v.settled_at) as moments
    from (${owned(sql`select node, promise, version, settled_at from promises.verdict where state = 'broken' and node <> 0 and settled_at > ${new Date(sinceMs).toISOString()}::timestamptz`)}) v
    group by v.customer, v.promise having count(*) >= ${least} order by v.customer, v.promise limit ${most}`);
}
