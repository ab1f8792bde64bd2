import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import { REVIEW_BITS } from '../matching/weigher.ts';

/** Notes that the customers of these claims may hang together by one weak tie. */
export function noteThin(tx: Transaction, nodes: readonly number[]): void {
  tx.send(sql`insert into identity.thin_claim (node) select unnest(${nodes}::bigint[]) on conflict do nothing`);
}

/** People who may hang together by one weak tie, the latest noted first. Cost: the claims noted last, up to `read`; customers with more than `mostClaims` are left out. */
export async function thinCustomers(tx: Queryable, read: number, mostClaims: number): Promise<number[]> {
  const rows = await tx.rows<{ customer: number }>(sql`
    select c.number as customer from (select node, noted_at from identity.thin_claim order by noted_at desc, node desc limit ${read}) t
    join identity.assignment a on a.node = t.node join identity.customer c on c.number = a.customer
    where c.kind = 'person' and c.node_count between 2 and ${mostClaims} group by c.number order by max(t.noted_at) desc, c.number desc`);
  return rows.map((row) => row.customer);
}

/** What likelihood holds of one person, rather than not, among these claims: two records with the claims that say either, or one record that several claims say. Units: `bits` log2 of odds; `cutBits` null: likely joins are off. */
export async function likelyAmong(tx: Queryable, nodes: readonly number[]): Promise<{ readonly cutBits: number | null; readonly likely: readonly { readonly nodes: readonly number[]; readonly bits: number }[] }> {
  const [row] = await tx.rows<{ cutBits: number | null; likely: { nodes: number[]; bits: number }[] | null }>(sql`
    with said as materialized (
      select a.customer, m.record, array_agg(m.node order by m.node) as nodes from identity.match_node m join identity.assignment a on a.node = m.node where m.node = any(${nodes}::bigint[]) group by a.customer, m.record)
    select (select cut_bits from identity.match_state) as "cutBits", (select json_agg(json_build_object('nodes', t.nodes, 'bits', t.bits)) from (
      select l.nodes || r.nodes as nodes, p.bits from said l join identity.match_pair p on p.a = l.record join said r on r.record = p.b and r.customer = l.customer where p.bits >= ${REVIEW_BITS}::real
      union all select s.nodes, o.own_bits from said s join identity.match_record o on o.number = s.record where o.own_bits >= ${REVIEW_BITS}::real and cardinality(s.nodes) > 1) t) as likely`);
  return { cutBits: row?.cutBits ?? null, likely: row?.likely ?? [] };
}
