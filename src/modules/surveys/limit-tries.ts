import { AppError } from '../../kernel/app-error.ts';
import { createRecentTries } from '../../kernel/recent-tries.ts';

/** Units: ms; counts within the window. `misses`: links that open nothing. `answers`: first answers without a personal link, from one address. */
export const TRY_LIMITS = { windowMs: 10 * 60_000, misses: 30, answers: 60 } as const;

/** Counts what an address did lately. `check` refuses before work is done; `note` counts. */
export type Tries = { check(address: string): void; note(address: string): void };

/** A limit for each address, for one process. Errors of `check`: `too-many` once `most` are in the window. */
export function createTries(most: number, windowMs: number, clock: () => number): Tries {
  const tries = createRecentTries(clock, windowMs);
  return {
    check(address) {
      if (tries.isOver(address, most)) throw new AppError('too-many', 'tries-too-many', 'Too many tries from your address. Try again in some minutes.');
    },
    note: tries.note,
  };
}
