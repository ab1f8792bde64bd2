import type { Transaction } from '../../platform/pg/transaction.ts';

/**
 * What a module on the right keeps in PostgreSQL of people's claims and interactions: it goes with them.
 * Shape: rows per table.
 */
export type KeptBesides = { eraseNodes(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>>; forgetInteractions(tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> };

/** Rows per table of all that is kept besides. */
export async function letGoBesides(kept: readonly KeptBesides[], letGo: (one: KeptBesides) => Promise<Record<string, number>>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const one of kept) Object.assign(counts, await letGo(one));
  return counts;
}
