import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** The claims that are a customer's now, ascending. */
export async function nodesOfCustomer(tx: Queryable, customer: number): Promise<number[]> {
  return (await tx.rows<{ node: number }>(sql`select node from identity.assignment where customer = ${customer} order by node`)).map((row) => row.node);
}
