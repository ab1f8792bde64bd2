import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { CustomerKind } from './contract.ts';
import type { IdentityNode } from './identity-node.ts';
import { saidOfPerson, type PersonSaid } from './said-of-person.ts';

/** A customer as it stands. `valueCounts`: how many different joining values of each type; `mergedInto` is set once the number no longer stands by itself. */
export type CustomerRow = {
  readonly number: number; readonly kind: CustomerKind; readonly mergedInto: number | null; readonly nodeCount: number; readonly entangled: boolean; readonly capped: boolean;
  /** Something verified says who they are. */
  readonly known: boolean;
  readonly valueCounts: Readonly<Record<string, number>>; readonly firstSeenMs: number; readonly lastSeenMs: number;
};

/** A node with whose it is, whose it would be by itself, whose it was before people decided, and whether a standing human decision says so. */
export type StoredNode = IdentityNode & { readonly customer: number; readonly origin: number; readonly settled: number; readonly decided: boolean };

export type IdentifierKey = { readonly type: string; readonly value: string };

/** Customers as they stand, and claims of those of them who have few. */
export type CustomersRead = { readonly customers: readonly CustomerRow[]; readonly nodes: readonly StoredNode[] };

export const CUSTOMER = sql`number, kind, merged_into as "mergedInto", node_count as "nodeCount", entangled, capped, known, value_counts as "valueCounts", first_seen_ms as "firstSeenMs", last_seen_ms as "lastSeenMs"`;

/** Waits until no other transaction changes who is who; answers the version of this change. With a value in it, its plan is kept. */
export async function takeTurn(tx: Transaction): Promise<number> {
  const [row] = await tx.rows<{ version: number }>(sql`update identity.state set version = version + 1 where is_only = ${true} returning version`);
  return row?.version ?? 0;
}

/** A claim that is known. */
export type StoredClaim = { readonly hash: string; readonly node: number; readonly customer: number; readonly firstOccurredMs: number };

/** Known nodes among these fingerprints, with their customer. */
export async function nodesByHash(tx: Queryable, hashes: readonly string[]): Promise<StoredClaim[]> {
  return hashes.length === 0 ? [] : tx.rows(sql`
    select encode(n.hash, 'hex') as hash, n.number as node, a.customer, n.first_occurred_ms as "firstOccurredMs"
    from (select decode(wanted, 'hex') as hash from unnest(${hashes}::text[]) as wanted) w join identity.node n on n.hash = w.hash join identity.assignment a on a.node = n.number`);
}

/** Customers that hold each value by any claim that may join by it. Cost: one step in the index per value, also right after a large import, before the planner has counted anything. */
export async function customersHolding(tx: Queryable, keys: readonly IdentifierKey[]): Promise<{ place: number; customer: number }[]> {
  return keys.length === 0 ? [] : tx.rows(sql`
    select v.place, h.customer
    from unnest(${keys.map((key) => key.type)}::text[], ${keys.map((key) => key.value)}::text[]) with ordinality as v (type, value, place)
    cross join lateral (
      select distinct a.customer from identity.node_identifier i join identity.assignment a on a.node = i.node where i.type = v.type and i.value = v.value and i.joins) h`);
}

/** Customers that hold an address with each of these hashes. */
export async function customersByMailHash(tx: Queryable, hashes: readonly string[]): Promise<{ place: number; customer: number }[]> {
  return hashes.length === 0 ? [] : tx.rows(sql`
    with asked as (select place, decode(hash, 'hex') as bytes from unnest(${hashes}::text[]) with ordinality as v (hash, place))
    select distinct h.place, a.customer from (
      select asked.place, i.node from asked join identity.node_identifier i on i.type = 'email' and i.joins and sha256(replace(i.value, '\\', '\\\\')::bytea) = asked.bytes
      union all select asked.place, i.node from asked join identity.node_identifier i on i.said is not null and i.joins and sha256(replace(i.said, '\\', '\\\\')::bytea) = asked.bytes) h
    join identity.assignment a on a.node = h.node`);
}

/** Whether any claim ever held the hash of an address. */
export async function areHashesHeld(tx: Queryable): Promise<boolean> {
  return (await tx.rows(sql`select 1 from identity.node_identifier where type = ${'email-sha256'} limit 1`)).length > 0;
}

/** Who owns each device: customers with a claim on it that names somebody or was decided about; at most `most` a device. */
export function deviceOwners(tx: Queryable, keys: readonly IdentifierKey[], most: number): Promise<{ place: number; customer: number; kind: CustomerKind }[]> {
  return tx.rows(sql`
    select v.place, o.customer, c.kind
    from unnest(${keys.map((key) => key.type)}::text[], ${keys.map((key) => key.value)}::text[]) with ordinality as v (type, value, place)
    cross join lateral (
      select distinct a.customer from identity.node_identifier i join identity.node n on n.number = i.node join identity.assignment a on a.node = i.node
      where i.type = v.type and i.value = v.value and i.joins and (n.level <> 'device' or n.decided) limit ${most}) o
    join identity.customer c on c.number = o.customer`);
}

