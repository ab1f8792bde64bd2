import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** Claims of one customer that are looked through for addresses and places, the latest first. */
const CLAIMS_READ = 200;
/** Customers who are told of one address at most: a desk of a thousand is no inbox of somebody. */
const HOLDERS_MOST = 20;

/** An address of a customer, in normal form, with their latest claim that names it. */
export type Address = { readonly customer: number; readonly node: number; readonly value: string };

/** Addresses of one type (email, phone) of these customers, each once; those of the latest claims first. Shape: customers without any are missing. */
export function addressesOf(tx: Queryable, customers: readonly number[], type: string): Promise<Address[]> {
  return tx.rows(sql`
    select v.customer, max(o.node) as node, i.value
    from unnest(${customers}::bigint[]) as v (customer)
    cross join lateral (select a.node from identity.assignment a where a.customer = v.customer order by a.node desc limit ${CLAIMS_READ}) o
    join identity.node_identifier i on i.node = o.node and i.type = ${type}
    group by v.customer, i.value order by v.customer, 2 desc, i.value`);
}

/** Who has these addresses of one type, at most 20 customers each. Shape: addresses that nobody has are missing. */
export function holdersOf(tx: Queryable, type: string, values: readonly string[]): Promise<Address[]> {
  return tx.rows(sql`
    select h.customer, h.node, v.value from (select distinct value from unnest(${values}::text[]) as u (value)) v
    cross join lateral (
      select a.customer, max(a.node) as node from identity.node_identifier i join identity.assignment a on a.node = i.node
      where i.type = ${type} and i.value = v.value group by a.customer order by a.customer limit ${HOLDERS_MOST}) h
    order by v.value, h.customer`);
}

/** The latest claim of each of these customers. Shape: customers without claims are missing. */
export function latestNodes(tx: Queryable, customers: readonly number[]): Promise<{ customer: number; node: number }[]> {
  return tx.rows(sql`select customer, max(node) as node from identity.assignment where customer = any(${customers}::bigint[]) group by customer`);
}

/** Who lives with these customers, as households are numbered now; one that nobody asked for yet has no number. Shape: a row for each pair. */
export function housematesOf(tx: Queryable, customers: readonly number[]): Promise<{ customer: number; other: number }[]> {
  return tx.rows(sql`
    with mine as (
      select a.customer, w.household from identity.assignment a join identity.household_word w on w.node = a.node
      where a.customer = any(${customers}::bigint[]) and w.household is not null and not exists (select 1 from identity.household_word l where l.node = w.node and l.number > w.number))
    select distinct m.customer, a.customer as other
    from mine m join identity.household_word w on w.household = m.household join identity.assignment a on a.node = w.node
    where a.customer <> m.customer and not exists (select 1 from identity.household_word l where l.node = w.node and l.number > w.number)
    order by 1, 2`);
}

/** What tells where customers live: the country that they said last, as they said it, and a phone number. Shape: null where nothing is known. */
export function whereaboutsOf(tx: Queryable, customers: readonly number[]): Promise<{ customer: number; country: string | null; phone: string | null }[]> {
  return tx.rows(sql`
    select v.customer,
      (select n.traits ->> 'country' from identity.assignment a join identity.node n on n.number = a.node where a.customer = v.customer and n.traits ? 'country' order by n.first_occurred_ms desc, n.number desc limit 1) as country,
      (select i.value from identity.assignment a join identity.node_identifier i on i.node = a.node where a.customer = v.customer and i.type = 'phone' order by a.node desc, i.value limit 1) as phone
    from unnest(${customers}::bigint[]) as v (customer)`);
}
