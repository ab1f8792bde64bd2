/** For so long after an answer somebody is likely to ask again. Units: ms. */
const LINGERS_MS = 300;

/** Whether somebody waits for an answer or had one a moment ago: whatever works through much in the background leaves the processors to them. */
export type Attention = {
  /** Does something that somebody waits for. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Somebody waits, or was answered less than 300 ms ago. */
  isWanted(): boolean;
};

/** `clock` in ms. */
export function createAttention(clock: () => number): Attention {
  let waiting = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    async during(work) {
      waiting += 1;
      try {
        return await work();
      } finally {
        waiting -= 1;
        lastMs = clock();
      }
    },
    isWanted: () => waiting > 0 || clock() - lastMs < LINGERS_MS,
  };
}
