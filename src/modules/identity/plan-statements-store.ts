import { sql } from '../../platform/pg/sql.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';

/** Nested steps in indexes alone, whatever the tables held when a plan was made: one made while they were small would last after they grew. */
const FOR_FEW: Readonly<Record<string, string>> = { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' };

/** Never a plan from before: made while the tables were small or empty it would read them from end to end for each of thousands of values. */
const FOR_MANY: Readonly<Record<string, string>> = { plan_cache_mode: 'force_custom_plan' };

const set = (tx: Transaction, settings: Readonly<Record<string, string>>): void => {
  tx.send(sql`select set_config(name, value, true) from unnest(${Object.keys(settings)}::text[], ${Object.values(settings)}::text[]) as v (name, value)`);
};

/** From here on, statements of this transaction are planned once for a connection, not anew for their very values: with few claims, planning costs more than answering. */
export function planForFew(tx: Transaction): void {
  set(tx, FOR_FEW);
}

/** From here on, statements of this transaction are planned for what the tables hold now: with many claims, planning costs nothing beside answering. */
export function planForMany(tx: Transaction): void {
  set(tx, FOR_MANY);
}
