import { sql, type PgStatement } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { Searched } from '../verbatims/contract.ts';
import type { AlertKind } from './contract.ts';

/** A saved search as one person sees it. `alert` null: they are not told of it. */
export type SearchRow = { readonly number: number; readonly name: string; readonly searched: Searched; readonly savedBy: string; readonly isForAll: boolean; readonly savedAt: Date; readonly alert: Exclude<AlertKind, 'none'> | null };

/** An alert with what it asks. `sinceMs`: nothing that was received before is told. Units: ms since 1970. */
export type AlertRow = { readonly search: number; readonly person: string; readonly kind: Exclude<AlertKind, 'none'>; readonly sinceMs: number; readonly lookedMs: number; readonly recent: readonly number[]; readonly searched: Searched };

/** A notice that was not seen yet. */
export type NoticeRow = { readonly id: number; readonly search: number; readonly kind: Exclude<AlertKind, 'none'>; readonly day: string | null; readonly count: number; readonly isLeast: boolean; readonly usual: number | null; readonly begunAt: Date; readonly toldAt: Date };

const seenBy = (person: string): PgStatement => sql`(s.saved_by = ${person} or s.is_for_all)`;
const searchFor = (person: string): PgStatement => sql`
  select s.number, s.name, s.searched, s.saved_by as "savedBy", s.is_for_all as "isForAll", s.saved_at as "savedAt", a.kind as alert
  from voice.saved_search s left join voice.search_alert a on a.search = s.number and a.person = ${person}`;

/** The searches that somebody sees: their own first, each group by name. */
export function searchesSeenBy(database: Queryable, person: string): Promise<SearchRow[]> {
  return database.rows<SearchRow>(sql`${searchFor(person)} where ${seenBy(person)} order by s.saved_by <> ${person}, lower(s.name), s.number`);
}

/** One of them. Shape: null where there is none that they see. */
export async function searchSeenBy(database: Queryable, number: number, person: string): Promise<SearchRow | null> {
  const [row] = await database.rows<SearchRow>(sql`${searchFor(person)} where s.number = ${number} and ${seenBy(person)}`);
  return row ?? null;
}

/** How many somebody saved. */
export async function countSavedBy(database: Queryable, person: string): Promise<number> {
  const [row] = await database.rows<{ count: number }>(sql`select count(*)::int as count from voice.saved_search where saved_by = ${person}`);
  return row?.count ?? 0;
}

/** Keeps a search. Shape: its number; null when this person has one of that name. */
export async function insertSearch(database: Queryable, one: { readonly name: string; readonly searched: Searched; readonly savedBy: string; readonly isForAll: boolean }): Promise<number | null> {
  const [row] = await database.rows<{ number: number }>(sql`
    insert into voice.saved_search (name, searched, saved_by, is_for_all) values (${one.name}, ${JSON.stringify(one.searched)}::jsonb, ${one.savedBy}, ${one.isForAll})
    on conflict (saved_by, lower(name)) do nothing returning number`);
  return row?.number ?? null;
}

/** Changes a search. Shape: false when its owner has another of that name. */
export async function updateSearch(database: Queryable, number: number, one: { readonly name: string; readonly searched: Searched; readonly isForAll: boolean }): Promise<boolean> {
  return await database.run(sql`
    update voice.saved_search s set name = ${one.name}, searched = ${JSON.stringify(one.searched)}::jsonb, is_for_all = ${one.isForAll}
    where number = ${number} and not exists (select 1 from voice.saved_search o where o.saved_by = s.saved_by and lower(o.name) = lower(${one.name}) and o.number <> s.number)`) === 1;
}

/** Deletes a search with all alerts on it and what they told. */
export async function deleteSearch(database: Queryable, number: number): Promise<void> {
  await database.run(sql`delete from voice.saved_search where number = ${number}`);
}

/** Ends the alerts and notices of everybody but one on a search that nobody else sees any more. */
export async function dropAlertsOfOthers(database: Queryable, number: number, person: string): Promise<void> {
  await database.run(sql`delete from voice.search_alert where search = ${number} and person <> ${person}`);
  await database.run(sql`delete from voice.search_notice where search = ${number} and person <> ${person}`);
}

