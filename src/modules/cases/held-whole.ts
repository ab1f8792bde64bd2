import type { Transaction } from '../../platform/pg/transaction.ts';
import { nodeOfCaseOrNull } from './case-store.ts';
import { heldCases, type HeldCase } from './change-case.ts';

/** So many times a case may have become part of another. */
const STEPS = 10;

/** A case, held, wherever it is by now: of one that was made part of another, that one. Shape: null where there is none any more. */
export async function heldWhole(tx: Transaction, first: number): Promise<{ readonly number: number; readonly held: HeldCase } | null> {
  let number = first;
  for (let step = 0; step < STEPS; step += 1) {
    if (await nodeOfCaseOrNull(tx, number) === null) return null;
    const [held] = await heldCases(tx, [number]);
    if (held === undefined) return null;
    if (held.now.mergedInto === null) return { number, held };
    number = held.now.mergedInto;
  }
  return null;
}
