import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';

/** What can be said of two customers without deciding who they are. */
export type SaidAnswer = 'not-sure' | 'asked-again' | 'household' | 'no-household';

/** So many answers, the latest, are looked through for what is set aside. */
const ANSWERS_READ = 20_000;

/** Keeps an answer by one claim of each, so that it follows those claims. */
export async function putAnswer(tx: Transaction, nodes: readonly [number, number], answer: SaidAnswer, by: string): Promise<void> {
  await tx.run(sql`insert into identity.match_answer (node_a, node_b, answer, said_by) values (${Math.min(...nodes)}, ${Math.max(...nodes)}, ${answer}, ${by})`);
}

/** The claim by which something is said of a customer: the first that names somebody. Shape: null for a customer without claims. */
export async function spokesmanOf(tx: Queryable, customer: number): Promise<number | null> {
  const [row] = await tx.rows<{ node: number }>(sql`
    select a.node from identity.assignment a join identity.node n on n.number = a.node where a.customer = ${customer} order by n.level = 'device', a.node limit 1`);
  return row?.node ?? null;
}

/** Pairs of customers, as they stand now, of which somebody said last that they are not sure; the latest first. Invariant: left < right. */
export function setAsidePairs(tx: Queryable): Promise<{ left: number; right: number }[]> {
  return tx.rows(sql`
    with placed as (
      select least(a.customer, b.customer) as left, greatest(a.customer, b.customer) as right, t.answer, t.number
      from (select * from identity.match_answer where answer in ('not-sure', 'asked-again') order by number desc limit ${ANSWERS_READ}) t
      join identity.assignment a on a.node = t.node_a join identity.assignment b on b.node = t.node_b where a.customer <> b.customer),
    latest as (select distinct on (p.left, p.right) p.left, p.right, p.answer, p.number from placed p order by p.left, p.right, p.number desc)
    select latest.left, latest.right from latest where answer = 'not-sure' order by number desc`);
}

/** Whom people said to share a home with these customers, or not to; the latest word counts. Shape: `other` may be one of the customers too. */
export function householdSaid(tx: Queryable, customers: readonly number[]): Promise<{ customer: number; other: number; isOne: boolean }[]> {
  return tx.rows(sql`
    with mine as (select node, customer from identity.assignment where customer = any(${customers}::bigint[])),
    told as (
      select mine.customer, b.customer as other, m.answer, m.number from mine join identity.match_answer m on m.node_a = mine.node join identity.assignment b on b.node = m.node_b
      union all select mine.customer, b.customer, m.answer, m.number from mine join identity.match_answer m on m.node_b = mine.node join identity.assignment b on b.node = m.node_a)
    select distinct on (told.customer, told.other) told.customer, told.other, told.answer = 'household' as "isOne"
    from told where told.answer in ('household', 'no-household') and told.customer <> told.other order by told.customer, told.other, told.number desc`);
}
