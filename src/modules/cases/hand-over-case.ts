import { changeCase, type WorkDeps } from './change-case.ts';
import type { Holder } from './contract.ts';

/** Hands a case over to somebody or to a queue, with what was said, tried and promised, so that the customer need not say it again. `to` can have cases. Errors: `conflict`. */
export function handOverCase(deps: WorkDeps, number: number, by: string, { seen, to, said, tried, promised }: { readonly to: Holder; readonly said: string; readonly tried: string; readonly promised: string; readonly seen: number }): Promise<void> {
  return changeCase(deps, { number, by, seen, fact: () => ({ kind: 'handed-over', to, said, tried, promised }) });
}
