import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** A customer of whom nothing may be left: all their claims, and every home of these. */
export type PerhapsGone = { readonly customer: number; readonly nodes: readonly number[]; readonly homes: readonly number[] };

/** Customers who have a claim at one of these homes. Those whom a person decided or answered about, or one of whose values a person blocked, are left out. */
export function customersAtHomes(tx: Queryable, homes: readonly number[]): Promise<PerhapsGone[]> {
  return tx.rows(sql`
    with touched as (
      select distinct a.customer from identity.node_home h join identity.assignment a on a.node = h.node join identity.node n on n.number = h.node and not n.erased where h.home = any(${homes}::bigint[])
    ), claim as (
      select a.customer, n.number, n.decided
        or exists (select 1 from identity.match_answer m where m.node_a = n.number or m.node_b = n.number)
        or exists (select 1 from identity.node_identifier i join identity.blocked_value b on b.type = i.type and b.value = i.value and b.kind = 'human' where i.node = n.number) as "isDecided"
      from touched t join identity.assignment a on a.customer = t.customer join identity.node n on n.number = a.node and not n.erased
    )
    select c.customer, json_agg(distinct c.number) as nodes, json_agg(distinct h.home) as homes
    from claim c left join identity.node_home h on h.node = c.number
    group by c.customer
    having not bool_or(c."isDecided") and count(*) filter (where h.home is null) = 0`);
}
