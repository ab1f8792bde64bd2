import { sql } from '../../platform/pg/sql.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { dropContacts, noteWaiting } from './contact-store.ts';
import { dropSolvedWords } from './solved-word-store.ts';
import { dropIssues } from './issue-store.ts';

/** What is kept here of people's claims and interactions goes with them: contacts, what was said of them by hand, whether they say that it was solved, and issues of which nothing is left. */
export const issuesKept = {
  async eraseNodes(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> {
    const interactions = (await tx.rows<{ interaction: number }>(sql`select interaction from journeys.contact where node = any(${nodes}::bigint[])`)).map((row) => row.interaction);
    const solved = (await tx.rows<{ interaction: number }>(sql`select interaction from journeys.solved_word where node = any(${nodes}::bigint[])`)).map((row) => row.interaction);
    const counts = await issuesKept.forgetInteractions(tx, [...interactions, ...solved]);
    await tx.run(sql`delete from journeys.waiting where kind <> 'customer' and number = any(${nodes}::bigint[])`);
    return counts;
  },
  async forgetInteractions(tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> {
    const issues = (await tx.rows<{ issue: number }>(sql`select distinct issue from journeys.contact where issue is not null and interaction = any(${numbers}::bigint[])`)).map(({ issue }) => issue);
    const words = await tx.run(sql`
      with gone as (select number from journeys.word where a = any(${numbers}::bigint[]) or b = any(${numbers}::bigint[]))
      delete from journeys.word where number in (select number from gone) or undoes in (select number from gone)`);
    // What is left of an issue is put together anew, so that its figures no longer hold what was erased.
    const left = await tx.rows<{ node: number }>(sql`select distinct node from journeys.contact where issue = any(${issues}::bigint[]) and not interaction = any(${numbers}::bigint[])`);
    await noteWaiting(tx, 'node', left.map(({ node }) => node));
    const solved = await dropSolvedWords(tx, numbers);
    const contacts = await dropContacts(tx, numbers);
    const empty = await tx.rows<{ number: number }>(sql`select number from journeys.issue i where number = any(${issues}::bigint[]) and not exists (select 1 from journeys.contact c where c.issue = i.number)`);
    const closed = await dropIssues(tx, empty.map(({ number }) => number));
    return { 'journeys.contact': contacts, 'journeys.word': words, 'journeys.issue': closed, 'journeys.solved_word': solved };
  },
};
