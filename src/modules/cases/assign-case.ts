import { changeCase, type WorkDeps } from './change-case.ts';
import type { Holder } from './contract.ts';

/** Gives a case that nobody owns to somebody, or moves it to another queue. `to` can have cases. Errors: `conflict`. */
export function assignCase(deps: WorkDeps, number: number, by: string, asked: { readonly to: Holder; readonly seen: number }): Promise<void> {
  return changeCase(deps, { number, by, seen: asked.seen, fact: () => ({ kind: 'assigned', to: asked.to }) });
}
