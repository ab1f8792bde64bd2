import { AppError } from '../../kernel/app-error.ts';

/** Names remembered at most; past it the longest unused are forgotten. */
const REMEMBERED_MOST = 10_000;

/** Counts tries under a name within a window that slides with the clock; for one process. Errors of what it answers: `too-many`. Units: ms. */
export function limitTries(clock: () => number, { windowMs, most }: { readonly windowMs: number; readonly most: number }): (name: string) => void {
  const tries = new Map<string, number[]>();
  return (name) => {
    const lately = (tries.get(name) ?? []).filter((at) => at > clock() - windowMs);
    if (lately.length >= most) throw new AppError('too-many', 'panel-too-often', 'That was tried too often. Wait a few minutes.');
    tries.delete(name);
    tries.set(name, [...lately, clock()]);
    for (const other of tries.keys()) {
      if (tries.size <= REMEMBERED_MOST) break;
      tries.delete(other);
    }
  };
}
