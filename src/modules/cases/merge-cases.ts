import { AppError } from '../../kernel/app-error.ts';
import type { Identity } from '../identity/index.ts';
import { waitingSince } from './case.ts';
import { addFact, heldCases, type WorkDeps } from './change-case.ts';
import { assertOneCustomer } from './known-contacts.ts';

type Two = { readonly number: number; readonly other: number; readonly by: string; readonly seen: number };

/** Makes another open case of the same customer a part of this one. Errors: `conflict`; `invalid` for a case and itself. */
export async function mergeCases(deps: WorkDeps & { readonly identity: Pick<Identity, 'customerOfNodes'> }, { number, other, by, seen }: Two): Promise<void> {
  if (number === other) throw new AppError('invalid', 'one-case', 'This is one case already.');
  await deps.database.transaction(async (tx) => {
    const [whole, part] = await heldCases(tx, [number, other]);
    if (whole === undefined || part === undefined) return;
    await assertOneCustomer(deps.identity, [whole.node, part.node]);
    await addFact(deps, tx, part, { number: other, seen: null, by, fact: () => ({ kind: 'merged', into: number }) });
    await addFact(deps, tx, whole, { number, seen, by, fact: () => ({ kind: 'absorbed', other, sinceMs: waitingSince(part.now) }) });
  });
}

/** Lets a part be a case of its own again, as it was. Errors: `conflict`. */
export async function splitCase(deps: WorkDeps, { number, other, by, seen }: Two): Promise<void> {
  if (number === other) throw new AppError('invalid', 'one-case', 'Name the part that shall be split off.');
  await deps.database.transaction(async (tx) => {
    const [whole, part] = await heldCases(tx, [number, other]);
    if (whole === undefined || part === undefined) return;
    await addFact(deps, tx, whole, { number, seen, by, fact: () => ({ kind: 'let-go', other }) });
    await addFact(deps, tx, part, { number: other, seen: null, by, fact: () => ({ kind: 'parted', from: number }) });
  });
}
