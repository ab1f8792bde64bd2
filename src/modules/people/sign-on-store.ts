import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

/** Notes a sign-on that was begun. Units: counts for so many seconds. Shape: hash in hex. */
export async function keepTicket(database: Queryable, hash: string, seconds: number): Promise<void> {
  await database.run(sql`insert into people.sign_on_ticket (hash, expires_at) values (decode(${hash}, 'hex'), now() + make_interval(secs => ${seconds}))`);
}

/** Takes a sign-on that was begun. Shape: false when it was taken before, ran out or never was. */
export async function takeTicket(database: Queryable, hash: string): Promise<boolean> {
  return (await database.rows(sql`with taken as (delete from people.sign_on_ticket where hash = decode(${hash}, 'hex') returning expires_at) select 1 from taken where expires_at > now()`)).length > 0;
}

/** The id of the person whom an issuer knows by this subject. Shape: null when it was never linked to anybody. */
export async function personLinkedTo(database: Queryable, issuer: string, subject: string): Promise<string | null> {
  const [row] = await database.rows<{ person: string }>(sql`select user_id as person from people.account where provider_id = ${issuer} and account_id = ${subject}`);
  return row?.person ?? null;
}

/** Whether an issuer knows this person by any subject. */
export async function isLinked(database: Queryable, issuer: string, personId: string): Promise<boolean> {
  return (await database.rows(sql`select 1 from people.account where provider_id = ${issuer} and user_id = ${personId}`)).length > 0;
}

/** Remembers by which subject an issuer knows a person; no token is kept. Shape: false when the subject is somebody's already. */
export async function keepLink(tx: Transaction, link: { readonly id: string; readonly issuer: string; readonly subject: string; readonly personId: string }): Promise<boolean> {
  return (await tx.run(sql`insert into people.account (id, provider_id, account_id, user_id) values (${link.id}, ${link.issuer}, ${link.subject}, ${link.personId}) on conflict (provider_id, account_id) do nothing`)) > 0;
}

/** Forgets every issuer's subjects of a person. */
export async function deleteLinks(database: Queryable, personId: string): Promise<void> {
  await database.run(sql`delete from people.account where user_id = ${personId} and provider_id <> 'credential'`);
}
