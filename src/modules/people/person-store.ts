import type { Role } from '../../kernel/access.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { Person } from './contract.ts';

type PersonRow = { readonly id: string; readonly name: string; readonly email: string; readonly role: Role; readonly active: boolean; readonly created_at: Date; readonly last_seen_at: Date | null };

const shown = (row: PersonRow): Person => ({ id: row.id, name: row.name, email: row.email, role: row.role, active: row.active, createdAt: row.created_at.toISOString(), lastSeenAt: row.last_seen_at?.toISOString() ?? null });

const columns = sql`id, name, email, role, active, created_at, last_seen_at`;

/** Everybody who has or had access. Shape: sorted by name. */
export async function allPeople(database: Queryable): Promise<Person[]> {
  return (await database.rows<PersonRow>(sql`select ${columns} from people.person order by lower(name), id`)).map(shown);
}

/** One person. Shape: null when there is none. */
export async function personById(database: Queryable, id: string): Promise<Person | null> {
  const [row] = await database.rows<PersonRow>(sql`select ${columns} from people.person where id = ${id}`);
  return row === undefined ? null : shown(row);
}

/** Whoever has exactly this address, in lower case. Shape: null when nobody does. */
export async function personByEmail(database: Queryable, email: string): Promise<Person | null> {
  const [row] = await database.rows<PersonRow>(sql`select ${columns} from people.person where email = ${email}`);
  return row === undefined ? null : shown(row);
}

/** How these people are called, by id. Shape: unknown ids are missing. */
export async function namesOfPeople(database: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map((await database.rows<{ id: string; name: string }>(sql`select id, name from people.person where id = any(${ids}::text[])`)).map(({ id, name }) => [id, name]));
}

/** The id of whoever signs in with this address. Shape: null when nobody does. */
export async function personIdOfEmail(database: Queryable, email: string): Promise<string | null> {
  const [row] = await database.rows<{ id: string }>(sql`select id from people.person where email = lower(${email})`);
  return row?.id ?? null;
}

/** Keeps a new person together with the hash of their password, if they have one. Shape: null when the e-mail address is taken. */
export async function insertPerson(tx: Transaction, person: { readonly id: string; readonly name: string; readonly email: string; readonly role: Role; readonly passwordHash: string | null }): Promise<Person | null> {
  const [row] = await tx.rows<PersonRow>(sql`insert into people.person (id, name, email, role) values (${person.id}, ${person.name}, lower(${person.email}), ${person.role}) on conflict (email) do nothing returning ${columns}`);
  if (row === undefined) return null;
  if (person.passwordHash !== null) await tx.run(sql`insert into people.account (id, account_id, provider_id, user_id, password) values (${person.id}, ${person.id}, 'credential', ${person.id}, ${person.passwordHash})`);
  return shown(row);
}

/** Whether anybody at all is owner and may still sign in. */
export async function hasOwner(database: Queryable): Promise<boolean> {
  return (await database.rows(sql`select 1 from people.person where role = 'owner' and active limit 1`)).length > 0;
}

/** The owners with access, held until the transaction ends, so that two of them cannot end each other's access at once. */
export async function holdOwners(tx: Transaction): Promise<string[]> {
  return (await tx.rows<{ id: string }>(sql`select id from people.person where role = 'owner' and active order by id for update`)).map(({ id }) => id);
}

/** Gives a person another role or ends or restores their access; ended access takes its sessions with it. Shape: null when there is no such person. */
export async function updatePerson(tx: Transaction, id: string, change: { readonly role: Role | null; readonly active: boolean | null }): Promise<Person | null> {
  const [row] = await tx.rows<PersonRow>(sql`update people.person set role = coalesce(${change.role}::text, role), active = coalesce(${change.active}::boolean, active), updated_at = now() where id = ${id} returning ${columns}`);
  if (row === undefined) return null;
  if (!row.active) await tx.run(sql`delete from people.session where user_id = ${id}`);
  return shown(row);
}

/** Makes others wait who also want to be the first owner. */
export async function holdFirstRun(tx: Transaction): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('custos people first run', 0))`);
}

/** Notes when people were last seen. Units: `atMs` ms since 1970. */
export async function markSeen(database: Queryable, sightings: readonly { readonly id: string; readonly atMs: number }[]): Promise<void> {
  await database.run(sql`update people.person p set last_seen_at = to_timestamp(s.at_ms / 1000.0) from unnest(${sightings.map(({ id }) => id)}::text[], ${sightings.map(({ atMs }) => atMs)}::float8[]) as s (id, at_ms) where p.id = s.id`);
}
