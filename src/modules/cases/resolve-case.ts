import { changeCase, type WorkDeps } from './change-case.ts';

/** Says how a case was solved, and what the customer was told of it. It waits for their word then. Errors: `conflict`. */
export function resolveCase(deps: WorkDeps, number: number, by: string, { seen, how, told }: { readonly how: string; readonly told?: string | undefined; readonly seen: number }): Promise<void> {
  return changeCase(deps, { number, by, seen, fact: () => ({ kind: 'resolved', how, told: told ?? null }) });
}
