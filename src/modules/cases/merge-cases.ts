import { AppError } from '../../kernel/app-error.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import { waitingSince } from './case.ts';
import { nodeOfCase } from './case-store.ts';
import { addFact, workOnCases, type HeldCase, type WorkDeps } from './change-case.ts';
import type { DueOf } from './clocks-of-case.ts';
import { assertOneCustomer } from './known-contacts.ts';

type Two = { readonly number: number; readonly other: number; readonly by: string; readonly seen: number };

/** Makes another open case of the same customer a part of this one. Errors: `conflict`; `invalid` for a case and itself. */
export async function mergeCases(deps: WorkDeps & { readonly identity: Pick<Identity, 'customerOfNodes'> }, { number, other, by, seen }: Two): Promise<void> {
  if (number === other) throw new AppError('invalid', 'one-case', 'This is one case already.');
  await assertOneCustomer(deps.identity, [await nodeOfCase(deps.database, number), await nodeOfCase(deps.database, other)]);
  await workOnCases(deps, [number, other], seen, async (tx, dueOf, whole, part) => {
    if (whole === undefined || part === undefined) return;
    await absorbCase(deps, tx, { number, held: whole }, { number: other, held: part }, by, dueOf);
  });
}

type Numbered = { readonly number: number; readonly held: HeldCase };

/** Makes a case that is held a part of another, of the same customer. Shape: the whole as it is then. Errors: `conflict`. */
export async function absorbCase(deps: WorkDeps, tx: Transaction, { number, held: whole }: Numbered, { number: other, held: part }: Numbered, by: string, dueOf: DueOf): Promise<HeldCase> {
  await addFact(deps, tx, part, { number: other, by, fact: () => ({ kind: 'merged', into: number }) }, dueOf);
  return addFact(deps, tx, whole, { number, by, fact: () => ({ kind: 'absorbed', other, sinceMs: waitingSince(part.now) }) }, dueOf);
}

/** Lets a part be a case of its own again, as it was. Errors: `conflict`. */
export async function splitCase(deps: WorkDeps, { number, other, by, seen }: Two): Promise<void> {
  if (number === other) throw new AppError('invalid', 'one-case', 'Name the part that shall be split off.');
  await workOnCases(deps, [number, other], seen, async (tx, dueOf, whole, part) => {
    if (whole === undefined || part === undefined) return;
    await addFact(deps, tx, whole, { number, by, fact: () => ({ kind: 'let-go', other }) }, dueOf);
    await addFact(deps, tx, part, { number: other, by, fact: () => ({ kind: 'parted', from: number }) }, dueOf);
  });
}
