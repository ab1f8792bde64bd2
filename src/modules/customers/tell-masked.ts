/** One thing to tell an open page; `names` are those that it teaches about its people. */
type Telling = { readonly names: readonly string[]; say(): void };

/** Tellings that wait for names; beyond it the page is told how many it missed. */
const WAITING_MOST = 1_000;

/**
 * Tells an open page of somebody who may not see personal data what happens, in order.
 * Invariant: nothing is said before the names that are known by then, and those that it brings itself, were given to `hide`; where names can't be read it is not said, and counts as missed.
 * Cost: one reading of names at a time, shared by all that waits.
 */
export function createMaskedTelling(deps: { readonly namesNow: () => Promise<readonly string[]>; readonly hide: (names: readonly string[]) => void; readonly miss: (count: number) => void }): (telling: Telling) => void {
  const hidden = new Set<string>();
  let waiting: Telling[] = [];
  let isReading = false;

  function learn(names: readonly string[]): void {
    const fresh = names.filter((name) => !hidden.has(name));
    for (const name of fresh) hidden.add(name);
    if (fresh.length > 0) deps.hide(fresh);
  }

  async function tellAll(): Promise<void> {
    isReading = true;
    while (waiting.length > 0) {
      const now = waiting;
      waiting = [];
      try {
        learn(await deps.namesNow());
        for (const { names } of now) learn(names);
        for (const { say } of now) say();
      } catch {
        deps.miss(now.length);
      }
    }
    isReading = false;
  }

  return (telling) => {
    if (waiting.length >= WAITING_MOST) {
      deps.miss(1);
      return;
    }
    waiting.push(telling);
    if (!isReading) void tellAll();
  };
}
