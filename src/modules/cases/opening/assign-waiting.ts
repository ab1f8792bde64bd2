import { AppError } from '../../../kernel/app-error.ts';
import { changeCase, CUSTOS, type WorkDeps } from '../change-case.ts';
import { workers, type StaffList } from '../holders.ts';
import { policyNow } from '../policy/policy-store.ts';
import { heldByOwner, neverHeld } from './assign-view.ts';

/** Cases given away in one round. */
const ROUND_MOST = 200;

/** Who of a team gets the next case: whoever has the fewest that are open; of equals, whoever stands first in the team. Null: nobody of them works here now. */
export function nextOwner(members: readonly string[], working: ReadonlySet<string>, held: ReadonlyMap<string, number>): string | null {
  return members.filter((member) => working.has(member)).toSorted((a, b) => (held.get(a) ?? 0) - (held.get(b) ?? 0))[0] ?? null;
}

/**
 * Names an owner for each case that nobody ever had, in queues that have members: the most urgent and longest waiting first. Answers how many.
 * Invariant: what a person gave back to a queue, or whose owner left, waits for a person.
 */
export async function assignWaiting(deps: WorkDeps & { readonly people: StaffList }): Promise<number> {
  const { policy } = await policyNow(deps.database);
  const members = new Map(policy.queues.filter((queue) => queue.members.length > 0).map((queue) => [queue.key, queue.members]));
  const waiting = members.size === 0 ? [] : await neverHeld(deps.database, [...members.keys()], ROUND_MOST);
  if (waiting.length === 0) return 0;
  const [working, counts] = await Promise.all([workers(deps), heldByOwner(deps.database)]);
  const [here, held] = [new Set(working.map(({ id }) => id)), new Map(counts.map(({ owner, open }) => [owner, open]))];
  let assigned = 0;
  for (const { number, queue } of waiting) {
    const owner = nextOwner(members.get(queue) ?? [], here, held);
    if (owner === null || !await give(deps, number, owner)) continue;
    held.set(owner, (held.get(owner) ?? 0) + 1);
    assigned += 1;
  }
  return assigned;
}

async function give(deps: WorkDeps, number: number, owner: string): Promise<boolean> {
  try {
    await changeCase(deps, { number, by: CUSTOS, seen: null, fact: () => ({ kind: 'assigned', to: { person: owner } }) });
    return true;
  } catch (error) {
    // Somebody took it in between, or it went with an erased customer.
    if (error instanceof AppError && (error.kind === 'conflict' || error.kind === 'not-found')) return false;
    throw error;
  }
}
