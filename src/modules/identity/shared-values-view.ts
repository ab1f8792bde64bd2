import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** Claims of each side that are read for a comparison; of somebody with more, the latest. */
const CLAIMS_COMPARED = 1_000;
const VALUES_SHOWN = 200;

/** A value that claims of both sides hold. `value` as it was written first; `setAside`: why it joins nobody, whoever has it. */
export type SharedValueRow = { readonly type: string; readonly normal: string; readonly value: string; readonly leftVerified: boolean; readonly rightVerified: boolean; readonly joins: boolean; readonly setAside: 'human' | 'generic' | null };

const latestOf = (customer: number) => sql`select a.node from identity.assignment a where a.customer = ${customer} order by a.node desc limit ${CLAIMS_COMPARED}`;
const SHOWN = sql`case when i.type = 'order' then coalesce(i.said, i.value) else i.value end`;

/** The values that two customers share, verified ones first. */
export function sharedValues(tx: Queryable, left: number, right: number): Promise<SharedValueRow[]> {
  return tx.rows(sql`
    with l as (select i.type, i.value, min(${SHOWN}) as shown, bool_or(i.verified) as verified, bool_or(i.joins) as joins from identity.node_identifier i where i.node in (${latestOf(left)}) group by i.type, i.value),
      r as (select i.type, i.value, bool_or(i.verified) as verified, bool_or(i.joins) as joins from identity.node_identifier i where i.node in (${latestOf(right)}) group by i.type, i.value)
    select type, value as normal, l.shown as value, l.verified as "leftVerified", r.verified as "rightVerified", l.joins and r.joins as joins,
      (select max(b.kind) from identity.blocked_value b where b.type = l.type and b.value = l.value) as "setAside"
    from l join r using (type, value)
    order by l.verified and r.verified desc, l.verified or r.verified desc, type, value limit ${VALUES_SHOWN}`);
}

/** How many different joining values of a type either side has. Shape: types of which both sides have some. */
export function valuesPerType(tx: Queryable, left: number, right: number): Promise<{ type: string; together: number; left: number; right: number }[]> {
  return tx.rows(sql`
    with held as (
      select distinct true as is_left, i.type, i.value from identity.node_identifier i where i.joins and i.node in (${latestOf(left)})
      union all select distinct false, i.type, i.value from identity.node_identifier i where i.joins and i.node in (${latestOf(right)}))
    select type, count(distinct value) as together, count(*) filter (where is_left) as left, count(*) filter (where not is_left) as right
    from held group by type having bool_or(is_left) and bool_or(not is_left)`);
}
