import { changeCase, type WorkDeps } from './change-case.ts';

/** Owns a case that nobody owns. Errors: `conflict` when somebody was faster. */
export function takeCase(deps: WorkDeps, number: number, by: string, seen: number): Promise<void> {
  return changeCase(deps, { number, by, seen, fact: () => ({ kind: 'taken' }) });
}
