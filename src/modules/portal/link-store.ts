import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { KnownLink } from './enter-rules.ts';
import { FIRST_PORTAL_SETTING, PORTAL_LIMITS, type PortalSetting } from './contract.ts';

/** A link as it is kept. `beside`: other claims that its customer had when it was made. */
export type LinkRow = {
  readonly number: number; readonly node: number; readonly beside: readonly number[]; readonly language: string | null; readonly caseNumber: number | null; readonly madeBy: string; readonly madeAt: Date; readonly expiresAt: Date;
  readonly firstUsedAt: Date | null; readonly lastUsedAt: Date | null; readonly wrongAnswers: number; readonly endedAt: Date | null; readonly endedBy: string | null; readonly endedBecause: 'revoked' | 'locked' | null;
};

const COLUMNS = sql`l.number, l.node, l.beside, l.language, l.case_number as "caseNumber", l.made_by as "madeBy", l.made_at as "madeAt", l.expires_at as "expiresAt", l.first_used_at as "firstUsedAt", l.last_used_at as "lastUsedAt", l.wrong_answers as "wrongAnswers",
  l.ended_at as "endedAt", l.ended_by as "endedBy", l.ended_because as "endedBecause"`;
const iso = (atMs: number): string => new Date(atMs).toISOString();

/** What the rules of entry see of a link. */
export function knownLink({ madeAt, expiresAt, firstUsedAt, wrongAnswers, endedAt }: LinkRow): KnownLink {
  return { madeMs: madeAt.getTime(), expiresMs: expiresAt.getTime(), firstUsedMs: firstUsedAt?.getTime() ?? null, wrongAnswers, endedMs: endedAt?.getTime() ?? null };
}

/** Keeps a link. */
export async function insertLink(on: Queryable, link: { readonly node: number; readonly beside: readonly number[]; readonly hash: string; readonly language: string | null; readonly caseNumber: number | null; readonly by: string; readonly madeMs: number; readonly expiresMs: number }): Promise<LinkRow | null> {
  const [row] = await on.rows<LinkRow>(sql`
    insert into portal.link as l (node, beside, hash, language, case_number, made_by, made_at, expires_at) values (${link.node}, ${link.beside}::bigint[], decode(${link.hash}, 'hex'), ${link.language}, ${link.caseNumber}, ${link.by}, ${iso(link.madeMs)}::timestamptz, ${iso(link.expiresMs)}::timestamptz)
    returning ${COLUMNS}`);
  return row ?? null;
}

/** The link of a token. Shape: null when there never was one. */
export async function linkOfHash(database: Queryable, hash: string): Promise<LinkRow | null> {
  const [row] = await database.rows<LinkRow>(sql`select ${COLUMNS} from portal.link l where l.hash = decode(${hash}, 'hex')`);
  return row ?? null;
}

/** One link. Shape: null when there is none. */
export async function linkOfNumber(database: Queryable, number: number): Promise<LinkRow | null> {
  const [row] = await database.rows<LinkRow>(sql`select ${COLUMNS} from portal.link l where l.number = ${number}`);
  return row ?? null;
}

/** Links of claims, or of a case; newest first. */
export function linksOf(database: Queryable, { nodes, caseNumber }: { readonly nodes: readonly number[]; readonly caseNumber: number | null }, most: number): Promise<LinkRow[]> {
  return database.rows<LinkRow>(sql`select ${COLUMNS} from portal.link l where (${caseNumber}::bigint is null and l.node = any(${nodes}::bigint[])) or l.case_number = ${caseNumber} order by l.number desc limit ${most}`);
}

/** Ends a link, and every browser that it let in. False: it had ended before. */
export async function endLink(tx: Transaction, number: number, because: 'revoked' | 'locked', by: string | null, atMs: number): Promise<boolean> {
  await tx.run(sql`delete from portal.session where link = ${number}`);
  return await tx.run(sql`update portal.link set ended_at = ${iso(atMs)}::timestamptz, ended_by = ${by}, ended_because = ${because} where number = ${number} and ended_at is null`) > 0;
}

