import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';

/** A claim by which a customer is in a household. `household`: its latest word, null where it says none; `before`: the household that it named last beside that one. */
export type HouseholdNode = { readonly customer: number; readonly node: number; readonly household: number | null; readonly before: number | null };

/** The place of households among locks of two numbers. */
const LOCK = [3, 11] as const;

/** Waits until no other transaction numbers households. */
export async function takeHouseholdTurn(tx: Transaction): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(${LOCK[0]}::int, ${LOCK[1]}::int)`);
}

/** The claims of these customers that ever were in a household. */
export function householdNodes(tx: Queryable, customers: readonly number[]): Promise<HouseholdNode[]> {
  return tx.rows(sql`
    select s.customer, s.node, w.household, b.household as before
    from (select distinct a.customer, a.node from identity.assignment a join identity.household_word h on h.node = a.node where a.customer = any(${customers}::bigint[])) s
    cross join lateral (select household from identity.household_word where node = s.node order by number desc limit 1) w
    left join lateral (select household from identity.household_word where node = s.node and household is not null and household is distinct from w.household order by number desc limit 1) b on true
    order by s.customer, s.node`);
}

/** Who lives in these households now. */
export function householdMembers(tx: Queryable, households: readonly number[]): Promise<{ household: number; customer: number }[]> {
  return tx.rows(sql`
    select distinct w.household, a.customer from identity.household_word w join identity.assignment a on a.node = w.node
    where w.household = any(${households}::bigint[]) and not exists (select 1 from identity.household_word l where l.node = w.node and l.number > w.number) order by 1, 2`);
}

/** The household that answers for a number now, and the numbers that it answers for. Shape: null when there never was such a household. */
export async function presentHousehold(tx: Queryable, number: number): Promise<{ readonly household: number; readonly former: number[] } | null> {
  const [row] = await tx.rows<{ household: number; former: number[] }>(sql`
    with recursive forth as (
        select number, merged_into, 0 as steps from identity.household where number = ${number}
        union all select h.number, h.merged_into, f.steps + 1 from forth f join identity.household h on h.number = f.merged_into where f.steps < 100),
      back as (
        select number, 0 as steps from forth where merged_into is null
        union all select h.number, b.steps + 1 from back b join identity.household h on h.merged_into = b.number where b.steps < 100)
    select (select number from forth where merged_into is null) as household, coalesce((select json_agg(number order by number) from back where steps > 0), '[]') as former where exists (select 1 from forth where merged_into is null)`);
  return row ?? null;
}

export async function addHouseholds(tx: Transaction, count: number): Promise<number[]> {
  if (count === 0) return [];
  return (await tx.rows<{ number: number }>(sql`insert into identity.household (formed_at) select now() from generate_series(1, ${count}::int) returning number`)).map((row) => row.number);
}

/** Says who answers for households from now on; `into` null: they stand by themselves again. */
export async function retireHouseholds(tx: Transaction, retired: readonly { readonly household: number; readonly into: number | null }[]): Promise<void> {
  if (retired.length === 0) return;
  await tx.run(sql`
    update identity.household h set merged_into = v.into from unnest(${retired.map((one) => one.household)}::bigint[], ${retired.map((one) => one.into)}::bigint[]) as v (household, "into")
    where h.number = v.household and h.merged_into is distinct from v.into`);
}

/** Notes where claims live from now on. */
export async function putHouseholdWords(tx: Transaction, words: readonly { readonly node: number; readonly household: number | null }[]): Promise<void> {
  if (words.length === 0) return;
  await tx.run(sql`insert into identity.household_word (node, household) select * from unnest(${words.map((one) => one.node)}::bigint[], ${words.map((one) => one.household)}::bigint[])`);
}

/** Takes back where claims lived. Shape: how many rows. */
export function dropHouseholdWords(tx: Transaction, nodes: readonly number[]): Promise<number> {
  return tx.run(sql`delete from identity.household_word where node = any(${nodes}::bigint[])`);
}
