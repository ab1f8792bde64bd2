/** Between two rounds of a job: waits, unless there is something to do. */
export type Pause = {
  /** Waits so long at most. Units: ms; none or less doesn't wait. */
  wait(ms: number): Promise<void>;
  /** Ends the wait; ended while nobody waits, it ends the next one, so that no call is missed. */
  end(): void;
};

/** A pause that doesn't keep the process alive. */
export function createPause(): Pause {
  let isCalled = false;
  let endNow: () => void = () => undefined;
  return {
    async wait(ms) {
      if (!isCalled && ms > 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms).unref();
          endNow = () => { clearTimeout(timer); resolve(); };
        });
      }
      isCalled = false;
    },
    end() {
      isCalled = true;
      endNow();
    },
  };
}
