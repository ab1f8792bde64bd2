import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** Which of these numbers, in their normal form, are orders of somebody. */
export async function ordersHeld(tx: Queryable, numbers: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ value: string }>(sql`select distinct value from identity.node_identifier where type = ${'order'} and value = any(${numbers}::text[])`);
  return new Set(rows.map(({ value }) => value));
}
