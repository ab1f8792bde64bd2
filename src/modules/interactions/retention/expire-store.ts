import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';

/** Notes which names a run of retention deletes the interactions of. */
export async function noteExpired(tx: Transaction, run: number, keys: readonly string[]): Promise<void> {
  await tx.run(sql`insert into interactions.expired (key, run) select key, ${run} from unnest(${keys}::uuid[]) as k (key) on conflict (key) do update set run = excluded.run`);
}

/** Which of these names are of interactions that retention deleted. */
export async function expiredNames(tx: Queryable, keys: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ key: string }>(sql`select key::text as key from interactions.expired where key = any(${keys}::uuid[])`);
  return new Set(rows.map((row) => row.key));
}

/** Forgets what a run deleted, so that the same ids may be taken in again as new. Shape: how many names. */
export async function releaseExpired(tx: Transaction, run: number): Promise<number> {
  await tx.run(sql`delete from interactions.seen s using interactions.expired e where e.run = ${run} and s.key = e.key`);
  return tx.run(sql`delete from interactions.expired where run = ${run}`);
}

/** How many items were parked before a moment. */
export async function parkedBefore(tx: Queryable, before: Date): Promise<number> {
  return (await tx.rows<{ count: number }>(sql`select count(*)::int as count from interactions.parked where parked_at < ${before.toISOString()}::timestamptz`))[0]?.count ?? 0;
}

/** Deletes what was parked before a moment, whatever became of it. */
export async function dropParkedBefore(tx: Queryable, before: Date): Promise<number> {
  return tx.run(sql`delete from interactions.parked where parked_at < ${before.toISOString()}::timestamptz`);
}

/** At which of these homes more interactions were recorded and not deleted since than `due` counts there. Cost: all places are read once. */
export async function livingHomes(tx: Queryable, homes: readonly number[], due: ReadonlyMap<number, number>): Promise<Set<number>> {
  const rows = await tx.rows<{ home: number; count: number }>(sql`select home, count(*)::int as count from interactions.placed where home = any(${homes}::bigint[]) group by home`);
  return new Set(rows.filter(({ home, count }) => count > (due.get(home) ?? 0)).map(({ home }) => home));
}
