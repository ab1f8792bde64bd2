import { AppError } from '../../../kernel/app-error.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import { mayHappen } from '../case.ts';
import { workOnCases, type WorkDeps } from '../change-case.ts';

/** Lets somebody write to the customer of a case: whoever may note that they were informed may inform them. Errors: `conflict`, `not-found`. */
export function writeToCustomer(deps: WorkDeps, number: number, seen: number, keep: (tx: Transaction, node: number) => Promise<void>): Promise<void> {
  return workOnCases(deps, [number], seen, async (tx, _, held) => {
    if (held === undefined) return;
    const may = mayHappen(held.now, { kind: 'informed', told: '', nextUpdateByMs: null });
    if (!may.ok) throw new AppError('conflict', 'case-not-now', may.refusal);
    await keep(tx, held.node);
  });
}
