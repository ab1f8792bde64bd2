import { sql } from '../../platform/pg/sql.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';

/** Erases what these claims said about orders, their refunds and incidents, and what nobody in particular said about orders that are theirs alone. Shape: rows per table. */
export async function eraseOrderFacts(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> {
  const unnamedRefunds = await tx.run(sql`
    delete from subjects.refund_fact f using (select order_id, brand from subjects.order_fact where node = any(${nodes}::bigint[]) union select order_id, brand from subjects.refund_fact where node = any(${nodes}::bigint[])) o
    where f.order_id = o.order_id and f.brand = o.brand and f.node = 0
      and not exists (select 1 from subjects.order_fact p where p.order_id = o.order_id and p.brand = o.brand and p.node <> 0 and not p.node = any(${nodes}::bigint[]))
      and not exists (select 1 from subjects.refund_fact p where p.order_id = o.order_id and p.brand = o.brand and p.node <> 0 and not p.node = any(${nodes}::bigint[]))`);
  const unnamed = await tx.run(sql`
    delete from subjects.order_fact f using (select distinct order_id, brand from subjects.order_fact where node = any(${nodes}::bigint[])) o
    where f.order_id = o.order_id and f.brand = o.brand and f.node = 0
      and not exists (select 1 from subjects.order_fact p where p.order_id = o.order_id and p.brand = o.brand and p.node <> 0 and not p.node = any(${nodes}::bigint[]))`);
  return {
    'subjects.order_fact': unnamed + await tx.run(sql`delete from subjects.order_fact where node = any(${nodes}::bigint[])`),
    'subjects.refund_fact': unnamedRefunds + await tx.run(sql`delete from subjects.refund_fact where node = any(${nodes}::bigint[])`),
    'subjects.incident_fact': await tx.run(sql`delete from subjects.incident_fact where node = any(${nodes}::bigint[])`),
  };
}
