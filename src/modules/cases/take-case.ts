import { changeCase, type WorkDeps } from './change-case.ts';

/** Owns a case that nobody owns. `seen` null: whatever others did meanwhile does not matter. Errors: `conflict` when somebody was faster. */
export function takeCase(deps: WorkDeps, number: number, by: string, seen: number | null): Promise<void> {
  return changeCase(deps, { number, by, seen, fact: () => ({ kind: 'taken' }) });
}
