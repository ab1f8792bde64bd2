import { Worker } from 'node:worker_threads';
import { AppError } from '../../../kernel/app-error.ts';
import type { Work, Worked } from './work-thread.ts';

/** Long work on topics, one after the other, each in a thread of its own that ends with it. */
export function createTopicWork() {
  let running: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let stopping = false;

  function inThread<Kind extends Work['kind']>(work: Extract<Work, { kind: Kind }>): Promise<Worked[Kind]> {
    return new Promise((resolve, reject) => {
      if (stopping) { reject(new AppError('unavailable', 'topic-work-stopped', 'Custos is stopping.')); return; }
      const worker = new Worker(new URL('work-thread.ts', import.meta.url), { execArgv: ['--disable-warning=ExperimentalWarning'], workerData: work });
      running = worker;
      const end = (cause: unknown): void => { running = null; reject(new AppError('internal', 'topic-work-ended', 'Work on topics ended before it was done. Try again.', { cause })); };
      worker.on('error', end);
      worker.on('exit', end);
      worker.on('message', (answer: Worked[Kind]) => { resolve(answer); });
    });
  }

  return {
    /** Errors: `internal` when it ended before it was done; `unavailable` while stopping. */
    do<Kind extends Work['kind']>(work: Extract<Work, { kind: Kind }>): Promise<Worked[Kind]> {
      const next = last.then(() => inThread(work), () => inThread(work));
      last = next;
      return next;
    },
    async stop(): Promise<void> { stopping = true; await running?.terminate(); },
  };
}

export type TopicWork = ReturnType<typeof createTopicWork>;
