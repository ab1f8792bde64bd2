import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { CustomerKind } from './contract.ts';

export type OverCapRow = { readonly customer: number; readonly kind: CustomerKind; readonly claims: number; readonly lastSeenMs: number; readonly identifiers: { type: string; value: string }[] | null };

/** Customers whose claims were kept apart because too many hang together, the latest first, with what most of their claims hold first. Cost: reads those marked alone. */
export function customersOverCap(tx: Queryable, most: number): Promise<OverCapRow[]> {
  return tx.rows(sql`
    select c.number as customer, c.kind, c.node_count as claims, c.last_seen_ms as "lastSeenMs",
      (select json_agg(json_build_object('type', s.type, 'value', s.value)) from (
        select i.type, i.value from identity.assignment a join identity.node_identifier i on i.node = a.node and i.joins where a.customer = c.number group by i.type, i.value order by count(*) desc, i.type, i.value limit 10) s) as identifiers
    from identity.customer c where c.capped and c.merged_into is null order by c.last_seen_ms desc, c.number desc limit ${most}`);
}

/** How many customers are kept apart so. */
export async function countOverCap(tx: Queryable): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(sql`select count(*) as count from identity.customer where capped and merged_into is null`);
  return row?.count ?? 0;
}

/** Whole customers with the latest claims, as many claims as asked for at least, and how many claims there are in all. */
export async function latestCustomersWhole(tx: Queryable, claims: number): Promise<{ customers: number[]; claims: number }> {
  const rows = await tx.rows<{ customer: number }>(sql`select distinct a.customer from (select node, customer from identity.assignment order by node desc limit ${claims}) a`);
  const [all] = await tx.rows<{ count: number }>(sql`select count(*) as count from identity.assignment`);
  return { customers: rows.map((row) => row.customer), claims: all?.count ?? 0 };
}
