import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

export type NodeHome = { readonly node: number; readonly home: number };

export async function insertHomes(tx: Transaction, pairs: readonly NodeHome[]): Promise<void> {
  await tx.run(sql`insert into identity.node_home (node, home) select * from unnest(${pairs.map((pair) => pair.node)}::bigint[], ${pairs.map((pair) => pair.home)}::bigint[]) on conflict do nothing`);
}

/** Where interactions of a customer's claims were recorded. */
export async function homesOfCustomer(tx: Queryable, customer: number): Promise<number[]> {
  const rows = await tx.rows<{ home: number }>(sql`select distinct h.home from identity.assignment a join identity.node_home h on h.node = a.node where a.customer = ${customer}`);
  return rows.map((row) => row.home);
}
