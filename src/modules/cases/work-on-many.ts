import { AppError } from '../../kernel/app-error.ts';
import { assignCase } from './assign-case.ts';
import { caseId, type WorkDeps } from './change-case.ts';
import type { Holder } from './contract.ts';
import { takeCase } from './take-case.ts';

/** Takes (`to` null) or assigns several cases, each by itself: one that somebody took meanwhile does not hold up the others. */
export async function workOnMany(deps: WorkDeps, cases: readonly { readonly number: number; readonly seen: number }[], to: Holder | null, by: string): Promise<{ done: number; refused: { id: string; because: string }[] }> {
  const refused: { id: string; because: string }[] = [];
  for (const { number, seen } of cases) {
    try {
      await (to === null ? takeCase(deps, number, by, seen) : assignCase(deps, number, by, { to, seen }));
    } catch (error) {
      if (!(error instanceof AppError) || (error.kind !== 'conflict' && error.kind !== 'not-found')) throw error;
      refused.push({ id: caseId(number), because: error.detail });
    }
  }
  return { done: cases.length - refused.length, refused };
}
