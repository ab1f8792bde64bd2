/** Names remembered at most; past it the longest quiet are forgotten. */
const REMEMBERED_MOST = 20_000;

/** How often something was tried under a name lately, in the memory of one process: nothing of it is stored. */
export type RecentTries = { /** Whether as many tries are in the window. */ isOver(name: string, most: number): boolean; note(name: string): void; forget(name: string): void };

/** Counts within a window that slides along with the clock. Units: ms. */
export function createRecentTries(clock: () => number, windowMs: number): RecentTries {
  const triesAtMs = new Map<string, readonly number[]>();
  const recent = (name: string): number[] => (triesAtMs.get(name) ?? []).filter((atMs) => atMs > clock() - windowMs);
  return {
    isOver: (name, most) => recent(name).length >= most,
    note(name) {
      const tries = [...recent(name), clock()];
      // Taken out and put back, so that the first of the map is whoever was longest quiet.
      triesAtMs.delete(name);
      triesAtMs.set(name, tries);
      const [longestQuiet] = triesAtMs.keys();
      if (triesAtMs.size > REMEMBERED_MOST && longestQuiet !== undefined) triesAtMs.delete(longestQuiet);
    },
    forget: (name) => { triesAtMs.delete(name); },
  };
}
