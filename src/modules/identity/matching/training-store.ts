import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import { CLAIM_FIELDS } from './claim-record.ts';

/** What each customer says of itself, claim by claim. Customers that likelihood joined count as those they were before, so that a model learns nothing from its own joins. */
export function saidByCustomers(tx: Queryable, after: number, customers: number): Promise<{ customer: number; group: number; said: string[] }[]> {
  return tx.rows(sql`
    with next as (select number from identity.customer where number > ${after} and merged_into is null and kind = 'person' order by number limit ${customers}),
      joined as (select distinct a.customer from next n join identity.assignment a on a.customer = n.number join identity.edge e on e.node_b = a.node where e.rule = 'likely' and e.outcome = 'joined')
    select a.customer, case when j.customer is null then a.customer else a.origin end as "group", r.said
    from next n join identity.assignment a on a.customer = n.number join identity.match_node m on m.node = a.node join identity.match_record r on r.number = m.record left join joined j on j.customer = a.customer
    order by a.customer, "group", r.hash`);
}

/** How many records say each field, in the order of CLAIM_FIELDS, and how many there are. */
export async function fieldsSaid(tx: Queryable): Promise<{ records: number; said: readonly number[] }> {
  const rows = await tx.rows<{ place: number; records: number }>(sql`select v.place, count(*) filter (where v.value <> '') as records from identity.match_record r cross join lateral unnest(r.said) with ordinality as v (value, place) group by v.place`);
  const [row] = await tx.rows<{ count: number }>(sql`select count(*) as count from identity.match_record`);
  const said = new Map(rows.map(({ place, records }) => [Number(place), records]));
  return { records: row?.count ?? 0, said: CLAIM_FIELDS.map((_, at) => said.get(at + 1) ?? 0) };
}

/** Records in the order of their numbers. */
export function recordsAfter(tx: Queryable, after: number, most: number): Promise<{ number: number; said: string[] }[]> {
  return tx.rows(sql`select number, said from identity.match_record where number > ${after} order by number limit ${most}`);
}

/** Clears what an earlier model made. */
export async function clearPairs(tx: Transaction): Promise<void> {
  await tx.run(sql`truncate identity.match_pair, identity.match_key`);
}

export async function putManyKeys(tx: Transaction, keys: { readonly records: readonly number[]; readonly keys: readonly number[] }): Promise<void> {
  await tx.run(sql`insert into identity.match_key (key, record) select * from unnest(${keys.keys}::bigint[], ${keys.records}::bigint[]) on conflict do nothing`);
}

/** Customers that likelihood touches: by a pair from the cut on, by a record that more than one of them say and that is enough by itself, or joined by likelihood before. */
export async function customersInDoubt(tx: Queryable, cutBits: number | null): Promise<number[]> {
  const cut = cutBits ?? 1e9;
  const rows = await tx.rows<{ customer: number }>(sql`
    select distinct a.customer from (
      select p.a as record from identity.match_pair p where p.bits >= ${cut}::real union select p.b from identity.match_pair p where p.bits >= ${cut}::real
      union select r.number from identity.match_record r where r.own_bits >= ${cut}::real
        and (select count(distinct a.customer) from identity.match_node m join identity.assignment a on a.node = m.node where m.record = r.number) > 1) d
    join identity.match_node m on m.record = d.record join identity.assignment a on a.node = m.node
    union select a.customer from identity.edge e join identity.assignment a on a.node = e.node_b where e.rule = 'likely' order by 1`);
  return rows.map((row) => row.customer);
}

export async function markUnsettled(tx: Transaction, isUnsettled: boolean): Promise<void> {
  await tx.run(sql`update identity.match_state set unsettled = ${isUnsettled}`);
}

/** Customers of whom likelihood holds claims together. Cost: the log of likely joins. */
export async function countLikelyJoined(tx: Queryable): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(sql`
    select count(distinct a.customer) as count from identity.edge e join identity.assignment a on a.node = e.node_a join identity.assignment b on b.node = e.node_b
    where e.rule = 'likely' and e.outcome = 'joined' and a.customer = b.customer`);
  return row?.count ?? 0;
}

/** The claims of the largest named customer that is none of these. */
export async function largestBeside(tx: Queryable, customers: readonly number[]): Promise<number> {
  const [row] = await tx.rows<{ claims: number | null }>(sql`select max(node_count) as claims from identity.customer where merged_into is null and kind = 'person' and number <> all(${customers}::bigint[])`);
  return row?.claims ?? 0;
}
