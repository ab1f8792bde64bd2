import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { Party } from './side-view.ts';

/** Different records of one side that are compared with those of the other: more would tell nothing new, and cost their square. */
export const RECORDS_COMPARED = 40;
/** Claims whose records are compared; of somebody with more, the latest. */
const CLAIMS_COMPARED = 1_000;

/** The latest different records of a side, `most` of them. */
export async function recordsOfParty(tx: Queryable, { customer, node }: Party, most: number): Promise<number[]> {
  const rows = await tx.rows<{ record: number }>(sql`
    select m.record from (select a.node from identity.assignment a where a.customer = ${customer} and (${node}::bigint is null or a.node = ${node}::bigint) order by a.node desc limit ${CLAIMS_COMPARED}) o
    join identity.match_node m on m.node = o.node group by m.record order by max(m.node) desc limit ${most}`);
  return rows.map((row) => row.record);
}

/** The same for many customers at once. Shape: by customer; one without records has none. */
export async function recordsOfCustomers(tx: Queryable, customers: readonly number[], most: number): Promise<Map<number, number[]>> {
  const rows = await tx.rows<{ customer: number; records: number[] }>(sql`
    select v.customer, r.records from unnest(${customers}::bigint[]) as v (customer)
    cross join lateral (
      select array_agg(s.record) as records from (
        select m.record from (select a.node from identity.assignment a where a.customer = v.customer order by a.node desc limit ${CLAIMS_COMPARED}) o
        join identity.match_node m on m.node = o.node group by m.record order by max(m.node) desc limit ${most}) s) r where r.records is not null`);
  return new Map(rows.map((row) => [row.customer, row.records]));
}

/** By what rule the latest likely join of two customers was refused; null when none was. */
export async function latestRefusal(tx: Queryable, left: number, right: number): Promise<string | null> {
  const [row] = await tx.rows<{ refusal: string | null }>(sql`
    select e.refusal from identity.assignment a join identity.edge e on e.node_b = a.node join identity.assignment o on o.node = e.node_a
    where a.customer = any(${[left, right]}::bigint[]) and o.customer = any(${[left, right]}::bigint[]) and o.customer <> a.customer and e.rule = 'likely' and e.outcome = 'refused' order by e.number desc limit 1`);
  return row?.refusal ?? null;
}
