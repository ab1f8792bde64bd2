import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** Which of these customers wait for something: they have a case that nobody says is solved. `owned` tells whose claims are. */
export async function customersWaiting(database: Queryable, owned: (claims: PgStatement) => PgStatement, customers: readonly number[]): Promise<number[]> {
  const rows = await database.rows<{ customer: number }>(sql`
    select distinct c.customer from (${owned(sql`select node from cases.case where ended_at is null and state not in ('resolved', 'merged')`)}) c where c.customer = any(${customers}::bigint[])`);
  return rows.map(({ customer }) => customer);
}
