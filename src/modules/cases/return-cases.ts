import { AppError } from '../../kernel/app-error.ts';
import { openCasesOf, ownersOfOpen } from './case-store.ts';
import { changeCase, CUSTOS, type WorkDeps } from './change-case.ts';
import { workers, type StaffList } from './holders.ts';

/** Puts the open cases of owners who left, or may not work on cases any more, back into their queues, marked with whose they were. Answers how many. */
export async function returnCases(deps: WorkDeps & { readonly people: StaffList }): Promise<number> {
  const working = new Set((await workers(deps)).map(({ id }) => id));
  const gone = (await ownersOfOpen(deps.database)).filter((owner) => !working.has(owner));
  let returned = 0;
  for (const number of gone.length === 0 ? [] : await openCasesOf(deps.database, gone)) {
    if (await returnCase(deps, number, new Set(gone))) returned += 1;
  }
  return returned;
}

async function returnCase(deps: WorkDeps, number: number, gone: ReadonlySet<string>): Promise<boolean> {
  try {
    await changeCase(deps, {
      number, by: CUSTOS, seen: null,
      fact: ({ owner }) => {
        if (owner === null || !gone.has(owner)) throw new AppError('conflict', 'owner-is-here', 'Somebody who is here has this case by now.');
        return { kind: 'returned', from: owner };
      },
    });
    return true;
  } catch (error) {
    // Somebody took it, or it ended, in between.
    if (error instanceof AppError && (error.kind === 'conflict' || error.kind === 'not-found')) return false;
    throw error;
  }
}
