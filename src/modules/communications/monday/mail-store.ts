import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';

/** Whether the page goes out as a mail, and to whom. */
export type MailSetting = { readonly isOn: boolean; readonly recipients: readonly string[]; readonly by: string; readonly at: Date };

/** What holds now. Shape: null before anybody said anything, which means off. */
export async function mailSetting(database: Queryable): Promise<MailSetting | null> {
  return (await database.rows<MailSetting>(sql`select is_on as "isOn", recipients, by, at from communications.mail_setting order by number desc limit 1`))[0] ?? null;
}

export async function insertMailSetting(tx: Transaction, { isOn, recipients, by, at }: MailSetting): Promise<void> {
  await tx.run(sql`insert into communications.mail_setting (is_on, recipients, by, at) values (${isOn}, ${recipients}::text[], ${by}, ${at.toISOString()}::timestamptz)`);
}

/** Notes that somebody is being sent the page of a week. False: they were before. */
export async function claimMail(database: Queryable, week: string, person: string, at: Date): Promise<boolean> {
  return await database.run(sql`insert into communications.mail_sent (week_on, person, at) values (${week}::date, ${person}, ${at.toISOString()}::timestamptz) on conflict do nothing`) === 1;
}

/** Takes that back, because it could not be sent: it is tried again. */
export async function unclaimMail(database: Queryable, week: string, person: string): Promise<void> {
  await database.run(sql`delete from communications.mail_sent where week_on = ${week}::date and person = ${person}`);
}
