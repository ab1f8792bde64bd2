import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { Hit } from './group-claims.ts';
import type { NodeIdentifier, NodeLevel } from './identity-node.ts';
import { CUSTOMER, customersByNumber, type CustomerRow, type CustomersRead, type IdentifierKey, type StoredNode } from './identity-store.ts';
import { saidOfPerson } from './said-of-person.ts';

/** Claims of customers who have so few are read together with the customers, before it is known that all of them are wanted: a way to the database costs more. */
export const READ_AT_ONCE = 50;
/** Customers, and whatever leads to them, of whom this is done. */
export const FEW = 16;

type NodeRow = { number: number; hash: string; level: NodeLevel; session: string | null; firstOccurredMs: number; decided: boolean; customer: number; origin: number; settled: number; traits: Record<string, string>; identifiers: (Omit<NodeIdentifier, 'said'> & { said: string | null })[] | null };

/** A claim `n` with whose it is, `a`. */
const NODE = sql`n.number, encode(n.hash, 'hex') as hash, n.level, n.session, n.first_occurred_ms as "firstOccurredMs", n.decided, n.traits, a.customer, a.origin, coalesce(a.settled, a.customer) as settled,
  (select json_agg(json_build_object('type', i.type, 'value', i.value, 'verified', i.verified, 'joins', i.joins, 'said', i.said)) from identity.node_identifier i where i.node = n.number) as identifiers`;

const nodesOf = (rows: readonly NodeRow[]): StoredNode[] =>
  rows.map(({ traits, ...row }) => ({ ...row, said: saidOfPerson(traits), identifiers: (row.identifiers ?? []).map(({ said, ...identifier }) => (said === null ? identifier : { ...identifier, said })) }));

/** All claims of these customers. */
export async function nodesOfCustomers(tx: Queryable, customers: readonly number[]): Promise<StoredNode[]> {
  return nodesOf(await tx.rows<NodeRow>(sql`select ${NODE} from (select * from identity.assignment where customer = any(${customers}::bigint[])) a join identity.node n on n.number = a.node`));
}

/** Parts of a statement that read, with their claims, the customers of a part `asked`. */
const WHOSE = sql`
  whose as materialized (select ${CUSTOMER} from identity.customer where number = any(array(select customer from asked))),
  claims as materialized (
    select ${NODE} from (select * from identity.assignment where customer = any(array(select number from whose where "nodeCount" <= ${READ_AT_ONCE}::int))) a join identity.node n on n.number = a.node)`;

/** What is found on a way to customers, and those customers with their claims, in one question. `asked`: parts of a statement, the last of which is called asked and names the customers; `answer`: a list of what is found, as JSON. */
export async function withTheirClaims<Found>(tx: Queryable, asked: PgStatement, answer: PgStatement): Promise<{ readonly found: readonly Found[]; readonly read: CustomersRead }> {
  const [row] = await tx.rows<{ found: Found[] | null; customers: CustomerRow[] | null; nodes: NodeRow[] | null }>(sql`
    with ${asked}, ${WHOSE} select (${answer}) as found, (select json_agg(w) from whose w) as customers, (select json_agg(c) from claims c) as nodes`);
  return { found: row?.found ?? [], read: { customers: row?.customers ?? [], nodes: nodesOf(row?.nodes ?? []) } };
}

/** Customers, with the claims of those who have few; of many customers at once without. */
export async function readCustomers(tx: Queryable, numbers: readonly number[]): Promise<CustomersRead> {
  if (numbers.length === 0 || numbers.length > FEW) return { customers: await customersByNumber(tx, numbers), nodes: [] };
  return (await withTheirClaims(tx, sql`asked as (select unnest(${numbers}::bigint[]) as customer)`, sql`null::json`)).read;
}

/** A node that holds a value. `place` counts the values from 1. */
export type Holder = Hit & { readonly place: number };

const held = (keys: readonly IdentifierKey[]): PgStatement => sql`
  select v.place, h.node, h.customer, h.origin, h.verified, n.first_occurred_ms as "firstOccurredMs"
  from unnest(${keys.map((key) => key.type)}::text[], ${keys.map((key) => key.value)}::text[]) with ordinality as v (type, value, place)
  cross join lateral (
    select i.node, i.verified, a.customer, a.origin from identity.node_identifier i join identity.assignment a on a.node = i.node
    where i.type = v.type and i.value = v.value and i.joins = true order by i.verified desc limit 1) h
  join identity.node n on n.number = h.node`;

/** For each value that somebody holds, one node that may join by it, one that verified it where there is any. */
export async function firstHolders(tx: Queryable, keys: readonly IdentifierKey[]): Promise<Holder[]> {
  return keys.length === 0 ? [] : tx.rows(held(keys));
}

/** The same, with the customers whose these nodes are. */
export async function holdersWithClaims(tx: Queryable, keys: readonly IdentifierKey[]): Promise<{ readonly found: readonly Holder[]; readonly read: CustomersRead }> {
  return keys.length === 0 ? { found: [], read: { customers: [], nodes: [] } } : withTheirClaims<Holder>(tx, sql`asked as materialized (${held(keys)})`, sql`select json_agg(h) from asked h`);
}
