import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** What one interaction said about one order. */
export type HeldStatement = { readonly interaction: number; readonly revision: number; readonly brand: string; readonly orderId: string; readonly source: string; readonly occurredAt: Date; readonly said: unknown };

/** Everything that these claims said about orders, oldest first. */
export function statementsHeld(tx: Queryable, nodes: readonly number[]): Promise<HeldStatement[]> {
  return tx.rows(sql`
    select interaction, revision, brand, order_id as "orderId", source, occurred_at as "occurredAt", said
    from subjects.order_fact where node = any(${nodes}::bigint[]) order by occurred_at, interaction`);
}
