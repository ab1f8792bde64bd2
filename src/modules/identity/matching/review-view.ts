import { sql, type PgStatement } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import { REVIEW_BITS } from './weigher.ts';

/** Two customers that may be one person. Invariant: left < right. Units: `bits` log2 of the odds of their best pair of records. */
export type OpenPair = { readonly left: number; readonly right: number; readonly bits: number };

/** A record that more customers than this share tells nobody apart, and fills no queue. */
const CUSTOMERS_OF_RECORD = 4;

/** The customers whose claims say a record. Step by step on purpose: right after a large import, before the planner has counted anything, a join here would read all claims for each record. */
function customersOf(record: PgStatement): PgStatement {
  return sql`select distinct s.customer from identity.match_node m cross join lateral (select a.customer from identity.assignment a where a.node = m.node offset 0) s where m.record = ${record} limit ${CUSTOMERS_OF_RECORD}`;
}

/**
 * Customers with records that may be of one person, by falling odds below `belowBits`, among the `read` likeliest pairs of records.
 * Shape: one row per pair of customers as they stand now; `isAll` when there were no more pairs of records to read.
 * Cost: one step in the index and some look-ups for each pair of records read.
 */
export async function doubtfulPairs(tx: Queryable, belowBits: number, read: number): Promise<{ readonly pairs: OpenPair[]; readonly isAll: boolean }> {
  const rows = await tx.rows<{ left: number | null; right: number | null; bits: number | null; read: number }>(sql`
    with near as materialized (select a, b, bits from identity.match_pair where bits >= ${REVIEW_BITS}::real and bits < ${belowBits}::real order by bits desc limit ${read}),
    open as (
      select least(l.customer, r.customer) as left, greatest(l.customer, r.customer) as right, max(near.bits) as bits from near
      cross join lateral (${customersOf(sql`near.a`)}) l
      cross join lateral (${customersOf(sql`near.b`)}) r
      where l.customer <> r.customer group by 1, 2)
    select open.left, open.right, open.bits, n.read from (select count(*) as read from near) n left join open on true order by open.bits desc`);
  const pairs = rows.flatMap(({ left, right, bits }) => (left === null || right === null || bits === null ? [] : [{ left, right, bits }]));
  return { pairs, isAll: (rows[0]?.read ?? 0) < read };
}

/** Customers that say exactly the same of themselves and may still be two, by falling odds below `belowBits`. */
export function namesakes(tx: Queryable, belowBits: number, most: number): Promise<OpenPair[]> {
  return tx.rows(sql`
    select least(l.customer, r.customer) as left, greatest(l.customer, r.customer) as right, max(near.own_bits) as bits
    from (select number, own_bits from identity.match_record where own_bits >= ${REVIEW_BITS}::real and own_bits < ${belowBits}::real order by own_bits desc limit ${most}) near
    cross join lateral (${customersOf(sql`near.number`)}) l
    cross join lateral (${customersOf(sql`near.number`)}) r
    where l.customer < r.customer group by 1, 2`);
}

/** Customers whose likely join was refused, the latest refusals first, as far as they are two still and their records speak for one person. */
export function refusedPairs(tx: Queryable, most: number): Promise<(OpenPair & { readonly refusal: string })[]> {
  return tx.rows(sql`
    with latest as (select number, node_a, node_b, refusal from identity.edge where rule = 'likely' and outcome = 'refused' order by number desc limit ${most}),
    told as (
      select latest.number, latest.refusal, least(a.customer, b.customer) as left, greatest(a.customer, b.customer) as right, case when ma.record = mb.record then r.own_bits else p.bits end as bits
      from latest join identity.assignment a on a.node = latest.node_a join identity.assignment b on b.node = latest.node_b and b.customer <> a.customer
      join identity.match_node ma on ma.node = latest.node_a join identity.match_node mb on mb.node = latest.node_b
      left join identity.match_pair p on p.a = least(ma.record, mb.record) and p.b = greatest(ma.record, mb.record)
      left join identity.match_record r on r.number = ma.record)
    select distinct on (told.left, told.right) told.left, told.right, max(told.bits) over (partition by told.left, told.right) as bits, told.refusal
    from told where told.bits >= ${REVIEW_BITS}::real order by told.left, told.right, told.number desc`);
}

/** Which of these pairs of customers a standing decision keeps apart. Shape: the places of the pairs, from 0. Cost: one step in the index for each claim that such decisions name. */
export async function keptApart(tx: Queryable, pairs: readonly Pick<OpenPair, 'left' | 'right'>[]): Promise<Set<number>> {
  if (pairs.length === 0) return new Set();
  const customers = [...new Set(pairs.flatMap(({ left, right }) => [left, right]))];
  const owners = (nodes: PgStatement): PgStatement => sql`
    select distinct s.customer from unnest(${nodes}) as n (node) cross join lateral (select a.customer from identity.assignment a where a.node = n.node offset 0) s where s.customer = any(${customers}::bigint[])`;
  const rows = await tx.rows<{ one: number; other: number }>(sql`
    with recursive chain as (
      select number as decision, number as last, 0 as depth from identity.decision where kind = 'apart'
      union all select c.decision, d.number, c.depth + 1 from chain c cross join lateral (select number from identity.decision where undoes = c.last offset 0) d)
    select l.customer as one, r.customer as other
    from (select decision from chain group by decision having max(depth) % 2 = 0) s cross join lateral (select left_nodes, right_nodes from identity.decision where number = s.decision offset 0) d
    cross join lateral (${owners(sql`d.left_nodes`)}) l cross join lateral (${owners(sql`d.right_nodes`)}) r`);
  const apart = new Set(rows.flatMap(({ one, other }) => [`${one} ${other}`, `${other} ${one}`]));
  return new Set(pairs.flatMap(({ left, right }, place) => (apart.has(`${left} ${right}`) ? [place] : [])));
}

/** The odds of the best pair of records of two customers, for many. Shape: in the order asked; null where nothing of theirs was compared. */
export async function bestBits(tx: Queryable, pairs: readonly Pick<OpenPair, 'left' | 'right'>[]): Promise<(number | null)[]> {
  if (pairs.length === 0) return [];
  const rows = await tx.rows<{ bits: number | null }>(sql`
    select (
      select max(case when l.record = r.record then o.own_bits else p.bits end)
      from (select distinct m.record from identity.assignment a join identity.match_node m on m.node = a.node where a.customer = v."left" limit 200) l
      cross join (select distinct m.record from identity.assignment a join identity.match_node m on m.node = a.node where a.customer = v."right" limit 200) r
      left join identity.match_pair p on p.a = least(l.record, r.record) and p.b = greatest(l.record, r.record)
      left join identity.match_record o on o.number = l.record) as bits
    from unnest(${pairs.map((pair) => pair.left)}::bigint[], ${pairs.map((pair) => pair.right)}::bigint[]) with ordinality as v ("left", "right", place) order by v.place`);
  return rows.map((row) => row.bits);
}
