import type { Transaction } from '../../platform/pg/transaction.ts';
import type { DueOf } from './clocks-of-case.ts';
import type { CaseNow } from './case.ts';
import { caseOfKey } from './case-key-store.ts';
import { addFact, CUSTOS, heldCases, type LaterFact, type WorkDeps } from './change-case.ts';

/** Adds what became known to the case that something opened by itself, wherever that is by now: of a case that was made part of another, to that one. Nothing where it opened none. */
export async function noteOnKey(deps: WorkDeps, tx: Transaction, key: string, fact: (now: CaseNow) => LaterFact, dueOf: DueOf): Promise<void> {
  let number = await caseOfKey(tx, key);
  while (number !== null) {
    const [held] = await heldCases(tx, [number]);
    if (held === undefined) return;
    const { state, mergedInto } = held.now;
    if (state !== 'merged') {
      await addFact(deps, tx, held, { number, by: CUSTOS, fact }, dueOf);
      return;
    }
    number = mergedInto;
  }
}
