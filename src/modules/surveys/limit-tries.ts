import { AppError } from '../../kernel/app-error.ts';

/** Units: ms; counts within the window. `misses`: links that open nothing. `answers`: first answers without a personal link, from one address. */
export const TRY_LIMITS = { windowMs: 10 * 60_000, misses: 30, answers: 60 } as const;

/** Addresses remembered at most; past it the longest unused are forgotten. */
const REMEMBERED_MOST = 20_000;

/** Counts what an address did lately, in memory alone: nothing of it is stored. `check` refuses before work is done; `note` counts. */
export type Tries = { check(address: string): void; note(address: string): void };

/** A window that slides along with the clock, for each address. Errors: `too-many` once `most` are in it. */
export function createTries(most: number, windowMs: number, clock: () => number): Tries {
  const known = new Map<string, number[]>();
  const recent = (address: string): number[] => (known.get(address) ?? []).filter((atMs) => atMs > clock() - windowMs);
  return {
    check(address) {
      if (recent(address).length >= most) throw new AppError('too-many', 'tries-too-many', 'Too many tries from your address. Try again in some minutes.');
    },
    note(address) {
      const tries = [...recent(address), clock()];
      known.delete(address);
      known.set(address, tries);
      const [oldest] = known.keys();
      if (known.size > REMEMBERED_MOST && oldest !== undefined) known.delete(oldest);
    },
  };
}
