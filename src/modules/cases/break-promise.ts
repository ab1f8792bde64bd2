import { changeCase, type WorkDeps } from './change-case.ts';

/** Says that what was promised was not, or can not be kept. Errors: `conflict`. */
export function breakPromise(deps: WorkDeps, number: number, by: string, { promised, what, seen }: { readonly promised: string; readonly what: string; readonly seen: number }): Promise<void> {
  return changeCase(deps, { number, by, seen, fact: () => ({ kind: 'broken', promised, what }) });
}

/** Notes what the customer was given for a broken promise. Errors: `conflict`. */
export function remedyCase(deps: WorkDeps, number: number, by: string, { gave, seen }: { readonly gave: string; readonly seen: number }): Promise<void> {
  return changeCase(deps, { number, by, seen, fact: () => ({ kind: 'remedied', gave }) });
}
