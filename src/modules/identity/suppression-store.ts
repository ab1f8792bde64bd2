import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

/** How many erasures there were, how often claims were taken back, and the key under which identifiers of erased people are hashed. */
export type ErasureState = { readonly erasures: number; readonly forgotten: number; readonly secret: Buffer };

/** Names the lock that keeps recording and erasing apart. */
const ERASING = sql`hashtextextended('identity.erasing', 0)`;

/** Waits for an erasure that is under way and lets none begin until the transaction ends. Ask anything about erasures in a later statement: only that sees what was waited for. */
export async function holdErasures(tx: Transaction): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock_shared(${ERASING})`);
}

/** Waits until nothing is being recorded and lets nothing be recorded until the transaction ends. */
export async function holdRecording(tx: Transaction): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(${ERASING})`);
}

export async function erasureState(tx: Queryable): Promise<ErasureState> {
  const [row] = await tx.rows<ErasureState>(sql`select erasures, forgotten, secret from identity.erasure_state`);
  return row ?? { erasures: 0, forgotten: 0, secret: Buffer.alloc(32) };
}

export async function countErasure(tx: Transaction): Promise<void> {
  await tx.run(sql`update identity.erasure_state set erasures = erasures + 1`);
}

export async function countForgotten(tx: Transaction): Promise<void> {
  await tx.run(sql`update identity.erasure_state set forgotten = forgotten + 1`);
}

/** Takes over the key of a ledger; only where nothing was erased under another one. Shape: whether it is the key now. */
export async function takeSecret(tx: Transaction, secret: Buffer): Promise<boolean> {
  await tx.run(sql`update identity.erasure_state set secret = ${secret} where erasures = 0`);
  return (await erasureState(tx)).secret.equals(secret);
}

/** Which of these hashes must not come back. Shape: hexadecimal. */
export async function suppressedKeys(tx: Queryable, keys: readonly Buffer[]): Promise<Set<string>> {
  const rows = await tx.rows<{ key: string }>(sql`select encode(key, 'hex') as key from identity.suppression where key = any(${keys}::bytea[])`);
  return new Set(rows.map((row) => row.key));
}

export async function putSuppressed(tx: Transaction, erasure: string, keys: readonly string[]): Promise<void> {
  await tx.run(sql`insert into identity.suppression (key, erasure) select decode(key, 'hex'), ${erasure}::uuid from unnest(${keys}::text[]) as k (key) on conflict (key) do nothing`);
}

/** Counts what was sent of erased people; each hash once for each item. */
export async function countRefused(tx: Transaction, keys: readonly string[]): Promise<void> {
  await tx.run(sql`
    update identity.suppression s set refused = s.refused + k.times
    from (select decode(key, 'hex') as key, count(*) as times from unnest(${keys}::text[]) as k (key) group by 1 order by 1) k where s.key = k.key`);
}

/** How often something of each erased person was sent since. Shape: by erasure; one that left no hashes is missing. */
export async function refusedSince(tx: Queryable, erasures: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.rows<{ erasure: string; refused: number }>(sql`select erasure::text as erasure, sum(refused)::bigint as refused from identity.suppression where erasure = any(${erasures}::uuid[]) group by erasure`);
  return new Map(rows.map((row) => [row.erasure, row.refused]));
}
