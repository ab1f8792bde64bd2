import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { RecordPair } from './pair-store.ts';
import { MOST_CUSTOMERS } from './record-store.ts';

/**
 * Where claims lead by likelihood: the record that each says, pairs of those records, and the customers who say what is likely of one person with them. A record that too many customers share is missing from `owners`.
 * `said` null: of a record that was met before. `model` and `cutBits`: by which it was answered; where one is null, nobody is likely one.
 */
export type LikelySteps = {
  readonly model: number | null;
  readonly cutBits: number | null;
  readonly held: readonly { readonly node: number; readonly record: number; readonly ownBits: number | null; readonly said: readonly string[] | null }[];
  readonly pairs: readonly RecordPair[];
  readonly owners: readonly { readonly record: number; readonly customers: readonly number[] }[];
};

/** One step from claims to whom they may belong to, in one question; records met before are not followed again. `asIfBits` null: by the cut in use. Units: log2 of odds. */
export async function likelySteps(tx: Queryable, nodes: readonly number[], met: readonly number[], asIfBits: number | null): Promise<LikelySteps> {
  const [row] = await tx.rows<{ [Part in keyof LikelySteps]: LikelySteps[Part] | null }>(sql`
    with state as materialized (select model, coalesce(${asIfBits}::double precision, cut_bits) as cut_bits from identity.match_state),
      held as materialized (select m.node, m.record, r.own_bits, case when m.record <> all(${met}::bigint[]) then r.said end as said from identity.match_node m join identity.match_record r on r.number = m.record where m.node = any(${nodes}::bigint[])),
      fresh as materialized (select distinct record from held where said is not null),
      paired as materialized (
        select p.*, p.b as other from fresh f join identity.match_pair p on p.a = f.record where p.bits >= (select cut_bits::real from state)
        union all select p.*, p.a from fresh f join identity.match_pair p on p.b = f.record where p.bits >= (select cut_bits::real from state)),
      led as materialized (select other as record from paired union select h.record from held h where h.said is not null and h.own_bits >= (select cut_bits::real from state))
    select (select model from state) as model, (select cut_bits from state) as "cutBits",
      (select json_agg(json_build_object('node', node, 'record', record, 'ownBits', own_bits, 'said', said)) from held) as held,
      (select json_agg(json_build_object('a', a, 'b', b, 'bits', bits, 'householdBits', household_bits, 'agreeing', agreeing)) from paired) as pairs,
      (select json_agg(json_build_object('record', l.record, 'customers', h.customers)) from led l
        cross join lateral (select json_agg(d.customer) as customers, count(*) as many from (select distinct a.customer from identity.match_node m join identity.assignment a on a.node = m.node where m.record = l.record limit ${MOST_CUSTOMERS + 1}) d) h
        where h.many between 1 and ${MOST_CUSTOMERS}) as owners`);
  return { model: row?.model ?? null, cutBits: row?.cutBits ?? null, held: row?.held ?? [], pairs: row?.pairs ?? [], owners: row?.owners ?? [] };
}
