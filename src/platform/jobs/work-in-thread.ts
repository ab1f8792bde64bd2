import type { Worker } from 'node:worker_threads';
import { AppError } from '../../kernel/app-error.ts';
import { startThread } from './start-thread.ts';

/** Whoever learns makes large lists, which live long, and small things in between. */
const YOUNG_MB = 24;

/** A piece of work for a thread of its own. `ended`: how it is told that the thread ended before it was done. `limits`: what is given up when it takes more; without them it may take what it needs. Units: ms; MB. */
export type ThreadWork<Message, Answer> = {
  readonly file: URL; readonly task: unknown; readonly ended: { readonly code: string; readonly words: string }; readonly limits?: { readonly ms: number; readonly oldMb: number };
  begun(worker: Worker): void;
  /** What a message answers; undefined to go on listening. What it throws is the end of the work. */
  heard(message: Message): Answer | undefined;
};

/** Lets a thread do one piece of work, and hears what came of it. Errors: `internal` when it ended before it was done; what `heard` throws. */
export function workInThread<Message, Answer = Message>({ file, task, ended, limits, begun, heard }: ThreadWork<Message, Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = startThread(file, { given: task, memory: { youngMb: YOUNG_MB, ...(limits === undefined ? {} : { oldMb: limits.oldMb }) } });
    const tooLong = limits === undefined ? undefined : setTimeout(() => { void worker.terminate(); }, limits.ms);
    begun(worker);
    const end = (cause: unknown): void => { reject(new AppError('internal', ended.code, ended.words, { cause })); };
    worker.on('error', end);
    worker.on('exit', (code) => { clearTimeout(tooLong); end(code); });
    worker.on('message', (message: Message) => {
      try {
        const answer = heard(message);
        if (answer !== undefined) resolve(answer);
      } catch (error) {
        reject(error instanceof Error ? error : new AppError('internal', ended.code, ended.words, { cause: error }));
      }
    });
  });
}
