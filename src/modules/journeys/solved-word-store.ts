import { numbersOfIds } from '../../kernel/public-id.ts';
import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { SaidInteraction } from '../interactions/contract.ts';

/** A survey asks about something that is at most this old. */
const ABOUT_WITHIN = sql`interval '60 days'`;

/** Keeps what customers say of whether it was solved; a later revision replaces an earlier one and never the other way. `isContact`: whether an interaction is a contact itself, which is then what it speaks of. */
export async function putSolvedWords(tx: Transaction, said: readonly SaidInteraction[], isContact: (interaction: number) => boolean): Promise<void> {
  const words = said.flatMap(({ number, revision, node, occurredMs, solved }) => (solved === undefined ? [] : [{
    interaction: number, revision, node, at: new Date(occurredMs).toISOString(), is_solved: solved.isSolved, contacts: isContact(number) ? [number] : numbersOfIds('interaction', solved.contacts), issues: numbersOfIds('issue', solved.issues), tickets: solved.tickets, orders: solved.orders, staff: solved.staff,
  }]));
  if (words.length === 0) return;
  await tx.run(sql`
    insert into journeys.solved_word as w (interaction, revision, node, at, is_solved, contacts, issues, tickets, orders, staff)
    select interaction, revision, node, at, is_solved, contacts, issues, tickets, orders, staff from jsonb_populate_recordset(null::journeys.solved_word, ${JSON.stringify(words)}::jsonb)
    on conflict (interaction) do update set revision = excluded.revision, node = excluded.node, at = excluded.at, is_solved = excluded.is_solved, contacts = excluded.contacts, issues = excluded.issues, tickets = excluded.tickets, orders = excluded.orders, staff = excluded.staff
    where w.revision < excluded.revision`);
}

/** Forgets what these interactions said; answers of how many. */
export function dropSolvedWords(tx: Transaction, interactions: readonly number[]): Promise<number> {
  return tx.run(sql`delete from journeys.solved_word where interaction = any(${interactions}::bigint[])`);
}

/** The first word of customers on each issue of theirs, of what they said since a moment. `owned`: whose claims are whose. Units: ms since 1970. */
export type FirstWord = { readonly issue: number; readonly saidMs: number; readonly isSolved: boolean };

/**
 * A word is on the issue of the same customer that its survey names: by the interaction or the issue itself, else by the ticket, else by who served, else by the order; of several the one last spoken of before. What names nothing of theirs is on none.
 * Cost: an index look-up for each word.
 */
export function firstWords(database: Queryable, owned: (claims: PgStatement) => PgStatement, since: Date): Promise<FirstWord[]> {
  return database.rows<FirstWord>(sql`
    with recursive word as (${owned(sql`select interaction, node, at, is_solved, contacts, issues, tickets, orders, staff from journeys.solved_word where at >= ${since}`)}),
    named as (select interaction, unnest(issues) as number from word union select n.interaction, i.merged_into from named n join journeys.issue i on i.number = n.number where i.merged_into is not null)
    select distinct on (issue) issue, (extract(epoch from at) * 1000)::float8 as "saidMs", is_solved as "isSolved" from (
      select w.interaction, w.at, w.is_solved, (
        select i.number from journeys.issue i join journeys.contact c on c.issue = i.number
        where i.customer = w.customer and i.merged_into is null and c.role <> 'public' and c.at <= w.at and c.at > w.at - ${ABOUT_WITHIN} and case
          when w.contacts <> '{}' then c.interaction = any(w.contacts)
          when w.issues <> '{}' then exists (select 1 from named n where n.interaction = w.interaction and n.number = i.number)
          when w.tickets <> '{}' then c.body -> 'tickets' ?| w.tickets
          when w.staff <> '{}' then c.body -> 'staff' ?| w.staff
          when w.orders <> '{}' then c.body -> 'orders' ?| w.orders
          else false end
        order by c.at desc, c.interaction desc limit 1) as issue
      from word w) said
    where issue is not null order by issue, at, interaction`);
}
