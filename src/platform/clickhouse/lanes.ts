/** A number of workers that each do one thing at a time; work waits in order of arrival for the first free one. */
export interface Lane<Worker> {
  run<T>(work: (worker: Worker) => Promise<T>): Promise<T>;
  /** Everything that was handed in is done. */
  idle(): Promise<void>;
}

/** Makes a lane of these workers. */
export function createLane<Worker>(workers: readonly Worker[]): Lane<Worker> {
  const free = [...workers];
  const waiting: ((worker: Worker) => void)[] = [];
  const running = new Set<Promise<unknown>>();

  const worker = (): Promise<Worker> => new Promise((resolve) => {
    const first = free.pop();
    if (first === undefined) waiting.push(resolve);
    else resolve(first);
  });

  const release = (one: Worker): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(one);
    else next(one);
  };

  return {
    run(work) {
      const done = worker().then(async (one) => {
        try {
          return await work(one);
        } finally {
          release(one);
        }
      });
      const settled = done.then(() => undefined, () => undefined).finally(() => running.delete(settled));
      running.add(settled);
      return done;
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
