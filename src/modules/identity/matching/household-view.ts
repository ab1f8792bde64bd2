import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import { HOUSEHOLD_BITS } from './weigher.ts';

/** Two people with records that are likely of one home and not of one person. Units: `householdBits` log2 of the odds. */
export type HomePair = { readonly customer: number; readonly other: number; readonly householdBits: number; readonly a: number; readonly b: number };

/** Claims of a customer that are looked through, the latest first. */
const CLAIMS_READ = 500;
/** A record that more people than this share says nothing about who lives together. */
const PEOPLE_OF_RECORD = 4;

/** Whom these customers likely share a home with, each by their best pair of records. Odds of nine to one for a home leave none for one person. */
export function homePairs(tx: Queryable, customers: readonly number[]): Promise<HomePair[]> {
  return tx.rows(sql`
    with mine as (
      select distinct v.customer, m.record from unnest(${customers}::bigint[]) as v (customer)
      cross join lateral (select a.node from identity.assignment a where a.customer = v.customer order by a.node desc limit ${CLAIMS_READ}) o join identity.match_node m on m.node = o.node),
    near as (
      select mine.customer, p.a as own, p.b as other, p.household_bits from mine join identity.match_pair p on p.a = mine.record
      union all select mine.customer, p.b, p.a, p.household_bits from mine join identity.match_pair p on p.b = mine.record)
    select distinct on (near.customer, h.customer) near.customer, h.customer as other, near.household_bits as "householdBits", near.own as a, near.other as b
    from near cross join lateral (
      select distinct s.customer from identity.match_node m cross join lateral (select a.customer from identity.assignment a where a.node = m.node offset 0) s where m.record = near.other limit ${PEOPLE_OF_RECORD}) h
    join identity.customer c on c.number = h.customer and c.kind = 'person'
    where near.household_bits >= ${HOUSEHOLD_BITS}::real and h.customer <> near.customer
    order by near.customer, h.customer, near.household_bits desc`);
}
