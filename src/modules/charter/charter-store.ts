import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { Cell, Governance } from './contract.ts';
import type { Signature } from './seats.ts';

/** One version of the charter. */
export type VersionRow = { readonly number: number; readonly ruleSetVersion: number; readonly cells: readonly Cell[]; readonly hash: string; readonly note: string; readonly by: string; readonly at: Date };

const COLUMNS = sql`number, rule_set_version as "ruleSetVersion", cells, hash, note, by, at`;

/** The version that holds. Shape: null before the first. */
export async function latestVersion(database: Queryable): Promise<VersionRow | null> {
  const [row] = await database.rows<VersionRow>(sql`select ${COLUMNS} from charter.version order by number desc limit 1`);
  return row ?? null;
}

/** Versions with how many signatures their content has, newest first, at most 500. */
export async function allVersions(database: Queryable): Promise<(Omit<VersionRow, 'cells'> & { readonly signatures: number })[]> {
  return database.rows(sql`
    select number, rule_set_version as "ruleSetVersion", hash, note, by, at, (select count(*) from charter.signature s where s.hash = v.hash) as signatures
    from charter.version v order by number desc limit 500`);
}

/** One version. Shape: null when there is none with this number. */
export async function versionOfNumber(database: Queryable, number: number): Promise<VersionRow | null> {
  const [row] = await database.rows<VersionRow>(sql`select ${COLUMNS} from charter.version where number = ${number}`);
  return row ?? null;
}

/** Keeps the version after `basedOn` (0: the first). False: somebody else was faster. */
export async function insertVersion(tx: Transaction, basedOn: number, given: Omit<VersionRow, 'number'>): Promise<boolean> {
  const count = await tx.run(sql`
    insert into charter.version (number, rule_set_version, cells, hash, note, by, at)
    select ${basedOn}::int + 1, ${given.ruleSetVersion}, ${JSON.stringify(given.cells)}::jsonb, ${given.hash}, ${given.note}, ${given.by}, ${given.at.toISOString()}::timestamptz
    where ${basedOn}::int = (select coalesce(max(number), 0) from charter.version)
    on conflict (number) do nothing`);
  return count === 1;
}

/** Who governs. Shape: null while nobody was named. */
export async function governance(database: Queryable): Promise<Governance | null> {
  const [row] = await database.rows<{ setting: Governance }>(sql`select setting from charter.governance order by number desc limit 1`);
  return row?.setting ?? null;
}

/** Says who governs from now on. */
export async function insertGovernance(tx: Transaction, setting: Governance, by: string, atMs: number): Promise<void> {
  await tx.run(sql`insert into charter.governance (setting, by, at) values (${JSON.stringify(setting)}::jsonb, ${by}, ${new Date(atMs).toISOString()}::timestamptz)`);
}

/** Signatures on a content. */
export async function signaturesOn(database: Queryable, hash: string): Promise<Signature[]> {
  return database.rows<Signature>(sql`select seat, person, at from charter.signature where hash = ${hash} order by at, seat`);
}

/** Signs; who signed before keeps the earlier moment. */
export async function insertSignatures(tx: Transaction, hash: string, seats: readonly string[], person: string, atMs: number): Promise<void> {
  await tx.run(sql`insert into charter.signature (hash, seat, person, at) select ${hash}, seat, ${person}, ${new Date(atMs).toISOString()}::timestamptz from unnest(${seats}::text[]) as s (seat) on conflict do nothing`);
}
