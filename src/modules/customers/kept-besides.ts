import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

/**
 * What a module on the right keeps in PostgreSQL of people's claims and interactions: it goes with them.
 * Shape: rows per table. `keptNodes`: claims about which something is kept that no rule of retention deletes, such as a case: whoever made them is not forgotten.
 */
export type KeptBesides = { keptNodes?(tx: Transaction, nodes: readonly number[]): Promise<readonly number[]>; eraseNodes(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>>; forgetInteractions(tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> };

/** What a module on the right holds of people's claims, for whoever asks for their data. `name`: a word for all of it, such as cases. Shape: plain JSON. */
export type HeldBesides = { readonly name: string; held(database: Queryable, nodes: readonly number[]): Promise<readonly unknown[]> };

/** All that is held besides, by its name. */
export async function heldBesides(database: Queryable, those: readonly HeldBesides[], nodes: readonly number[]): Promise<Record<string, readonly unknown[]>> {
  return Object.fromEntries(await Promise.all(those.map(async ({ name, held }) => [name, await held(database, nodes)] as const)));
}

/** Rows per table of all that is kept besides. */
export async function letGoBesides(kept: readonly KeptBesides[], letGo: (one: KeptBesides) => Promise<Record<string, number>>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const one of kept) Object.assign(counts, await letGo(one));
  return counts;
}
