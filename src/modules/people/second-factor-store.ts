import type { Role } from '../../kernel/access.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

/** Somebody's second factor. Shape: `secret` is sealed; `isOn` false while it is being set up and does not count. */
export type FactorRow = { readonly secret: Buffer; readonly isOn: boolean };

const columns = sql`secret, confirmed_at is not null as "isOn"`;

/** Somebody's second factor. Shape: null when they have none. */
export async function factorOf(database: Queryable, personId: string): Promise<FactorRow | null> {
  const [row] = await database.rows<FactorRow>(sql`select ${columns} from people.second_factor where person = ${personId}`);
  return row ?? null;
}

/** The same, held until the transaction ends. */
export async function holdFactorOf(tx: Transaction, personId: string): Promise<FactorRow | null> {
  const [row] = await tx.rows<FactorRow>(sql`select ${columns} from people.second_factor where person = ${personId} for update`);
  return row ?? null;
}

/** The ids of everybody whose second factor counts. */
export async function peopleWithFactor(database: Queryable): Promise<ReadonlySet<string>> {
  return new Set((await database.rows<{ person: string }>(sql`select person from people.second_factor where confirmed_at is not null`)).map(({ person }) => person));
}

/** Keeps a second factor that does not count yet, instead of one that never did. Shape: false when there is one that counts. */
export async function keepUnconfirmed(database: Queryable, personId: string, secret: Buffer): Promise<boolean> {
  return (await database.run(sql`insert into people.second_factor as f (person, secret) values (${personId}, ${secret})
    on conflict (person) do update set secret = excluded.secret, begun_at = now() where f.confirmed_at is null`)) > 0;
}

/** Makes a second factor count, with its recovery codes. Units: `step` of the code that confirmed it, which is used by that. Shape: hashes in hex. */
export async function confirmFactor(tx: Transaction, personId: string, step: number, hashes: readonly string[]): Promise<void> {
  await tx.run(sql`update people.second_factor set confirmed_at = now(), last_step = ${step} where person = ${personId}`);
  await keepRecoveryCodes(tx, personId, hashes);
}

/** Keeps recovery codes instead of those before. Shape: hashes in hex. */
export async function keepRecoveryCodes(tx: Transaction, personId: string, hashes: readonly string[]): Promise<void> {
  await tx.run(sql`delete from people.recovery_code where person = ${personId}`);
  await tx.run(sql`insert into people.recovery_code (person, hash) select ${personId}, decode(h, 'hex') from unnest(${hashes}::text[]) h`);
}

/** Uses a code up, by its step. Shape: false when this one or a newer one was used before, also at the same moment elsewhere. */
export async function useStep(database: Queryable, personId: string, step: number): Promise<boolean> {
  return (await database.run(sql`update people.second_factor set last_step = ${step} where person = ${personId} and last_step < ${step}`)) > 0;
}

/** Uses a recovery code up. Shape: false when there is none like it any more. */
export async function useRecoveryCode(database: Queryable, personId: string, hash: string): Promise<boolean> {
  return (await database.run(sql`delete from people.recovery_code where person = ${personId} and hash = decode(${hash}, 'hex')`)) > 0;
}

/** How many recovery codes somebody has left. */
export async function recoveryCodesLeft(database: Queryable, personId: string): Promise<number> {
  const [row] = await database.rows<{ left: number }>(sql`select count(*)::int as left from people.recovery_code where person = ${personId}`);
  return row?.left ?? 0;
}

/** Takes somebody's second factor away, and its recovery codes with it. */
export async function deleteFactor(database: Queryable, personId: string): Promise<void> {
  await database.run(sql`delete from people.second_factor where person = ${personId}`);
}

/** The roles whose people must have a second factor. */
export async function rolesWithFactor(database: Queryable): Promise<Role[]> {
  const [row] = await database.rows<{ roles: Role[] }>(sql`select second_factor_roles as roles from people.company`);
  return row?.roles ?? [];
}

/** Says which roles' people must have a second factor. */
export async function keepRolesWithFactor(database: Queryable, roles: readonly Role[]): Promise<void> {
  await database.run(sql`update people.company set second_factor_roles = ${roles}::text[]`);
}

/** The hash of somebody's password. Shape: null when they have none, because they sign on with the company's directory. */
export async function passwordHashOf(database: Queryable, personId: string): Promise<string | null> {
  const [row] = await database.rows<{ password: string | null }>(sql`select password from people.account where user_id = ${personId} and provider_id = 'credential'`);
  return row?.password ?? null;
}
