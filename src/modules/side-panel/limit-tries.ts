import { AppError } from '../../kernel/app-error.ts';
import { createRecentTries } from '../../kernel/recent-tries.ts';

/** Counts tries under a name; for one process. Errors of what it answers: `too-many`. Units: ms. */
export function limitTries(clock: () => number, { windowMs, most }: { readonly windowMs: number; readonly most: number }): (name: string) => void {
  const tries = createRecentTries(clock, windowMs);
  return (name) => {
    if (tries.isOver(name, most)) throw new AppError('too-many', 'panel-too-often', 'That was tried too often. Wait a few minutes.');
    tries.note(name);
  };
}