/** Customers with nameless claims on these devices; where a session is given, only claims of that session. */
export async function namelessHolders(tx: Queryable, keys: readonly (IdentifierKey & { readonly session: string | null })[]): Promise<number[]> {
  const open = keys.filter((key) => key.session === null);
  const ofSession = keys.filter((key) => key.session !== null);
  const found: { customer: number }[] = [];
  if (open.length > 0) {
    found.push(...await tx.rows<{ customer: number }>(sql`
      select distinct a.customer from unnest(${open.map((key) => key.type)}::text[], ${open.map((key) => key.value)}::text[]) as v (type, value)
      join identity.node_identifier i on i.type = v.type and i.value = v.value join identity.node n on n.number = i.node and n.level = 'device' join identity.assignment a on a.node = i.node`));
  }
  if (ofSession.length > 0) {
    found.push(...await tx.rows<{ customer: number }>(sql`
      select distinct a.customer from unnest(${ofSession.map((key) => key.type)}::text[], ${ofSession.map((key) => key.value)}::text[], ${ofSession.map((key) => key.session)}::text[]) as v (type, value, session)
      join identity.node n on n.session = v.session join identity.node_identifier i on i.node = n.number and i.type = v.type and i.value = v.value join identity.assignment a on a.node = n.number`));
  }
  return [...new Set(found.map((row) => row.customer))];
}

export async function customersByNumber(tx: Queryable, numbers: readonly number[]): Promise<CustomerRow[]> {
  return numbers.length === 0 ? [] : tx.rows(sql`select ${CUSTOMER} from identity.customer where number = any(${numbers}::bigint[])`);
}

/** Every name and birthday that the claims of these customers give, each once; of those who are weighed whole anyway none. */
export async function saidOfCustomers(tx: Queryable, numbers: readonly number[]): Promise<{ customer: number; said: PersonSaid }[]> {
  const rows = numbers.length === 0 ? [] : await tx.rows<{ customer: number; name: string | null; givenName: string | null; familyName: string | null; birthDate: string | null }>(sql`
    select distinct a.customer, n.traits->>'name' as name, n.traits->>'givenName' as "givenName", n.traits->>'familyName' as "familyName", n.traits->>'birthDate' as "birthDate"
    from identity.customer c join identity.assignment a on a.customer = c.number join identity.node n on n.number = a.node
    where c.number = any(${numbers}::bigint[]) and not c.entangled and not c.capped`);
  return rows.flatMap(({ customer, ...traits }) => {
    const said = saidOfPerson(Object.fromEntries(Object.entries(traits).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))));
    return said === null ? [] : [{ customer, said }];
  });
}

export async function takeNodeNumbers(tx: Transaction, count: number): Promise<number[]> {
  if (count === 0) return [];
  return (await tx.rows<{ number: number }>(sql`select nextval('identity.node_number') as number from generate_series(1, ${count}::int)`)).map((row) => row.number);
}

export async function takeCustomerNumbers(tx: Transaction, count: number): Promise<number[]> {
  if (count === 0) return [];
  return (await tx.rows<{ number: number }>(sql`select nextval('identity.customer_number') as number from generate_series(1, ${count}::int)`)).map((row) => row.number);
}

/** Notes that claims were made earlier than known. */
export function moveFirstOccurred(tx: Transaction, nodes: readonly { readonly node: number; readonly ms: number }[]): void {
  tx.send(sql`
    with moved as (
      update identity.node n set first_occurred_ms = v.ms from unnest(${nodes.map((one) => one.node)}::bigint[], ${nodes.map((one) => one.ms)}::bigint[]) as v (node, ms)
      where n.number = v.node and v.ms < n.first_occurred_ms returning n.number, v.ms)
    update identity.customer c set first_seen_ms = m.ms
    from (select a.customer, min(moved.ms) as ms from moved join identity.assignment a on a.node = moved.number group by a.customer) m where c.number = m.customer and m.ms < c.first_seen_ms`);
}

/** Retired numbers among these. */
export async function retiredAmong(tx: Queryable, numbers: readonly number[]): Promise<CustomerRow[]> {
  return numbers.length === 0 ? [] : tx.rows(sql`select ${CUSTOMER} from identity.customer where number = any(${numbers}::bigint[]) and merged_into is not null`);
}

/** Says that the next claim of these customers must be weighed with all others. */
export function entangle(tx: Transaction, customers: readonly number[]): void {
  tx.send(sql`update identity.customer set entangled = true where number = any(${customers}::bigint[]) and not entangled`);
}

/** Whose claims these are. */
export function customersOfNodes(tx: Queryable, nodes: readonly number[]): Promise<{ node: number; customer: number }[]> {
  return tx.rows(sql`select node, customer from identity.assignment where node = any(${nodes}::bigint[])`);
}
