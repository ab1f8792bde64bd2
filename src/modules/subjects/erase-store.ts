import { sql } from '../../platform/pg/sql.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';

/** Erases what these claims said about orders, and what nobody in particular said about orders that are theirs alone. Shape: rows per table. */
export async function eraseOrderFacts(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> {
  const unnamed = await tx.run(sql`
    delete from subjects.order_fact f using (select distinct order_id, brand from subjects.order_fact where node = any(${nodes}::bigint[])) o
    where f.order_id = o.order_id and f.brand = o.brand and f.node = 0
      and not exists (select 1 from subjects.order_fact p where p.order_id = o.order_id and p.brand = o.brand and p.node <> 0 and not p.node = any(${nodes}::bigint[]))`);
  return { 'subjects.order_fact': unnamed + await tx.run(sql`delete from subjects.order_fact where node = any(${nodes}::bigint[])`) };
}