/** Sets what somebody is told of a search, from `sinceMs` on. */
export async function putAlert(database: Queryable, number: number, person: string, kind: AlertKind, sinceMs: number): Promise<void> {
  if (kind === 'none') { await database.run(sql`delete from voice.search_alert where search = ${number} and person = ${person}`); return; }
  await database.run(sql`
    insert into voice.search_alert (search, person, kind, since_ms, looked_ms) values (${number}, ${person}, ${kind}, ${sinceMs}, ${sinceMs})
    on conflict (search, person) do update set kind = excluded.kind, since_ms = excluded.since_ms, looked_ms = excluded.looked_ms, recent = '{}' where voice.search_alert.kind <> excluded.kind`);
}

/** What was looked at for a search begins anew: it is asked otherwise from now on. */
export async function restartAlerts(database: Queryable, number: number, sinceMs: number): Promise<void> {
  await database.run(sql`update voice.search_alert set since_ms = ${sinceMs}, looked_ms = ${sinceMs}, recent = '{}' where search = ${number}`);
}

/** Every alert. */
export function allAlerts(database: Queryable): Promise<AlertRow[]> {
  return database.rows<AlertRow>(sql`
    select a.search, a.person, a.kind, a.since_ms as "sinceMs", a.looked_ms as "lookedMs", a.recent, s.searched from voice.search_alert a join voice.saved_search s on s.number = a.search
    where s.saved_by = a.person or s.is_for_all order by a.search, a.person`);
}

/** Notes how far was looked. Shape: false when somebody else did meanwhile, or the alert is gone. */
export async function noteLooked(tx: Queryable, { search, person, lookedMs }: AlertRow, untilMs: number, recent: readonly number[]): Promise<boolean> {
  return await tx.run(sql`update voice.search_alert set looked_ms = ${untilMs}, recent = ${recent}::bigint[] where search = ${search} and person = ${person} and kind = 'each' and looked_ms = ${lookedMs}`) === 1;
}

/** Tells of new ones: one notice grows until it was seen. */
export async function tellEach(tx: Queryable, search: number, person: string, count: number, isLeast: boolean, nowMs: number): Promise<void> {
  const now = new Date(nowMs).toISOString();
  await tx.run(sql`
    insert into voice.search_notice (search, person, kind, count, is_least, begun_at, told_at) values (${search}, ${person}, 'each', ${count}, ${isLeast}, ${now}::timestamptz, ${now}::timestamptz)
    on conflict (search, person) where kind = 'each' and seen_at is null
    do update set count = voice.search_notice.count + excluded.count, is_least = voice.search_notice.is_least or excluded.is_least, told_at = excluded.told_at`);
}

/** Tells of a day with unusually many: once a day, growing with it. */
export async function tellMany(database: Queryable, search: number, person: string, day: string, count: number, isLeast: boolean, usual: number, nowMs: number): Promise<void> {
  const now = new Date(nowMs).toISOString();
  await database.run(sql`
    insert into voice.search_notice (search, person, kind, on_day, count, is_least, usual, begun_at, told_at) values (${search}, ${person}, 'many', ${day}::date, ${count}, ${isLeast}, ${usual}, ${now}::timestamptz, ${now}::timestamptz)
    on conflict (search, person, on_day) where kind = 'many' do update set count = greatest(voice.search_notice.count, excluded.count), is_least = excluded.is_least`);
}

/** What was not seen, the latest first. */
export function openNotices(database: Queryable, person: string, most: number): Promise<NoticeRow[]> {
  return database.rows<NoticeRow>(sql`
    select number as id, search, kind, on_day::text as day, count, is_least as "isLeast", usual, begun_at as "begunAt", told_at as "toldAt"
    from voice.search_notice where person = ${person} and seen_at is null order by told_at desc, number desc limit ${most}`);
}

/** Marks somebody's notices as seen. Answers how many. */
export function markSeen(database: Queryable, person: string, ids: readonly number[], nowMs: number): Promise<number> {
  return database.run(sql`update voice.search_notice set seen_at = ${new Date(nowMs).toISOString()}::timestamptz where person = ${person} and number = any(${ids}::bigint[]) and seen_at is null`);
}
