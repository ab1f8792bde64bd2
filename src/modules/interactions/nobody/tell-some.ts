/**
 * Tells an open page what arrives, at most so much of it in a while, and then how much it missed: nobody reads ads seen a thousand times a second.
 * Units: `most` in `everyMs`. Invariant: what was missed is told soon, also when nothing follows.
 */
export function createTellingSome<T>(deps: { readonly most: number; readonly everyMs: number; readonly tell: (item: T) => void; readonly miss: (count: number) => void }) {
  let told = 0;
  let missed = 0;
  let pause: ReturnType<typeof setTimeout> | null = null;

  function goOn(): void {
    pause = null;
    told = 0;
    if (missed > 0) deps.miss(missed);
    missed = 0;
  }

  return {
    hear(item: T): void {
      pause ??= setTimeout(goOn, deps.everyMs);
      if (told >= deps.most) {
        missed += 1;
        return;
      }
      told += 1;
      deps.tell(item);
    },
    stop(): void { if (pause !== null) clearTimeout(pause); },
  };
}
