import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** Makes a begun session one that is somebody. */
export async function openSession(database: Queryable, token: string): Promise<void> {
  await database.run(sql`update people.session set stage = 'open', updated_at = now() where token = ${token}`);
}

/** Ends one session. */
export async function endSession(database: Queryable, token: string): Promise<void> {
  await database.run(sql`delete from people.session where token = ${token}`);
}

/** Signs somebody out everywhere. */
export async function endSessionsOf(database: Queryable, personId: string): Promise<void> {
  await database.run(sql`delete from people.session where user_id = ${personId}`);
}

/** Signs out everybody whose role requires a second factor and who has none. */
export async function endSessionsWithoutFactor(database: Queryable): Promise<void> {
  await database.run(sql`delete from people.session s using people.person p, people.company c
    where p.id = s.user_id and p.role = any(c.second_factor_roles) and not exists (select 1 from people.second_factor f where f.person = p.id and f.confirmed_at is not null)`);
}

/** Removes sessions and sign-ons that ran out, and begun sessions that nobody went on with. */
export async function deleteOldSessions(database: Queryable): Promise<void> {
  await database.run(sql`delete from people.session where expires_at < now() or (stage = 'begun' and created_at < now() - interval '1 hour')`);
  await database.run(sql`delete from people.sign_on_ticket where expires_at < now()`);
}
