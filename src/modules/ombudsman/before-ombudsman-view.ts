import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** Which of these customers have something open before the ombudsman: they are asked nothing meanwhile. `owned` tells whose claims are. */
export async function customersBeforeOmbudsman(database: Queryable, owned: (claims: PgStatement) => PgStatement, customers: readonly number[]): Promise<number[]> {
  const rows = await database.rows<{ customer: number }>(sql`
    select distinct e.customer from (${owned(sql`select node from ombudsman.escalation where closed_at is null and node <> 0`)}) e where e.customer = any(${customers}::bigint[])`);
  return rows.map(({ customer }) => customer);
}
