import { changeCase, type WorkDeps } from './change-case.ts';

/** We wait for the customer: clocks of staff rest, but for the first answer. Errors: `conflict`. */
export function pauseCase(deps: WorkDeps, number: number, by: string, { waitingFor, seen }: { readonly waitingFor: string; readonly seen: number }): Promise<void> {
  return changeCase(deps, { number, by, seen, fact: () => ({ kind: 'paused', waitingFor }) });
}

/** We wait no longer. Errors: `conflict`. */
export function resumeCase(deps: WorkDeps, number: number, by: string, seen: number): Promise<void> {
  return changeCase(deps, { number, by, seen, fact: () => ({ kind: 'resumed' }) });
}
