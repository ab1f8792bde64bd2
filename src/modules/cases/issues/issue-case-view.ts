import { sql, type PgStatement } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { CaseState } from '../contract.ts';
import type { Matter } from './main-issue.ts';

/** A case with all interactions that it and its parts are about: its own matters first. */
export type CaseHolding = { readonly number: number; readonly state: CaseState; readonly owner: string | null; readonly endedAt: Date | null; readonly matters: readonly Matter[] };

/** All interactions that a case and its parts are about. */
export const heldBy = ({ matters }: Pick<CaseHolding, 'matters'>): number[] => [...new Set(matters.flatMap(({ interactions }) => interactions))];

/** Cases that are about any of these interactions of their own customer; a part stands for the case that it is part of. What is somebody else's by now, since people were parted, is no matter of theirs. `owned`: whose claims are whose. Shape: open ones first, the longest waiting before. */
export async function casesHolding(database: Queryable, owned: (claims: PgStatement) => PgStatement, interactions: readonly number[]): Promise<CaseHolding[]> {
  const rows = await database.rows<CaseHolding>(sql`
    with hit as (
      select distinct cases.whole_of(case_number) as whole from (select distinct case_number from cases.contact where interaction = any(${interactions}::bigint[])) k
    ), held as (
      select k.whole, k.case_number, k.matter, jsonb_agg(k.interaction order by k.interaction) as interactions
      from (${owned(sql`select h.whole, k.case_number, k.matter, k.interaction, k.node from hit h cross join cases.parts_of(h.whole) as part join cases.contact k on k.case_number = part`)}) k
      join (${owned(sql`select c.number, c.node from hit h join cases.case c on c.number = h.whole`)}) w on w.number = k.whole and w.customer = k.customer
      group by k.whole, k.case_number, k.matter
    )
    select c.number, c.state, c.owner, c.ended_at as "endedAt", jsonb_agg(jsonb_build_object('caseNumber', h.case_number, 'matter', h.matter, 'interactions', h.interactions) order by (h.case_number <> c.number), h.case_number, h.matter) as matters
    from held h join cases.case c on c.number = h.whole group by c.number order by (c.ended_at is not null), c.since, c.number`);
  const asked = new Set(interactions);
  return rows.filter((one) => heldBy(one).some((interaction) => asked.has(interaction)));
}

/** What a case and its parts are about, as far as it is its customer's. Shape: what it is mainly about itself first. */
export function mattersOf(database: Queryable, owned: (claims: PgStatement) => PgStatement, number: number): Promise<Matter[]> {
  return database.rows<Matter>(sql`
    select k.case_number as "caseNumber", k.matter, array_agg(k.interaction order by k.interaction) as interactions
    from (${owned(sql`select k.case_number, k.matter, k.interaction, k.node from cases.parts_of(${number}) as part join cases.contact k on k.case_number = part`)}) k
    join (${owned(sql`select c.node from cases.case c where c.number = ${number}`)}) w on w.customer = k.customer
    group by k.case_number, k.matter order by (k.case_number <> ${number}), k.case_number, k.matter`);
}

/** Of whose these claims are: those customers who have a case at all. `owned`: whose claims are whose. */
export async function customersWithCases(database: Queryable, owned: (claims: PgStatement) => PgStatement, nodes: readonly number[]): Promise<number[]> {
  const rows = await database.rows<{ customer: number }>(sql`
    select distinct m.customer from (${owned(sql`select node from unnest(${nodes}::bigint[]) as n (node)`)}) m
    where exists (select 1 from (${owned(sql`select node from cases.contact`)}) h where h.customer = m.customer)`);
  return rows.map(({ customer }) => customer);
}

/** Lets nobody else open a case of this issue until the transaction ends. */
export async function holdIssue(tx: Transaction, issue: number): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended('cases.issue', ${issue}::bigint))`);
}
