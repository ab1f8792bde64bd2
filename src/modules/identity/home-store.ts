import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

export type NodeHome = { readonly node: number; readonly home: number };

export async function insertHomes(tx: Transaction, pairs: readonly NodeHome[]): Promise<void> {
  await tx.run(sql`insert into identity.node_home (node, home) select * from unnest(${pairs.map((pair) => pair.node)}::bigint[], ${pairs.map((pair) => pair.home)}::bigint[]) on conflict do nothing`);
}

/**
 * Everything a timeline must know of a customer, in one question: who answers for the number now, under which customers their interactions were recorded, and which claims are theirs.
 * Shape: null for a number that there never was. An old number answers with the present one.
 */
export async function whoseTimeline(tx: Queryable, number: number): Promise<{ customer: number; homes: number[]; nodes: number[] } | null> {
  const [row] = await tx.rows<{ customer: number; homes: string[]; nodes: string[] }>(sql`
    with recursive follow as (
      select number, merged_into, 0 as steps from identity.customer where number = ${number}
      union all select c.number, c.merged_into, f.steps + 1 from follow f join identity.customer c on c.number = f.merged_into where f.steps < 100),
    present as (select number from follow where merged_into is null),
    mine as (select a.node from identity.assignment a join present p on a.customer = p.number)
    select p.number as customer, coalesce((select array_agg(node::text) from mine), '{}') as nodes,
      coalesce((select array_agg(distinct h.home::text) from identity.node_home h join mine m on m.node = h.node), '{}') as homes
    from present p`);
  return row === undefined ? null : { customer: row.customer, homes: row.homes.map(Number), nodes: row.nodes.map(Number) };
}
