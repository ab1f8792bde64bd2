import { AppError } from '../../kernel/app-error.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import { waitingSince, type CaseEvent, type CaseFact, type CaseNow } from './case.ts';
import { PRIORITIES, type CaseClock } from './contract.ts';

/** What staff owe next. Units: ms since 1970. */
export type Due = { readonly clock: CaseClock['clock']; readonly atMs: number };

/** An interaction that a case is about. */
export type Contact = { readonly interaction: number; readonly node: number };

type EventRow = { readonly caseNumber: number; readonly place: number; readonly at: Date; readonly by: string; readonly body: CaseFact };

/** Makes room for a case. Shape: its number; null when something opened it before under this key. */
export async function insertCase(tx: Transaction, given: { readonly node: number; readonly key: string | null; readonly about: string; readonly sinceMs: number }): Promise<number | null> {
  const [row] = await tx.rows<{ number: number }>(sql`
    insert into cases.case (node, key, about, state, priority, queue, since, version) values (${given.node}, ${given.key}, ${given.about}, 'new', 0, '', ${moment(given.sinceMs)}::timestamptz, 0)
    on conflict (key) do nothing returning number`);
  return row?.number ?? null;
}

/** Holds cases until the transaction ends, in ascending order, so that two people can not wait for each other. Shape: the claim of each that there is. */
export async function holdCases(tx: Transaction, numbers: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx.rows<{ number: number; node: number }>(sql`select number, node from cases.case where number = any(${numbers}::bigint[]) order by number for update`);
  return new Map(rows.map(({ number, node }) => [number, node]));
}

/** The claim whose case it is. Errors: `not-found`. */
export async function nodeOfCase(database: Queryable, number: number): Promise<number> {
  const [row] = await database.rows<{ node: number }>(sql`select node from cases.case where number = ${number}`);
  if (row === undefined) throw unknownCase();
  return row.node;
}

/** The claim whose case it is; null where there is none any more. */
export async function nodeOfCaseOrNull(database: Queryable, number: number): Promise<number | null> {
  return (await database.rows<{ node: number }>(sql`select node from cases.case where number = ${number}`))[0]?.node ?? null;
}

/** There is no such case. */
export const unknownCase = (): AppError => new AppError('not-found', 'case-unknown', 'There is no such case. It may have gone with a customer who was erased.');

/** The logs of cases. Shape: by case, in the order in which things happened. */
export async function eventsOf(database: Queryable, numbers: readonly number[]): Promise<Map<number, CaseEvent[]>> {
  const rows = await database.rows<EventRow>(sql`select case_number as "caseNumber", place, at, by, body from cases.event where case_number = any(${numbers}::bigint[]) order by case_number, place`);
  return new Map([...Map.groupBy(rows, ({ caseNumber }) => caseNumber)].map(([number, own]) => [number, own.map(({ place, at, by, body }) => ({ place, atMs: at.getTime(), by, fact: body }))]));
}

/** Adds to the log. */
export async function appendEvent(tx: Transaction, number: number, { place, atMs, by, fact }: CaseEvent): Promise<void> {
  await tx.run(sql`insert into cases.event (case_number, place, at, by, kind, body) values (${number}, ${place}, ${moment(atMs)}::timestamptz, ${by}, ${fact.kind}, ${JSON.stringify(fact)}::jsonb)`);
}

/** Keeps what the log of a case comes to. */
export async function updateCase(tx: Transaction, number: number, now: CaseNow, due: Due | null): Promise<void> {
  await tx.run(sql`
    update cases.case set about = ${now.about}, subject_type = ${now.subject?.type ?? null}, subject_id = ${now.subject?.id ?? null}, state = ${now.state}, priority = ${PRIORITIES.indexOf(now.priority)}, owner = ${now.owner}, queue = ${now.queue},
      returned_from = ${now.returnedFrom}, since = ${moment(waitingSince(now))}::timestamptz, due_at = ${momentOrNull(due?.atMs)}::timestamptz, due_clock = ${due?.clock ?? null}, paused_at = ${momentOrNull(now.pausedMs)}::timestamptz,
      quiet_since = ${momentOrNull(now.state === 'resolved' ? now.quietMs : null)}::timestamptz, ended_at = ${momentOrNull(now.endedMs)}::timestamptz, version = ${now.version}
    where number = ${number}`);
}