/** Counts a wrong answer; the last one locks the link. */
export async function countWrongAnswer(tx: Transaction, number: number, atMs: number): Promise<void> {
  const [row] = await tx.rows<{ wrong: number }>(sql`update portal.link set wrong_answers = wrong_answers + 1 where number = ${number} and ended_at is null returning wrong_answers as wrong`);
  if ((row?.wrong ?? 0) >= PORTAL_LIMITS.wrongAnswers) await endLink(tx, number, 'locked', null, atMs);
}

/** Lets a browser in, unless the link ended meanwhile, or another browser came first and nothing was proved. */
export async function openSession(tx: Transaction, link: number, { hash, isProved, nowMs, expiresMs, language }: { readonly hash: string; readonly isProved: boolean; readonly nowMs: number; readonly expiresMs: number; readonly language: string | null }): Promise<boolean> {
  const used = await tx.run(sql`
    update portal.link set first_used_at = coalesce(first_used_at, ${iso(nowMs)}::timestamptz), last_used_at = ${iso(nowMs)}::timestamptz, wrong_answers = 0
    where number = ${link} and ended_at is null and expires_at > ${iso(nowMs)}::timestamptz and (${isProved}::boolean or first_used_at is null)`);
  if (used === 0) return false;
  await tx.run(sql`insert into portal.session (hash, link, language, opened_at, expires_at) values (decode(${hash}, 'hex'), ${link}, ${language}, ${iso(nowMs)}::timestamptz, ${iso(expiresMs)}::timestamptz)`);
  return true;
}

/** A browser that was let in, by its cookie. Shape: null when it was not, or not any more. */
export async function sessionOf(database: Queryable, hash: string, nowMs: number): Promise<(LinkRow & { readonly chosenLanguage: string | null }) | null> {
  const [row] = await database.rows<LinkRow & { chosenLanguage: string | null }>(sql`
    select ${COLUMNS}, s.language as "chosenLanguage" from portal.session s join portal.link l on l.number = s.link
    where s.hash = decode(${hash}, 'hex') and s.expires_at > ${iso(nowMs)}::timestamptz and l.expires_at > ${iso(nowMs)}::timestamptz and l.ended_at is null`);
  return row ?? null;
}

/** Reads the page in another language from now on, in this browser. */
export async function chooseLanguage(database: Queryable, hash: string, language: string): Promise<void> {
  await database.run(sql`update portal.session set language = ${language} where hash = decode(${hash}, 'hex')`);
}

/** Closes the page in a browser. */
export async function closeSession(database: Queryable, hash: string): Promise<void> {
  await database.run(sql`delete from portal.session where hash = decode(${hash}, 'hex')`);
}

/** Forgets browsers whose time is over. */
export async function tidySessions(database: Queryable, nowMs: number): Promise<void> {
  await database.run(sql`delete from portal.session where expires_at <= ${iso(nowMs)}::timestamptz`);
}

/** The setting that holds. */
export async function settingNow(database: Queryable): Promise<{ readonly version: number; readonly setting: PortalSetting; readonly by: string | null; readonly at: Date | null }> {
  const [row] = await database.rows<{ version: number; setting: PortalSetting; by: string; at: Date }>(sql`select version, setting, by, at from portal.setting order by version desc limit 1`);
  return row ?? { version: 0, setting: FIRST_PORTAL_SETTING, by: null, at: null };
}

/** Keeps another version of the setting. False: somebody else did meanwhile. */
export async function insertSetting(database: Queryable, basedOn: number, setting: PortalSetting, by: string, atMs: number): Promise<boolean> {
  return await database.run(sql`
    insert into portal.setting (version, setting, by, at) select ${basedOn}::int + 1, ${JSON.stringify(setting)}::jsonb, ${by}, ${iso(atMs)}::timestamptz
    where coalesce((select max(version) from portal.setting), 0) = ${basedOn}::int on conflict do nothing`) > 0;
}
