import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { SurveyState } from './contract.ts';
import type { Definition } from './definition/contract.ts';

/** A survey with its newest version and the one that is asked. Shape: `published` null before anybody let it run. */
export type SurveyRow = {
  readonly number: number; readonly key: string; readonly drawSeed: string; readonly state: SurveyState; readonly version: number; readonly definition: Definition; readonly savedBy: string; readonly savedAt: Date;
  readonly publishedVersion: number | null; readonly published: Definition | null;
};

const COLUMNS = sql`s.number, s.key, s.draw_seed as "drawSeed", s.state, v.version, v.definition, v.by as "savedBy", v.at as "savedAt", s.published as "publishedVersion", (select p.definition from surveys.version p where p.survey = s.number and p.version = s.published) as published`;
const NEWEST = sql`from surveys.survey s join lateral (select * from surveys.version v where v.survey = s.number order by v.version desc limit 1) v on true`;

/** Every survey, newest first. */
export function allSurveys(database: Queryable): Promise<SurveyRow[]> {
  return database.rows(sql`select ${COLUMNS} ${NEWEST} order by s.number desc limit 500`);
}

/** One survey. Shape: null when there is none. */
export async function surveyOf(database: Queryable, number: number): Promise<SurveyRow | null> {
  const [row] = await database.rows<SurveyRow>(sql`select ${COLUMNS} ${NEWEST} where s.number = ${number}`);
  return row ?? null;
}

/** The survey whose key stands in a page or a code. Shape: null when there is none. */
export async function surveyByKey(database: Queryable, key: string): Promise<SurveyRow | null> {
  const [row] = await database.rows<SurveyRow>(sql`select ${COLUMNS} ${NEWEST} where s.key = ${key}`);
  return row ?? null;
}

/** Surveys that ask now. */
export function runningSurveys(database: Queryable): Promise<SurveyRow[]> {
  return database.rows(sql`select ${COLUMNS} ${NEWEST} where s.state = 'running' and s.published is not null order by s.number`);
}

/** What a version of a survey asks. Shape: null when there is none. */
export async function definitionOf(database: Queryable, survey: number, version: number): Promise<Definition | null> {
  const [row] = await database.rows<{ definition: Definition }>(sql`select definition from surveys.version where survey = ${survey} and version = ${version}`);
  return row?.definition ?? null;
}

/** Makes a survey with its first version. Shape: its number. */
export async function insertSurvey(tx: Transaction, made: { readonly key: string; readonly drawSeed: string; readonly definition: Definition; readonly by: string; readonly atMs: number }): Promise<number> {
  const at = new Date(made.atMs).toISOString();
  const [row] = await tx.rows<{ number: number }>(sql`insert into surveys.survey (key, draw_seed, created_at) values (${made.key}, ${made.drawSeed}, ${at}::timestamptz) returning number`);
  const number = row?.number ?? 0;
  await tx.run(sql`insert into surveys.version (survey, version, definition, by, at) values (${number}, 1, ${JSON.stringify(made.definition)}::jsonb, ${made.by}, ${at}::timestamptz)`);
  return number;
}

/** Keeps the version after `basedOn`. False: somebody else was faster. */
export async function insertVersion(tx: Transaction, survey: number, basedOn: number, definition: Definition, by: string, atMs: number): Promise<boolean> {
  return await tx.run(sql`
    insert into surveys.version (survey, version, definition, by, at)
    select ${survey}, ${basedOn}::int + 1, ${JSON.stringify(definition)}::jsonb, ${by}, ${new Date(atMs).toISOString()}::timestamptz
    where ${basedOn}::int = (select max(version) from surveys.version where survey = ${survey})
    on conflict (survey, version) do nothing`) === 1;
}

/** Puts a survey into a state, if it is in one of the states from which that may be. False: it is not. */
export async function changeState(tx: Transaction, survey: number, from: readonly SurveyState[], change: { readonly state: SurveyState; readonly version: number | null; readonly by: string; readonly why: string; readonly atMs: number }): Promise<boolean> {
  const moved = await tx.run(sql`update surveys.survey set state = ${change.state}, published = coalesce(${change.version}::int, published) where number = ${survey} and state = any(${from}::text[])`);
  if (moved === 0) return false;
  await tx.run(sql`insert into surveys.change (survey, state, version, by, why, at) values (${survey}, ${change.state}, ${change.version}, ${change.by}, ${change.why}, ${new Date(change.atMs).toISOString()}::timestamptz)`);
  return true;
}

/** What became of a survey, newest first. */
export function changesOf(database: Queryable, survey: number): Promise<{ state: SurveyState; version: number | null; by: string; why: string; at: Date }[]> {
  return database.rows(sql`select state, version, by, why, at from surveys.change where survey = ${survey} order by number desc limit 100`);
}
