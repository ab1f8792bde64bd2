import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';

/** One side of a comparison: a customer, or one claim of theirs. */
export type Party = { readonly customer: number; readonly node: number | null };

/** What is shown of one side. `claims` counts all that the customer has; names, identifiers and sources are of the latest ones. */
export type SideRow = {
  readonly customer: number; readonly claims: number; readonly firstSeenMs: number; readonly lastSeenMs: number; readonly names: string[]; readonly sources: string[];
  readonly identifiers: { type: string; value: string; verified: boolean }[];
};

/** Claims of a customer that are read for a comparison; of somebody with more, the latest. */
const CLAIMS_READ = 200;
const NAMES_SHOWN = 4;
const IDENTIFIERS_SHOWN = 12;

/** What is shown of each side: what they call themselves most often, how they are known, who said so. Shape: in the order asked; unknown customers and claims are missing. */
export async function sidesOf(tx: Queryable, parties: readonly Party[]): Promise<Map<number, SideRow>> {
  if (parties.length === 0) return new Map();
  const rows = await tx.rows<SideRow & { place: number }>(sql`
    select v.place, v.customer, case when v.node is null then c.node_count else 1 end as claims, h.names, h.sources, h.identifiers,
      case when v.node is null then c.first_seen_ms else h.first_ms end as "firstSeenMs", case when v.node is null then c.last_seen_ms else h.first_ms end as "lastSeenMs"
    from unnest(${parties.map((party) => party.customer)}::bigint[], ${parties.map((party) => party.node)}::bigint[]) with ordinality as v (customer, node, place)
    join identity.customer c on c.number = v.customer
    cross join lateral (select array(select a.node from identity.assignment a where a.customer = v.customer and (v.node is null or a.node = v.node) order by a.node desc limit ${CLAIMS_READ}) as nodes) o
    cross join lateral (
      select
        array(select named.name from (
          select coalesce(nullif(trim(n.traits->>'name'), ''), nullif(concat_ws(' ', n.traits->>'givenName', n.traits->>'familyName'), '')) as name, n.number
          from identity.node n where n.number = any(o.nodes)) named where named.name is not null group by named.name order by count(*) desc, max(named.number) desc limit ${NAMES_SHOWN}) as names,
        array(select distinct n.source from identity.node n where n.number = any(o.nodes) order by n.source) as sources,
        (select min(n.first_occurred_ms) from identity.node n where n.number = any(o.nodes)) as first_ms,
        coalesce((select json_agg(json_build_object('type', s.type, 'value', s.value, 'verified', s.verified) order by s.verified desc, s.type, s.value) from (
          select i.type, i.value, bool_or(i.verified) as verified from identity.node_identifier i
          where i.node = any(o.nodes) and i.type not in ('device', 'cookie', 'order', 'raw') group by i.type, i.value order by bool_or(i.verified) desc, i.type, i.value limit ${IDENTIFIERS_SHOWN}) s), '[]') as identifiers) h
    where cardinality(o.nodes) > 0`);
  return new Map(rows.map(({ place, ...row }) => [Number(place) - 1, row]));
}

/** The customer that a claim belongs to now; null when there is no such claim. */
export async function ownerOf(tx: Queryable, node: number): Promise<number | null> {
  const [row] = await tx.rows<{ customer: number }>(sql`select customer from identity.assignment where node = ${node}`);
  return row?.customer ?? null;
}
