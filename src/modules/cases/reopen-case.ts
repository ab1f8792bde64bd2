import { changeCase, type WorkDeps } from './change-case.ts';

/** Opens a case again, with the owner that it had. Errors: `conflict`. */
export function reopenCase(deps: WorkDeps, number: number, by: string, { why, seen }: { readonly why: string; readonly seen: number }): Promise<void> {
  return changeCase(deps, { number, by, seen, fact: () => ({ kind: 'reopened', why }) });
}
