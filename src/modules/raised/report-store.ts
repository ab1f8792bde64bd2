import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { Outcome, Way } from './contract.ts';

/** A report as it is kept. `person` null: the name is sealed, or there is no account. `node` 0: about nobody known. `case`: its public id. */
export type ReportRow = {
  readonly number: number; readonly at: Date; readonly way: Way; readonly link: number | null; readonly place: string | null; readonly outcome: Outcome; readonly words: string; readonly about: string | null; readonly person: string | null; readonly isSealed: boolean; readonly calls: string | null;
  readonly wantedNode: number | null; readonly interaction: number | null; readonly node: number | null; readonly case: string | null; readonly recordedAt: Date | null;
};
/** A report that is not recorded yet, with the interaction that it is to become. */
export type WaitingReport = ReportRow & { readonly item: Readonly<Record<string, unknown>> };

const COLUMNS = sql`r.number, r.at, r.way, r.link, l.place, r.outcome, r.words, r.about, r.by as person, r.is_sealed as "isSealed", r.calls, r.wanted_node as "wantedNode", r.interaction, r.node, r.case_id as case, r.recorded_at as "recordedAt"`;
const FROM = sql`from raised.report r left join raised.link l on l.number = r.link`;

export type NewReport = Pick<ReportRow, 'at' | 'way' | 'link' | 'outcome' | 'words' | 'about' | 'person' | 'isSealed' | 'calls' | 'wantedNode'> & { readonly key: string; readonly followHash: string | null; readonly item: Readonly<Record<string, unknown>> };

/** Keeps a report. Shape: its number; null when there is one of this key. */
export async function insertReport(tx: Transaction, { at, ...report }: NewReport): Promise<number | null> {
  const [row] = await tx.rows<{ number: number }>(sql`
    insert into raised.report (key, at, way, link, outcome, words, about, by, is_sealed, calls, follow_hash, wanted_node, item)
    values (${report.key}, ${at.toISOString()}::timestamptz, ${report.way}, ${report.link}, ${report.outcome}, ${report.words}, ${report.about}, ${report.person}, ${report.isSealed}, ${report.calls}, ${report.followHash}, ${report.wantedNode}, ${JSON.stringify(report.item)}::jsonb)
    on conflict (key) do nothing returning number`);
  return row?.number ?? null;
}

/** Keeps who raised a report, apart from it. */
export async function insertSeal(tx: Transaction, report: number, who: string): Promise<void> {
  await tx.run(sql`insert into raised.seal (report, who) values (${report}, ${who})`);
}

/** The key of sealed names. */
export async function sealKey(database: Queryable): Promise<string> {
  return (await database.rows<{ key: string }>(sql`select seal_key as key from raised.state`))[0]?.key ?? '';
}

/** The seal of a report. Shape: null when it has none. */
export async function sealOf(database: Queryable, report: number): Promise<string | null> {
  return (await database.rows<{ who: string }>(sql`select who from raised.seal where report = ${report}`))[0]?.who ?? null;
}

/** One report. Shape: null when there is none. */
export async function reportOf(database: Queryable, number: number): Promise<ReportRow | null> {
  return (await database.rows<ReportRow>(sql`select ${COLUMNS} ${FROM} where r.number = ${number}`))[0] ?? null;
}

/** The report of a key that somebody sent before. Shape: null when it is not theirs. */
export async function reportOfKey(database: Queryable, key: string, person: string, who: string): Promise<ReportRow | null> {
  return (await database.rows<ReportRow>(sql`select ${COLUMNS} ${FROM} left join raised.seal s on s.report = r.number where r.key = ${key} and (r.by = ${person} or s.who = ${who})`))[0] ?? null;
}

/** What somebody raised, openly or with a seal of theirs, newest first. */
export function reportsOfPerson(database: Queryable, person: string, who: string, most: number): Promise<ReportRow[]> {
  return database.rows<ReportRow>(sql`select ${COLUMNS} ${FROM} left join raised.seal s on s.report = r.number where r.by = ${person} or s.who = ${who} order by r.number desc limit ${most}`);
}

/** What was raised, newest first. */
export function latestReports(database: Queryable, most: number): Promise<ReportRow[]> {
  return database.rows<ReportRow>(sql`select ${COLUMNS} ${FROM} order by r.number desc limit ${most}`);
}

/** The report that a link to follow it leads to. Shape: null when none. */
export async function followedReport(database: Queryable, followHash: string): Promise<ReportRow | null> {
  return (await database.rows<ReportRow>(sql`select ${COLUMNS} ${FROM} where r.follow_hash = ${followHash}`))[0] ?? null;
}

/** Reports that are not recorded yet, oldest first. */
export function waitingReports(database: Queryable, most: number): Promise<WaitingReport[]> {
  return database.rows<WaitingReport>(sql`select ${COLUMNS}, r.item ${FROM} where r.recorded_at is null order by r.number limit ${most}`);
}

/** Notes as which interaction a report was accepted. */
export async function noteInteraction(database: Queryable, number: number, interaction: number): Promise<void> {
  await database.run(sql`update raised.report set interaction = ${interaction} where number = ${number}`);
}

/** Notes that a report is recorded, about whom, and which case it opened. The item has done its work. */
export async function noteRecorded(database: Queryable, number: number, recorded: { readonly node: number; readonly case: string | null; readonly at: Date }): Promise<void> {
  await database.run(sql`update raised.report set node = ${recorded.node}, case_id = ${recorded.case}, recorded_at = ${recorded.at.toISOString()}::timestamptz, item = null where number = ${number}`);
}

/** A report about somebody who was erased is not kept. */
export async function dropReport(database: Queryable, number: number): Promise<void> {
  await database.run(sql`delete from raised.report where number = ${number}`);
}

/** How many reports there are since a moment, how many of them were fixed, and how many at each place. Shape: place null for those of people with an account. */
export function reportCounts(database: Queryable, since: Date): Promise<{ readonly place: string | null; readonly reports: number; readonly fixed: number }[]> {
  return database.rows(sql`select l.place, count(*)::int as reports, count(*) filter (where r.outcome = 'fixed')::int as fixed ${FROM} where r.at >= ${since.toISOString()}::timestamptz group by l.place order by 2 desc, l.place`);
}

/** Cases that reports since a moment opened. */
export async function casesSince(database: Queryable, since: Date): Promise<string[]> {
  return (await database.rows<{ case: string }>(sql`select case_id as case from raised.report where at >= ${since.toISOString()}::timestamptz and case_id is not null`)).map((row) => row.case);
}

export type OpeningRow = { readonly report: number; readonly by: string; readonly at: Date; readonly why: string };

/** Keeps who opened a seal, and why. */
export async function insertOpening(tx: Transaction, { report, by, at, why }: OpeningRow): Promise<void> {
  await tx.run(sql`insert into raised.opening (report, by, at, why) values (${report}, ${by}, ${at.toISOString()}::timestamptz, ${why})`);
}

/** Who opened the seals of these reports, the first first. */
export function openingsOf(database: Queryable, reports: readonly number[]): Promise<OpeningRow[]> {
  return database.rows<OpeningRow>(sql`select report, by, at, why from raised.opening where report = any(${reports}::bigint[]) order by number`);
}
