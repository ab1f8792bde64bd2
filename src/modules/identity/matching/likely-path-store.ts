import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { RecordPair } from './pair-store.ts';
import { MOST_CUSTOMERS } from './record-store.ts';

/** Where claims lead by likelihood: the record that each says, pairs of those records, and the customers who say what is likely of one person with them. A record that too many customers share is missing from `owners`. */
export type LikelySteps = {
  readonly held: readonly { readonly node: number; readonly record: number; readonly ownBits: number | null }[];
  readonly pairs: readonly RecordPair[];
  readonly owners: readonly { readonly record: number; readonly customers: readonly number[] }[];
};

/** One step from claims to whom they may belong to, in one question; records met before are not followed again. Units: `leastBits` log2 of odds. */
export async function likelySteps(tx: Queryable, nodes: readonly number[], met: readonly number[], leastBits: number): Promise<LikelySteps> {
  const [row] = await tx.rows<{ [Part in keyof LikelySteps]: LikelySteps[Part] | null }>(sql`
    with held as materialized (select m.node, m.record, r.own_bits from identity.match_node m join identity.match_record r on r.number = m.record where m.node = any(${nodes}::bigint[])),
      fresh as materialized (select distinct record from held where record <> all(${met}::bigint[])),
      paired as materialized (
        select p.*, p.b as other from fresh f join identity.match_pair p on p.a = f.record where p.bits >= ${leastBits}::real
        union all select p.*, p.a from fresh f join identity.match_pair p on p.b = f.record where p.bits >= ${leastBits}::real),
      led as materialized (select other as record from paired union select h.record from held h join fresh f on f.record = h.record where h.own_bits >= ${leastBits}::real)
    select (select json_agg(json_build_object('node', node, 'record', record, 'ownBits', own_bits)) from held) as held,
      (select json_agg(json_build_object('a', a, 'b', b, 'bits', bits, 'householdBits', household_bits, 'agreeing', agreeing)) from paired) as pairs,
      (select json_agg(json_build_object('record', l.record, 'customers', h.customers)) from led l
        cross join lateral (select json_agg(d.customer) as customers, count(*) as many from (select distinct a.customer from identity.match_node m join identity.assignment a on a.node = m.node where m.record = l.record limit ${MOST_CUSTOMERS + 1}) d) h
        where h.many between 1 and ${MOST_CUSTOMERS}) as owners`);
  return { held: row?.held ?? [], pairs: row?.pairs ?? [], owners: row?.owners ?? [] };
}
