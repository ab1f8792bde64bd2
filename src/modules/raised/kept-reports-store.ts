import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

/** What is kept here about people's claims and interactions: it goes with them, with the seals and openings of those reports. */
export const reportsKept = {
  /** Shape: rows per table. */
  eraseNodes: async (tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> => ({ 'raised.report': await tx.run(sql`delete from raised.report where (node = any(${nodes}::bigint[]) and node <> 0) or wanted_node = any(${nodes}::bigint[])`) }),
  /** Shape: rows per table. */
  forgetInteractions: async (tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> => ({ 'raised.report': await tx.run(sql`delete from raised.report where interaction = any(${numbers}::bigint[])`) }),
};

/** What employees raised about a customer, for an access export; who raised it is not theirs to know. */
export const reportsHeld = {
  name: 'raised',
  held: (database: Queryable, nodes: readonly number[]): Promise<unknown[]> => database.rows(sql`select at, words, outcome, about as number from raised.report where (node = any(${nodes}::bigint[]) and node <> 0) or wanted_node = any(${nodes}::bigint[]) order by number`),
};
