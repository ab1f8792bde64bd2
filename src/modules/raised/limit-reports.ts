import { AppError } from '../../kernel/app-error.ts';

/** How many reports and tries one address may send within an hour, and how many addresses are remembered. A shop is often one address. */
const LIMITS = { windowMs: 3_600_000, most: 60, remembered: 10_000 } as const;

/** Keeps one address from flooding public pages, in this process. Errors of what it answers: `too-many`. */
export function createAddressLimit(clock: () => number, most: number = LIMITS.most): (address: string) => void {
  const triesMs = new Map<string, number[]>();
  return (address) => {
    const lately = (triesMs.get(address) ?? []).filter((at) => at > clock() - LIMITS.windowMs);
    if (lately.length >= most) throw new AppError('too-many', 'raised-too-often', 'Too much came from here within the hour. Try again later, or tell a colleague.');
    // Taken out and put back, so that the first of the map is whoever was longest quiet.
    triesMs.delete(address);
    triesMs.set(address, [...lately, clock()]);
    const [longestQuiet] = triesMs.keys();
    if (triesMs.size > LIMITS.remembered && longestQuiet !== undefined) triesMs.delete(longestQuiet);
  };
}
