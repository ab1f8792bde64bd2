import { AppError } from '../../kernel/app-error.ts';
import { createRecentTries } from '../../kernel/recent-tries.ts';

/** How many reports and tries one address may send within an hour. A shop is often one address. */
const LIMITS = { windowMs: 3_600_000, most: 60 } as const;

/** Keeps one address from flooding public pages, in this process. Errors of what it answers: `too-many`. */
export function createAddressLimit(clock: () => number, most: number = LIMITS.most): (address: string) => void {
  const tries = createRecentTries(clock, LIMITS.windowMs);
  return (address) => {
    if (tries.isOver(address, most)) throw new AppError('too-many', 'raised-too-often', 'Too much came from here within the hour. Try again later, or tell a colleague.');
    tries.note(address);
  };
}
