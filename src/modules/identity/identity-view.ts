import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { CustomerKind } from './contract.ts';

/** Most claims of one customer that are shown one by one. */
export const NODES_SHOWN = 500;

/** A claim as it was made. */
export type ClaimRow = { readonly number: number; readonly source: string; readonly brand: string; readonly session: string | null; readonly firstOccurredMs: number; readonly traits: Record<string, string>; readonly identifiers: { type: string; value: string; shown: string; verified: boolean }[] };

/** An identifier as people know it: an order number as it was written, all else in its normal form. */
const SHOWN = sql`case when i.type = 'order' then coalesce(i.said, i.value) else i.value end`;

/** The first claims of a customer, by the moment they were made. */
export function claimsOfCustomer(tx: Queryable, customer: number): Promise<ClaimRow[]> {
  return tx.rows(sql`
    select n.number, n.source, n.brand, n.session, n.first_occurred_ms as "firstOccurredMs", n.traits,
      coalesce((select json_agg(json_build_object('type', i.type, 'value', i.value, 'shown', ${SHOWN}, 'verified', i.verified) order by i.type, i.value) from identity.node_identifier i where i.node = n.number), '[]') as identifiers
    from identity.assignment a join identity.node n on n.number = a.node where a.customer = ${customer} order by n.first_occurred_ms, n.hash limit ${NODES_SHOWN}`);
}

/** `value` is the normal form; `shown` as the first claim wrote it. */
export type IdentifierRow = { readonly type: string; readonly value: string; readonly shown: string; readonly verified: boolean; readonly firstSeenMs: number; readonly sources: string[]; readonly blocked: boolean; readonly verifiedBy: string[] };

/** Identifiers of a customer, each once; verified if any source verified it. */
export function identifiersOfCustomer(tx: Queryable, customer: number): Promise<IdentifierRow[]> {
  return tx.rows(sql`
    select i.type, i.value, (array_agg(${SHOWN} order by n.first_occurred_ms, n.number))[1] as shown, bool_or(i.verified) as verified, min(n.first_occurred_ms) as "firstSeenMs", array_agg(distinct n.source) as sources, array_remove(array_agg(distinct i.verified_by), null) as "verifiedBy",
      exists (select 1 from identity.blocked_value b where b.type = i.type and b.value = i.value) as blocked
    from identity.assignment a join identity.node n on n.number = a.node join identity.node_identifier i on i.node = n.number
    where a.customer = ${customer} group by i.type, i.value order by min(n.first_occurred_ms), i.type, i.value limit 1000`);
}

/** The number that answers for this one now. Shape: null when there never was such a customer. */
export async function presentNumber(tx: Queryable, number: number): Promise<number | null> {
  return (await presentNumbers(tx, [number])).get(number)?.customer ?? null;
}

/** For each number, old or present, who answers for it now. Shape: unknown numbers are missing. */
export async function presentNumbers(tx: Queryable, numbers: readonly number[]): Promise<Map<number, { customer: number; kind: CustomerKind }>> {
  const rows = await tx.rows<{ asked: number; customer: number; kind: CustomerKind }>(sql`
    with recursive follow as (
      select number as asked, number, merged_into, kind, 0 as steps from identity.customer where number = any(${numbers}::bigint[])
      union all select f.asked, c.number, c.merged_into, c.kind, f.steps + 1 from follow f join identity.customer c on c.number = f.merged_into where f.steps < 100)
    select asked, number as customer, kind from follow where merged_into is null`);
  return new Map(rows.map((row) => [row.asked, { customer: row.customer, kind: row.kind }]));
}

/** Numbers that were customers once and are answered for by these now. */
export function formerNumbers(tx: Queryable, customers: readonly number[]): Promise<{ customer: number; former: number }[]> {
  return tx.rows(sql`
    with recursive back as (
      select merged_into as customer, number as former, 0 as steps from identity.customer where merged_into = any(${customers}::bigint[])
      union all select b.customer, c.number, b.steps + 1 from back b join identity.customer c on c.merged_into = b.former where b.steps < 100)
    select customer, former from back order by former`);
}

/** Customers that hold any of these values, by any claim. `place` counts the values from 1. */
export function customersWithValues(tx: Queryable, keys: readonly { readonly type: string; readonly value: string }[], most: number): Promise<{ place: number; customer: number }[]> {
  return tx.rows(sql`
    select v.place, h.customer from unnest(${keys.map((key) => key.type)}::text[], ${keys.map((key) => key.value)}::text[]) with ordinality as v (type, value, place)
    cross join lateral (select distinct a.customer from identity.node_identifier i join identity.assignment a on a.node = i.node where i.type = v.type and i.value = v.value limit ${most}) h order by v.place, h.customer`);
}

