import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { IssueSummary } from './issue.ts';
import type { HeldIssue } from './number-issues.ts';
import type { ThreadWord } from './threads/thread-contacts.ts';

/** Where a contact lies from now on. `bits` null for the first of its issue. */
export type Placing = { readonly interaction: number; readonly issue: number | null; readonly bits: number | null; readonly byPerson: boolean };

type Summed = IssueSummary & { readonly customer: number };
const moment = (ms: number): string => new Date(ms).toISOString();

/** Opens issues. Shape: their numbers, in the order given. */
export async function openIssues(tx: Transaction, issues: readonly Summed[]): Promise<number[]> {
  if (issues.length === 0) return [];
  const rows = await tx.rows<{ number: number }>(sql`select nextval(pg_get_serial_sequence('journeys.issue', 'number')) as number from generate_series(1, ${issues.length}::int)`);
  const numbers = rows.map(({ number }) => Number(number));
  await tx.run(sql`
    insert into journeys.issue (number, customer, began_at, last_at, last_ask_at, contacts, asks, people, channels, unanswered, breaks) overriding system value
    select n, customer, began, last, asked, contacts, asks, people, string_to_array(channels, ' '), unanswered, string_to_array(breaks, ' ') from ${rowsOf(numbers, issues)}`);
  return numbers;
}

/** Writes what issues hold by now; one that had been taken into another stands by itself again. */
export async function changeIssues(tx: Transaction, numbers: readonly number[], issues: readonly Summed[]): Promise<void> {
  if (issues.length === 0) return;
  await tx.run(sql`
    update journeys.issue i set merged_into = null, customer = s.customer, began_at = began, last_at = last, last_ask_at = asked, contacts = s.contacts, asks = s.asks, people = s.people, channels = string_to_array(s.channels, ' '), unanswered = s.unanswered, breaks = string_to_array(s.breaks, ' ')
    from ${rowsOf(numbers, issues)} where i.number = s.n`);
}

function rowsOf(numbers: readonly number[], issues: readonly Summed[]) {
  return sql`unnest(${numbers}::bigint[], ${issues.map((one) => one.customer)}::bigint[], ${issues.map((one) => moment(one.beganMs))}::timestamptz[], ${issues.map((one) => moment(one.lastMs))}::timestamptz[], ${issues.map((one) => moment(one.lastAskMs))}::timestamptz[],
    ${issues.map((one) => one.contacts)}::int[], ${issues.map((one) => one.asks)}::int[], ${issues.map((one) => one.people)}::int[], ${issues.map((one) => one.channels.join(' '))}::text[], ${issues.map((one) => one.unanswered)}::boolean[], ${issues.map((one) => one.breaks.join(' '))}::text[]) as s (n, customer, began, last, asked, contacts, asks, people, channels, unanswered, breaks)`;
}

/** Issues of which nothing is left name the one that holds most of what was theirs; without one they are gone. */
export async function closeIssues(tx: Transaction, left: readonly { readonly number: number; readonly into: number | null }[]): Promise<void> {
  const [gone, taken] = [left.filter(({ into }) => into === null), left.filter(({ into }) => into !== null)];
  if (taken.length > 0) {
    await tx.run(sql`update journeys.issue i set merged_into = s.into_number, contacts = 0, asks = 0 from unnest(${taken.map(({ number }) => number)}::bigint[], ${taken.map(({ into }) => into)}::bigint[]) as s (number, into_number) where i.number = s.number`);
  }
  if (gone.length > 0) await dropIssues(tx, gone.map(({ number }) => number));
}

/** Deletes issues, and those that had been taken into them; answers how many. */
export function dropIssues(tx: Transaction, numbers: readonly number[]): Promise<number> {
  return tx.run(sql`
    with recursive gone as (select n as number from unnest(${numbers}::bigint[]) as n union select i.number from journeys.issue i join gone g on i.merged_into = g.number)
    delete from journeys.issue where number in (select number from gone)`);
}

/** Puts contacts where they belong. */
export async function placeContacts(tx: Transaction, placings: readonly Placing[]): Promise<void> {
  if (placings.length === 0) return;
  await tx.run(sql`
    update journeys.contact c set issue = s.issue, bits = s.bits, by_person = s.by_person
    from unnest(${placings.map((one) => one.interaction)}::bigint[], ${placings.map((one) => one.issue)}::bigint[], ${placings.map((one) => one.bits)}::real[], ${placings.map((one) => one.byPerson)}::boolean[]) as s (interaction, issue, bits, by_person)
    where c.interaction = s.interaction`);
}

/** How many contacts these issues have, whoever's, and whose they were when they were last put together. */
export async function heldIssues(tx: Queryable, numbers: readonly number[]): Promise<Map<number, HeldIssue>> {
  const rows = await tx.rows<HeldIssue & { readonly number: number }>(sql`
    select i.number, i.customer, (select count(*)::int from journeys.contact c where c.issue = i.number) as contacts from journeys.issue i where i.number = any(${numbers}::bigint[])`);
  return new Map(rows.map(({ number, ...held }) => [number, held]));
}

/** What people said about these contacts and was not taken back; the latest word about two counts. */
export async function wordsAbout(tx: Queryable, interactions: readonly number[]): Promise<ThreadWord[]> {
  return tx.rows<ThreadWord>(sql`
    select distinct on (a, b) a, b, together from journeys.word w
    where undoes is null and a < b and (a = any(${interactions}::bigint[]) or b = any(${interactions}::bigint[])) and not exists (select 1 from journeys.word u where u.undoes = w.number)
    order by a, b, number desc`);
}
