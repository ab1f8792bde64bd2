import type { Transaction } from '../../platform/pg/transaction.ts';
import { blankNodes } from './erase-store.ts';
import type { IdentityMemory } from './identity-memory.ts';
import { takeTurn } from './identity-store.ts';
import { countForgotten } from './suppression-store.ts';

/**
 * Takes claims back of people of whom nothing is left: they become blank numbers, as after an erasure, but nothing is kept that would refuse them. Whoever comes back comes as somebody new.
 * Invariant: recording is held. Shape: how many rows of each table.
 */
export async function forgetClaims(tx: Transaction, memory: IdentityMemory, nodes: readonly number[]): Promise<Record<string, number>> {
  await countForgotten(tx);
  await takeTurn(tx);
  const counts = await blankNodes(tx, nodes);
  tx.afterCommit(() => { memory.claims.clear(); memory.claims.version = -1; });
  return counts;
}
