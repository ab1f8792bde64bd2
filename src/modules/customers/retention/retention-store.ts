import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { RetentionRule } from './contract.ts';

/** A setting of a rule as somebody made it. */
export type SettingRow = { readonly key: string; readonly rule: RetentionRule; readonly isOn: boolean; readonly by: string; readonly at: Date };
/** A run as it is logged. */
export type RunRow = {
  readonly number: number; readonly key: string; readonly rule: RetentionRule; readonly isDry: boolean; readonly before: Date; readonly by: string | null; readonly startedAt: Date; readonly finishedAt: Date | null; readonly interactions: number; readonly customers: number;
  readonly oldestAt: Date | null; readonly newestAt: Date | null; readonly counts: Readonly<Record<string, number>>; readonly problem: string | null; readonly releasedAt: Date | null; readonly releasedBy: string | null;
};
/** What a run found or did. */
export type RunResult = Pick<RunRow, 'interactions' | 'customers' | 'counts'> & { readonly oldestAt: string | null; readonly newestAt: string | null };

const RUN = sql`number, key, rule, is_dry as "isDry", before, asked_by as "by", started_at as "startedAt", finished_at as "finishedAt", interactions, customers, oldest_at as "oldestAt", newest_at as "newestAt", counts, problem, released_at as "releasedAt", released_by as "releasedBy"`;

/** The setting that holds of each key. */
export function settings(database: Queryable): Promise<SettingRow[]> {
  return database.rows(sql`select distinct on (key) key, rule, is_on as "isOn", set_by as "by", set_at as "at" from customers.retention_setting order by key, number desc`);
}

export async function putSetting(database: Queryable, setting: Omit<SettingRow, 'at'> & { readonly at: Date }): Promise<void> {
  await database.run(sql`insert into customers.retention_setting (key, rule, is_on, set_by, set_at) values (${setting.key}, ${JSON.stringify(setting.rule)}::jsonb, ${setting.isOn}, ${setting.by}, ${setting.at.toISOString()}::timestamptz)`);
}

/** Begins a run; answers its number. */
export async function beginRun(database: Queryable, run: Pick<RunRow, 'key' | 'rule' | 'isDry' | 'before' | 'by' | 'startedAt'>): Promise<number> {
  const [row] = await database.rows<{ number: number }>(sql`
    insert into customers.retention_run (key, rule, is_dry, before, asked_by, started_at)
    values (${run.key}, ${JSON.stringify(run.rule)}::jsonb, ${run.isDry}, ${run.before.toISOString()}::timestamptz, ${run.by}, ${run.startedAt.toISOString()}::timestamptz) returning number`);
  return row?.number ?? 0;
}

/** Ends a run with what it did. */
export async function finishRun(database: Queryable, number: number, result: RunResult, at: Date): Promise<void> {
  await database.run(sql`
    update customers.retention_run set finished_at = ${at.toISOString()}::timestamptz, interactions = ${result.interactions}, customers = ${result.customers}, oldest_at = ${result.oldestAt}::timestamptz, newest_at = ${result.newestAt}::timestamptz, counts = ${JSON.stringify(result.counts)}::jsonb
    where number = ${number}`);
}

/** Notes why a run broke off. */
export async function breakRun(database: Queryable, number: number, problem: string): Promise<void> {
  await database.run(sql`update customers.retention_run set problem = ${problem} where number = ${number} and finished_at is null`);
}

/** Notes that a run's ids may be taken in again; false when it was noted before or is no such run. */
export async function markReleased(database: Queryable, number: number, by: string, at: Date): Promise<boolean> {
  return (await database.run(sql`update customers.retention_run set released_at = ${at.toISOString()}::timestamptz, released_by = ${by} where number = ${number} and released_at is null and not is_dry`)) > 0;
}

export async function runByNumber(database: Queryable, number: number): Promise<RunRow | null> {
  return (await database.rows<RunRow>(sql`select ${RUN} from customers.retention_run where number = ${number}`))[0] ?? null;
}

/** Runs, newest first. */
export function runs(database: Queryable, limit: number): Promise<RunRow[]> {
  return database.rows(sql`select ${RUN} from customers.retention_run order by number desc limit ${limit}`);
}

/** The newest runs of every key: the last dry one and the last that deleted. */
export function lastRuns(database: Queryable): Promise<RunRow[]> {
  return database.rows(sql`select distinct on (key, is_dry) ${RUN} from customers.retention_run where is_dry = false or finished_at is not null order by key, is_dry, number desc`);
}
