import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** Somebody who was contacted often: when, and by which claim. */
export type OftenContacted = { readonly customer: number; readonly node: number; readonly moments: readonly Date[] };

/** Customers to whom surveys, campaigns or notices left at least so often since a moment; what answers them is not counted. `owned` tells whose claims are. Units: ms since 1970. Cost: every send of the period is read. */
export function contactedOften(database: Queryable, owned: (claims: PgStatement) => PgStatement, sinceMs: number, least: number, most: number): Promise<OftenContacted[]> {
  return database.rows<OftenContacted>(sql`
    select e.customer, min(e.node) as node, array_agg(e.planned_at order by e.planned_at) as moments
    from (${owned(sql`select node, planned_at from outreach.entry where state = 'committed' and purpose in ('survey', 'campaign', 'notice') and planned_at > ${new Date(sinceMs).toISOString()}::timestamptz`)}) e
    group by e.customer having count(*) >= ${least} order by e.customer limit ${most}`);
}
