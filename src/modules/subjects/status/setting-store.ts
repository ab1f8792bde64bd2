import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { StatusSetting } from './contract.ts';

/** The setting that holds. Shape: null before anybody made one. */
export async function statusSetting(database: Queryable): Promise<{ readonly setting: StatusSetting; readonly by: string; readonly at: Date } | null> {
  return (await database.rows<{ setting: StatusSetting; by: string; at: Date }>(sql`select setting, set_by as by, set_at as at from subjects.status_setting order by number desc limit 1`))[0] ?? null;
}

/** Keeps a setting; it holds from now on, the earlier ones stay. */
export async function putStatusSetting(database: Queryable, setting: StatusSetting, by: string, at: Date): Promise<void> {
  await database.run(sql`insert into subjects.status_setting (setting, set_by, set_at) values (${JSON.stringify(setting)}::jsonb, ${by}, ${at.toISOString()}::timestamptz)`);
}
