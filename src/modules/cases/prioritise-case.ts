import { changeCase, type WorkDeps } from './change-case.ts';
import type { Priority } from './contract.ts';
import { policyNow } from './policy/policy-store.ts';

/** Sets how urgent a case is; from then on the targets of that priority hold. Errors: `conflict`. */
export async function prioritiseCase(deps: WorkDeps, number: number, by: string, { priority, seen }: { readonly priority: Priority; readonly seen: number }): Promise<void> {
  const { policy } = await policyNow(deps.database);
  await changeCase(deps, { number, by, seen, fact: () => ({ kind: 'prioritised', priority, target: policy.targets[priority] }) });
}
