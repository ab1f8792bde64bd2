import { sql } from '../../platform/pg/sql.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import type { NumberBlocks } from './number-blocks.ts';

/** Nested steps in indexes alone, whatever the tables held when a plan was made: one made while they were small would last after they grew. */
const FOR_FEW: Readonly<Record<string, string>> = { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' };

/** Never a plan from before: made while the tables were small or empty it would read them from end to end for each of thousands of values. */
const ANEW: Readonly<Record<string, string>> = { plan_cache_mode: 'force_custom_plan' };

const set = (tx: Transaction, settings: Readonly<Record<string, string>>): void => {
  tx.send(sql`select set_config(name, value, true) from unnest(${Object.keys(settings)}::text[], ${Object.values(settings)}::text[]) as v (name, value)`);
};

/** From here on, statements of this transaction are planned once for a connection, not anew for their very values: with few claims, planning costs more than answering. */
export function planForFew(tx: Transaction): void {
  set(tx, FOR_FEW);
}

/** From so many claims on, a plan goes by the indexes whenever it was made; making one anew for each batch would take a tenth of what PostgreSQL does for it. */
const MANY_KNOWN = 100_000;

/** From here on, statements of this transaction are planned for what the tables hold now, as long as they may have grown much since a plan was made. `highestNode`: the highest number of a claim known to this process. */
export function planForMany(tx: Transaction, { highestNode }: Pick<NumberBlocks, 'highestNode'>): void {
  if (highestNode() < MANY_KNOWN) set(tx, ANEW);
}
