/** A number of workers that each do one thing at a time; work waits in order of arrival for the first free one. */
export interface Lane<Worker> {
  run<T>(work: (worker: Worker) => Promise<T>): Promise<T>;
  /** A worker until `release`, for work that goes on between awaits. */
  borrow(): Promise<{ readonly worker: Worker; release(): void }>;
  /** Everything that was handed in is done. */
  idle(): Promise<void>;
}

/** Makes a lane of these workers. */
export function createLane<Worker>(workers: readonly Worker[]): Lane<Worker> {
  const free = [...workers];
  const waiting: ((worker: Worker) => void)[] = [];
  let busyCount = 0;
  let whenIdle: (() => void)[] = [];

  const worker = (): Promise<Worker> => new Promise((resolve) => {
    const first = free.pop();
    if (first === undefined) waiting.push(resolve);
    else resolve(first);
  });

  const release = (one: Worker): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(one);
    else next(one);
    busyCount -= 1;
    if (busyCount > 0) return;
    for (const call of whenIdle) call();
    whenIdle = [];
  };

  const borrow = async (): Promise<{ readonly worker: Worker; release(): void }> => {
    busyCount += 1;
    const one = await worker();
    return { worker: one, release: () => release(one) };
  };

  return {
    borrow,
    async run(work) {
      const borrowed = await borrow();
      try {
        return await work(borrowed.worker);
      } finally {
        borrowed.release();
      }
    },
    async idle() {
      if (busyCount > 0) await new Promise<void>((resolve) => { whenIdle.push(resolve); });
    },
  };
}

/** A lane for so much work at once, at most. */
export function atMost(count: number): Pick<Lane<unknown>, 'run'> {
  return createLane(Array.from({ length: count }, (_, place) => place));
}
