import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** What one interaction said about somebody's traits. */
export type HeldWord = { readonly interaction: number; readonly node: number; readonly source: string; readonly saidAt: Date; readonly traits: Readonly<Record<string, string | null>> };

/** Every word of these claims, oldest first: the traits with where each came from, also those that no longer count. */
export function wordsHeld(tx: Queryable, nodes: readonly number[]): Promise<HeldWord[]> {
  return tx.rows(sql`select interaction, node, source, said_at as "saidAt", traits from customers.word where node = any(${nodes}::bigint[]) order by said_at, interaction`);
}
