import { createHash } from 'node:crypto';
import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { End, MailSetting } from './contract.ts';

/** The setting that holds, with its sealed passwords. */
export type MailSettingRow = { readonly setting: MailSetting; readonly outPassword: Buffer | null; readonly boxPassword: Buffer | null; readonly setBy: string; readonly setAt: Date };

/** Shape: null while nobody ever set it. */
export async function mailSetting(database: Queryable): Promise<MailSettingRow | null> {
  const [row] = await database.rows<MailSettingRow>(sql`select setting, out_password as "outPassword", box_password as "boxPassword", set_by as "setBy", set_at as "setAt" from channels.mail_setting`);
  return row ?? null;
}

export async function putMailSetting(database: Queryable, { setting, outPassword, boxPassword, setBy, setAt }: MailSettingRow): Promise<void> {
  await database.run(sql`
    insert into channels.mail_setting (setting, out_password, box_password, set_by, set_at) values (${JSON.stringify(setting)}::jsonb, ${outPassword}, ${boxPassword}, ${setBy}, ${setAt.toISOString()}::timestamptz)
    on conflict (is_only) do update set setting = excluded.setting, out_password = excluded.out_password, box_password = excluded.box_password, set_by = excluded.set_by, set_at = excluded.set_at`);
}

/** How far a mailbox was read. */
export type MailPlace = { readonly validity: number; readonly uid: number };

/** What stands for a mailbox, or for a mail, without telling whose it is. */
export const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

export async function mailPlace(database: Queryable, box: string): Promise<(MailPlace & { readonly at: Date }) | null> {
  const [row] = await database.rows<MailPlace & { readonly at: Date }>(sql`select validity, uid, at from channels.mail_place where box = ${hashOf(box)}`);
  return row ?? null;
}

export async function putMailPlace(database: Queryable, box: string, { validity, uid }: MailPlace, at: Date): Promise<void> {
  await database.run(sql`insert into channels.mail_place (box, validity, uid, at) values (${hashOf(box)}, ${validity}, ${uid}, ${at.toISOString()}::timestamptz) on conflict (box) do update set validity = excluded.validity, uid = excluded.uid, at = excluded.at`);
}

/** Remembers that a machine wrote a mail. */
export async function putMachineLetter(database: Queryable, messageId: string, at: Date): Promise<void> {
  await database.run(sql`insert into channels.mail_machine (letter, at) values (${hashOf(messageId)}, ${at.toISOString()}::timestamptz) on conflict (letter) do nothing`);
}

/** Whether a machine wrote one of these mails. */
export async function wroteMachine(database: Queryable, messageIds: readonly string[]): Promise<boolean> {
  if (messageIds.length === 0) return false;
  return (await database.rows(sql`select 1 as one from channels.mail_machine where letter = any(${messageIds.map(hashOf)}::bytea[]) limit 1`)).length > 0;
}

/** Counts a mail on its day: ended for a reason, or taken. */
export async function countMail(database: Queryable, because: End | 'taken', at: Date): Promise<void> {
  await database.run(sql`insert into channels.mail_count as c (on_day, because, count) values ((${at.toISOString()}::timestamptz at time zone 'UTC')::date, ${because}, 1) on conflict (on_day, because) do update set count = c.count + 1`);
}

/** Mails since a moment by what became of them. */
export async function mailCounts(database: Queryable, since: Date): Promise<{ readonly because: End | 'taken'; readonly count: number; readonly lastOn: string }[]> {
  return database.rows(sql`select because, sum(count)::int as count, to_char(max(on_day), 'YYYY-MM-DD') as "lastOn" from channels.mail_count where on_day >= (${since.toISOString()}::timestamptz at time zone 'UTC')::date group by because order by count desc, because`);
}

/** Forgets mails of machines and counts that nobody asks for any more. */
export async function forgetOldMail(database: Queryable, before: Date): Promise<void> {
  await database.run(sql`delete from channels.mail_machine where at < ${before.toISOString()}::timestamptz`);
  await database.run(sql`delete from channels.mail_count where on_day < (${before.toISOString()}::timestamptz at time zone 'UTC')::date`);
}
