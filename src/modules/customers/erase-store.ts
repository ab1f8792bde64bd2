import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

/** A certificate as it is stored. `finishedAt` null: rows of the history are still to be deleted. */
export type ErasureRow = {
  readonly number: number; readonly key: string; readonly customer: number | null; readonly nodes: readonly number[]; readonly homes: readonly number[]; readonly reason: string; readonly by: string;
  readonly erasedAt: Date; readonly finishedAt: Date | null; readonly hashes: readonly string[]; readonly claims: readonly string[]; readonly counts: Readonly<Record<string, number>>;
  /** Other people's wordings that named the person; null for erasures of before they were looked for. */
  readonly mentionsFound: number | null; readonly mentionsAreLeast: boolean;
};

const COLUMNS = sql`number, key::text as key, customer, (select coalesce(json_agg(n), '[]') from unnest(nodes) n) as nodes, (select coalesce(json_agg(h), '[]') from unnest(homes) h) as homes, reason, erased_by as "by", erased_at as "erasedAt", finished_at as "finishedAt", hashes, claims, counts, mentions_found as "mentionsFound", mentions_are_least as "mentionsAreLeast"`;

/** Erases what these claims said of traits. Shape: rows per table. */
export async function eraseTraits(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> {
  return { 'customers.trait': await tx.run(sql`delete from customers.trait where node = any(${nodes}::bigint[])`), 'customers.word': await tx.run(sql`delete from customers.word where node = any(${nodes}::bigint[])`) };
}

export async function putErasure(tx: Transaction, erasure: Omit<ErasureRow, 'number' | 'finishedAt'>): Promise<number> {
  const [row] = await tx.rows<{ number: number }>(sql`
    insert into customers.erasure (key, customer, nodes, homes, reason, erased_by, erased_at, hashes, claims, counts, mentions_found, mentions_are_least)
    values (${erasure.key}::uuid, ${erasure.customer}, ${erasure.nodes}::bigint[], ${erasure.homes}::bigint[], ${erasure.reason}, ${erasure.by}, ${erasure.erasedAt.toISOString()}::timestamptz, ${erasure.hashes}::text[], ${erasure.claims}::text[], ${JSON.stringify(erasure.counts)}::jsonb, ${erasure.mentionsFound}, ${erasure.mentionsAreLeast})
    returning number`);
  return row?.number ?? 0;
}

/** Notes that an erasure is through, with what it counted in the history. */
export async function finishErasure(database: Queryable, key: string, counts: Readonly<Record<string, number>>): Promise<void> {
  await database.run(sql`update customers.erasure set finished_at = now(), counts = counts || ${JSON.stringify(counts)}::jsonb where key = ${key}::uuid and finished_at is null`);
}

export function erasures(database: Queryable): Promise<ErasureRow[]> {
  return database.rows(sql`select ${COLUMNS} from customers.erasure order by number desc limit 1000`);
}

export async function erasureByKey(database: Queryable, key: string): Promise<ErasureRow | null> {
  return (await database.rows<ErasureRow>(sql`select ${COLUMNS} from customers.erasure where key = ${key}::uuid`))[0] ?? null;
}

/** The last erasure of a customer; null when they never were. */
export async function erasureOf(database: Queryable, customer: number): Promise<Pick<ErasureRow, 'number' | 'erasedAt'> | null> {
  return (await database.rows<Pick<ErasureRow, 'number' | 'erasedAt'>>(sql`select number, erased_at as "erasedAt" from customers.erasure where customer = ${customer} order by number desc limit 1`))[0] ?? null;
}

export async function erasureByNumber(database: Queryable, number: number): Promise<ErasureRow | null> {
  return (await database.rows<ErasureRow>(sql`select ${COLUMNS} from customers.erasure where number = ${number}`))[0] ?? null;
}

/** Erasures that a ledger does not name, oldest first: a stop came between them and their lines. */
export function erasuresBeside(database: Queryable, keys: readonly string[]): Promise<ErasureRow[]> {
  return database.rows(sql`select ${COLUMNS} from customers.erasure where not key = any(${keys}::uuid[]) order by number`);
}

/** Erasures that were stopped before the history was through. */
export function unfinishedErasures(database: Queryable): Promise<ErasureRow[]> {
  return database.rows(sql`select ${COLUMNS} from customers.erasure where finished_at is null order by number`);
}
