import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** When a promise to these customers was last broken, since a moment. Shape: customers to whom none was are missing. Units: ms. `owned` tells whose claims are. */
export async function lastBroken(database: Queryable, owned: (claims: PgStatement) => PgStatement, customers: readonly number[], fromMs: number): Promise<Map<number, number>> {
  const rows = await database.rows<{ customer: number; at: Date }>(sql`
    select v.customer, max(v.settled_at) as at from (${owned(sql`select node, settled_at from promises.verdict where state = 'broken' and settled_at > ${new Date(fromMs).toISOString()}::timestamptz`)}) v
    where v.customer = any(${customers}::bigint[]) group by v.customer`);
  return new Map(rows.map(({ customer, at }) => [customer, at.getTime()]));
}

/** Interactions that set promises at work which then broke, of these. */
export async function brokenIn(database: Queryable, interactions: readonly number[]): Promise<number[]> {
  return (await database.rows<{ trigger: number }>(sql`select distinct trigger from promises.verdict where state = 'broken' and trigger = any(${interactions}::bigint[])`)).map(({ trigger }) => trigger);
}
