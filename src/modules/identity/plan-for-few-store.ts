import { sql } from '../../platform/pg/sql.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';

/** Nested steps in indexes alone, whatever the tables held when a plan was made: one made while they were small would last after they grew. */
const SETTINGS: Readonly<Record<string, string>> = { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' };

/** From here on, statements of this transaction are planned once for a connection, not anew for their very values: with few claims, planning costs more than answering. */
export function planForFew(tx: Transaction): void {
  tx.send(sql`select set_config(name, value, true) from unnest(${Object.keys(SETTINGS)}::text[], ${Object.values(SETTINGS)}::text[]) as v (name, value)`);
}
