import type { Worker } from 'node:worker_threads';
import { AppError } from '../../../kernel/app-error.ts';
import { workInThread } from '../../../platform/jobs/work-in-thread.ts';
import type { Work, Worked } from './work-thread.ts';

/** Long work on topics, one after the other, each in a thread of its own that ends with it. */
export function createTopicWork() {
  let running: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let stopping = false;

  async function inThread<Kind extends Work['kind']>(work: Extract<Work, { kind: Kind }>): Promise<Worked[Kind]> {
    if (stopping) throw new AppError('unavailable', 'topic-work-stopped', 'Custos is stopping.');
    return workInThread<Worked[Kind]>({
      file: new URL('work-thread.ts', import.meta.url), task: work, heard: (answer) => answer,
      ended: { code: 'topic-work-ended', words: 'Work on topics ended before it was done. Try again.' },
      begun(worker) {
        running = worker;
        worker.on('exit', () => { running = null; });
      },
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
