import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

export type NodeHome = { readonly node: number; readonly home: number };

export async function insertHomes(tx: Transaction, pairs: readonly NodeHome[]): Promise<void> {
  await tx.run(sql`insert into identity.node_home (node, home) select * from unnest(${pairs.map((pair) => pair.node)}::bigint[], ${pairs.map((pair) => pair.home)}::bigint[]) on conflict do nothing`);
}

/** Claims listed one by one in a question; beyond this the map in ClickHouse decides whose an interaction is. */
const NODES_LISTED = 5_000;

/** Everything a timeline must know of a customer: who answers for the number now, under which customers their interactions were recorded, and which claims are theirs; null where there are too many to list. */
export type TimelineOwner = { readonly customer: number; readonly homes: readonly number[]; readonly nodes: readonly number[] | null };

/** Whose timelines these numbers open, in one question. Shape: in the order asked; null for a number that there never was. An old number answers with the present one. */
export async function timelineOwners(tx: Queryable, numbers: readonly number[]): Promise<(TimelineOwner | null)[]> {
  const rows = await tx.rows<{ asked: number; customer: number; homes: string[]; nodes: string[] | null }>(sql`
    with recursive follow as (
      select number as asked, number, merged_into, node_count, 0 as steps from identity.customer where number = any(${numbers}::bigint[])
      union all select f.asked, c.number, c.merged_into, c.node_count, f.steps + 1 from follow f join identity.customer c on c.number = f.merged_into where f.steps < 100)
    select p.asked, p.number as customer,
      case when p.node_count <= ${NODES_LISTED} then coalesce((select array_agg(a.node::text) from identity.assignment a where a.customer = p.number), '{}') end as nodes,
      coalesce((select array_agg(distinct h.home::text) from identity.assignment a join identity.node_home h on h.node = a.node where a.customer = p.number), '{}') as homes
    from follow p where p.merged_into is null`);
  const found = new Map(rows.map((row) => [row.asked, { customer: row.customer, homes: row.homes.map(Number), nodes: row.nodes?.map(Number) ?? null }]));
  return numbers.map((number) => found.get(number) ?? null);
}
