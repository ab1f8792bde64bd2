import { sql } from '../../platform/pg/sql.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';

/** What is kept here of people's claims and interactions goes with them: contacts, what was said of them by hand, and issues of which nothing is left. */
export const issuesKept = {
  async eraseNodes(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> {
    const interactions = (await tx.rows<{ interaction: number }>(sql`select interaction from journeys.contact where node = any(${nodes}::bigint[])`)).map((row) => row.interaction);
    const counts = await issuesKept.forgetInteractions(tx, interactions);
    await tx.run(sql`delete from journeys.waiting where kind <> 'customer' and number = any(${nodes}::bigint[])`);
    return counts;
  },
  async forgetInteractions(tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> {
    const issues = (await tx.rows<{ issue: number }>(sql`select distinct issue from journeys.contact where issue is not null and interaction = any(${numbers}::bigint[])`)).map(({ issue }) => issue);
    const words = await tx.run(sql`
      with gone as (select number from journeys.word where a = any(${numbers}::bigint[]) or b = any(${numbers}::bigint[]))
      delete from journeys.word where number in (select number from gone) or undoes in (select number from gone)`);
    // What is left of an issue is put together anew, so that its figures no longer hold what was erased.
    await tx.run(sql`insert into journeys.waiting as w (kind, number) select distinct 'node', node from journeys.contact where issue = any(${issues}::bigint[]) and not interaction = any(${numbers}::bigint[]) on conflict (kind, number) do update set notes = w.notes + 1`);
    const contacts = await tx.run(sql`delete from journeys.contact where interaction = any(${numbers}::bigint[])`);
    const closed = await tx.run(sql`
      with recursive gone as (
        select i.number from journeys.issue i where i.number = any(${issues}::bigint[]) and not exists (select 1 from journeys.contact c where c.issue = i.number)
        union select i.number from journeys.issue i join gone g on i.merged_into = g.number
      ) delete from journeys.issue where number in (select number from gone)`);
    return { 'journeys.contact': contacts, 'journeys.word': words, 'journeys.issue': closed };
  },
};