/** Notes which interactions a case is about. `matter`: 0 what it is mainly about, else which of the issues that were taken with it. */
export async function putContacts(tx: Transaction, number: number, contacts: readonly Contact[], matter = 0): Promise<void> {
  await tx.run(sql`insert into cases.contact (case_number, matter, interaction, node) select ${number}, ${matter}, * from unnest(${contacts.map((one) => one.interaction)}::bigint[], ${contacts.map((one) => one.node)}::bigint[]) on conflict do nothing`);
}

/** Interactions that cases are about. */
export async function contactsOfCases(database: Queryable, numbers: readonly number[]): Promise<Contact[]> {
  return database.rows<Contact>(sql`select distinct interaction, node from cases.contact where case_number = any(${numbers}::bigint[])`);
}

/** Notes who is mentioned in a note. */
export async function putMentions(tx: Transaction, number: number, place: number, people: readonly string[]): Promise<void> {
  await tx.run(sql`insert into cases.mention (case_number, place, person) select ${number}, ${place}, person from unnest(${people}::text[]) as p (person) on conflict do nothing`);
}

/** Marks the notes of a case that mention somebody as read. Answers how many. */
export async function markMentionsSeen(database: Queryable, number: number, person: string, atMs: number): Promise<number> {
  return database.run(sql`update cases.mention set seen_at = ${moment(atMs)}::timestamptz where case_number = ${number} and person = ${person} and seen_at is null`);
}

/** Who owns open cases. */
export async function ownersOfOpen(database: Queryable): Promise<string[]> {
  return (await database.rows<{ owner: string }>(sql`select distinct owner from cases.case where ended_at is null and owner is not null`)).map(({ owner }) => owner);
}

/** Open cases of these people. */
export async function openCasesOf(database: Queryable, owners: readonly string[]): Promise<number[]> {
  return (await database.rows<{ number: number }>(sql`select number from cases.case where ended_at is null and owner = any(${owners}::text[]) order by number`)).map(({ number }) => number);
}

/** Cases that wait for the customer's word since before a moment, the longest first. Units: ms since 1970. */
export async function quietCases(database: Queryable, beforeMs: number, most: number): Promise<{ readonly number: number; readonly node: number; readonly quietSince: Date }[]> {
  return database.rows(sql`select number, node, quiet_since as "quietSince" from cases.case where quiet_since < ${moment(beforeMs)}::timestamptz order by quiet_since limit ${most}`);
}

/** Open cases after a number, ascending, at most so many. */
export async function openCasesAfter(database: Queryable, number: number, most: number): Promise<number[]> {
  return (await database.rows<{ number: number }>(sql`select number from cases.case where ended_at is null and number > ${number} order by number limit ${most}`)).map((row) => row.number);
}

/** Keeps what is due in cases that nobody changed since it was reckoned. */
export async function updateDues(database: Queryable, dues: readonly { readonly number: number; readonly version: number; readonly due: Due | null }[]): Promise<void> {
  await database.run(sql`
    update cases.case c set due_at = d.due_at, due_clock = d.due_clock
    from unnest(${dues.map(({ number }) => number)}::bigint[], ${dues.map(({ version }) => version)}::int[], ${dues.map(({ due }) => momentOrNull(due?.atMs))}::timestamptz[], ${dues.map(({ due }) => due?.clock ?? null)}::text[]) as d (number, version, due_at, due_clock)
    where c.number = d.number and c.version = d.version and (c.due_at, c.due_clock) is distinct from (d.due_at, d.due_clock)`);
}

function moment(atMs: number): string {
  return new Date(atMs).toISOString();
}

function momentOrNull(atMs: number | null | undefined): string | null {
  return atMs === null || atMs === undefined ? null : moment(atMs);
}
