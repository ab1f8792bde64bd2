import { sql, type PgStatement } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { CaseState } from '../contract.ts';

/** A case with all interactions that it and its parts are about. */
export type CaseHolding = { readonly number: number; readonly state: CaseState; readonly owner: string | null; readonly endedAt: Date | null; readonly interactions: readonly number[] };

/** Cases that are about any of these interactions; a part stands for the case that it is part of. Shape: open ones first, the longest waiting before. */
export function casesHolding(database: Queryable, interactions: readonly number[]): Promise<CaseHolding[]> {
  return database.rows<CaseHolding>(sql`
    with held as (
      select k.interaction, case c.state when 'merged' then (select (e.body ->> 'into')::bigint from cases.event e where e.case_number = c.number and e.kind = 'merged' order by e.place desc limit 1) else c.number end as whole
      from cases.contact k join cases.case c on c.number = k.case_number
      where c.number in (select case_number from cases.contact where interaction = any(${interactions}::bigint[]))
    )
    select c.number, c.state, c.owner, c.ended_at as "endedAt", array_agg(distinct h.interaction) as interactions
    from held h join cases.case c on c.number = h.whole where c.state <> 'merged' group by c.number order by (c.ended_at is not null), c.since, c.number`);
}

/** All interactions of a case and its parts. */
export async function interactionsOfCases(database: Queryable, numbers: readonly number[]): Promise<number[]> {
  return (await database.rows<{ interaction: number }>(sql`select distinct interaction from cases.contact where case_number = any(${numbers}::bigint[])`)).map(({ interaction }) => interaction);
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