/** Every type of identifier that anybody ever sent. Cost: one step in the index per type. */
export async function typesKnown(tx: Queryable): Promise<string[]> {
  const rows = await tx.rows<{ type: string }>(sql`
    with recursive step as (
      (select type from identity.node_identifier order by type limit 1)
      union all select (select i.type from identity.node_identifier i where i.type > s.type order by i.type limit 1) from step s where s.type is not null)
    select type from step where type is not null`);
  return rows.map((row) => row.type);
}

/** How many customers of a kind there are. */
export async function countOfKind(tx: Queryable, kind: CustomerKind): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(sql`select count(*) as count from identity.customer where kind = ${kind} and merged_into is null`);
  return row?.count ?? 0;
}

/** Claims of one customer that a list reads; of somebody with more, the latest. */
const OUTLINED_MOST = 1_000;

export type OutlinedRow = {
  readonly customer: number; readonly kind: CustomerKind; readonly claims: number; readonly nodes: number[]; readonly homes: number[]; readonly firstSeenMs: number; readonly lastSeenMs: number;
  readonly identifiers: { type: string; value: string; verified: boolean }[] | null;
};

/** Customers as a list needs them. Shape: only numbers that stand by themselves; `nodes`, `homes` and `identifiers` of their latest claims alone where `claims` is more. Cost: the same for somebody with 1,000 claims and with 1,000,000, but for finding the latest. */
export function outlinedCustomers(tx: Queryable, customers: readonly number[]): Promise<OutlinedRow[]> {
  return tx.rows(sql`
    select c.number as customer, c.kind, c.node_count as claims, c.first_seen_ms as "firstSeenMs", c.last_seen_ms as "lastSeenMs", r.nodes,
      array(select c.number union select h.home from unnest(r.nodes) as n (node) join identity.node_home h on h.node = n.node) as homes,
      (select json_agg(json_build_object('type', s.type, 'value', s.value, 'verified', s.verified) order by s.first_ms, s.type, s.value) from (
        select i.type, i.value, bool_or(i.verified) as verified, min(n.first_occurred_ms) as first_ms
        from unnest(r.nodes) as o (node) join identity.node n on n.number = o.node join identity.node_identifier i on i.node = n.number and i.type in ('email', 'phone') group by i.type, i.value order by 4, 1, 2 limit 100) s) as identifiers
    from identity.customer c
    cross join lateral (select array(select a.node from identity.assignment a where a.customer = c.number order by a.node desc limit ${OUTLINED_MOST}) as nodes) r
    where c.number = any(${customers}::bigint[]) and c.merged_into is null`);
}

export type DescribedRow = {
  readonly customer: number; readonly kind: CustomerKind; readonly claims: number; readonly nodes: number[]; readonly homes: number[]; readonly brands: string[]; readonly firstSeenMs: number; readonly lastSeenMs: number;
  readonly identifiers: { type: string; value: string; verified: boolean }[] | null;
  readonly traits: { name: string; value: string; source: string; atMs: number }[] | null;
};

/**
 * Customers with their claims, homes, identifiers and identity traits, many at once. Shape: only numbers that stand by themselves; of somebody with more claims than a list reads, of the latest alone, `claims` says how many there are.
 */
export function describedCustomers(tx: Queryable, customers: readonly number[]): Promise<DescribedRow[]> {
  return tx.rows(sql`
    select c.number as customer, c.kind, c.node_count as claims, c.first_seen_ms as "firstSeenMs", c.last_seen_ms as "lastSeenMs", r.nodes,
      array(select distinct h.home from unnest(r.nodes) as o (node) join identity.node_home h on h.node = o.node) as homes,
      array(select distinct n.brand from unnest(r.nodes) as o (node) join identity.node n on n.number = o.node) as brands,
      (select json_agg(json_build_object('type', s.type, 'value', s.shown, 'verified', s.verified) order by s.first_ms, s.type, s.value) from (
        select i.type, i.value, (array_agg(${SHOWN} order by n.first_occurred_ms, n.number))[1] as shown, bool_or(i.verified) as verified, min(n.first_occurred_ms) as first_ms
        from unnest(r.nodes) as o (node) join identity.node n on n.number = o.node join identity.node_identifier i on i.node = n.number group by i.type, i.value order by 5, 1, 2 limit 1000) s) as identifiers,
      (select json_agg(json_build_object('name', s.name, 'value', s.value, 'source', s.source, 'atMs', s.at_ms) order by s.name, s.at_ms) from (
        select distinct on (t.key, t.value) t.key as name, t.value, n.source, n.first_occurred_ms as at_ms
        from unnest(r.nodes) as o (node) join identity.node n on n.number = o.node cross join lateral jsonb_each_text(n.traits) t order by t.key, t.value, n.first_occurred_ms limit 200) s) as traits
    from identity.customer c
    cross join lateral (select array(select l.node from (select a.node from identity.assignment a where a.customer = c.number order by a.node desc limit ${OUTLINED_MOST}) l order by l.node) as nodes) r
    where c.number = any(${customers}::bigint[]) and c.merged_into is null`);
}
