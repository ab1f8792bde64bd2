import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { AppError } from '../../../kernel/app-error.ts';
import { startThread } from '../../../platform/jobs/start-thread.ts';
import type { KnownNames } from '../reading/entities/find-known.ts';
import type { Trees } from '../topic-tree/tree-file.ts';
import type { Look, NamesChanged, ReadingAnswer, ReadingTask, TreesHeld } from './reader-thread.ts';
import type { ReadFields } from './stored-reading.ts';

/** Texts given to a thread at once. */
const TEXTS_AT_ONCE = 64;
/** One thread leaves the rest of a small machine to what comes in; a large one has several. */
const THREADS_MOST = 4;
/** A thread without work is ended: its models take memory. Units: ms. */
const IDLE_MS = 60_000;
/** Texts leave little behind: without limits a thread lets garbage grow to twice of what it needs. Trees of topics may be large. */
const MEMORY = { youngMb: 12, oldMb: 512 } as const;

type Task = { readonly number: number; readonly texts: readonly string[]; readonly look: Look | null; done(readings: readonly unknown[]): void; failed(error: AppError): void };
type Thread = { readonly worker: Worker; /** With which models it began. */ readonly models: number; task: Task | null; idle: NodeJS.Timeout | null };

/** Threads that read texts, started when there is something to read. */
export type ReaderPool = {
  /** Reads texts, in their order; null for one that could not be read. Errors: `unavailable` when a thread ended meanwhile. */
  read(texts: readonly string[]): Promise<(ReadFields | null)[]>;
  /** Looks at texts otherwise than by reading them. Shape and errors as `read`; whoever asks knows what the look answers. */
  ask<Answer>(look: Look, texts: readonly string[]): Promise<(Answer | null)[]>;
  /** Reads by another taught model (null: by those alone that come with Custos) from now on. What is being read is finished by the former. */
  use(taught: Uint8Array | null): void;
  /** Looks for these names from now on; what was given to a thread before is read without them. */
  useNames(names: KnownNames): void;
  /** Makes trees of topics ready for looks at topics from now on, by pass, and lets go of all others. */
  holdTrees(passes: ReadonlyMap<number, Trees>): void;
  /** How often the models were changed: what was read before another number may be of former models. */
  models(): number;
  stop(): Promise<void>;
};

/** `threads`: how many at most; as many as processors less one, unless it is said. */
export function createReaderPool({ threads: most = Math.max(1, Math.min(THREADS_MOST, availableParallelism() - 1)), taught: first = null, names: known = { products: [], rivals: [] } }: { readonly threads?: number; /** A model that the company taught. */ readonly taught?: Uint8Array | null; readonly names?: KnownNames } = {}): ReaderPool {
  const threads = new Set<Thread>();
  const waiting: Task[] = [];
  let number = 0;
  let stopping = false;
  let taught = first;
  let names = known;
  let models = 0;
  let trees: ReadonlyMap<number, Trees> = new Map();

  function letGo(thread: Thread): void {
    threads.delete(thread);
    if (thread.idle !== null) clearTimeout(thread.idle);
    void thread.worker.terminate();
  }

  function start(): Thread {
    const worker = startThread(new URL('reader-thread.ts', import.meta.url), { given: { taught, names }, memory: MEMORY });
    const thread: Thread = { worker, models, task: null, idle: null };
    threads.add(thread);
    worker.unref();
    if (trees.size > 0) worker.postMessage({ trees } satisfies TreesHeld);
    const end = (cause: unknown): void => {
      if (!threads.delete(thread)) return;
      if (thread.idle !== null) clearTimeout(thread.idle);
      thread.task?.failed(new AppError('unavailable', 'reader-ended', 'A thread that reads texts ended before it was done. They are read again.', { cause }));
      thread.task = null;
    };
    worker.on('error', end);
    worker.on('exit', end);
    worker.on('message', ({ task, readings }: ReadingAnswer) => {
      if (thread.task?.number !== task) return;
      const { done } = thread.task;
      thread.task = null;
      worker.unref();
      if (thread.models !== models) letGo(thread);
      done(readings);
      give();
      if (threads.has(thread) && thread.task === null) thread.idle = setTimeout(() => { letGo(thread); }, IDLE_MS).unref();
    });
    return thread;
  }

  function give(): void {
    while (waiting.length > 0) {
      const free = [...threads].find((thread) => thread.task === null) ?? (threads.size < most ? start() : undefined);
      if (free === undefined) return;
      if (free.idle !== null) { clearTimeout(free.idle); free.idle = null; }
      const task = waiting.shift() as Task;
      free.task = task;
      free.worker.ref();
      const message: ReadingTask = { task: task.number, texts: task.texts, look: task.look };
      free.worker.postMessage(message);
    }
  }

  async function ask<Answer>(look: Look | null, texts: readonly string[]): Promise<(Answer | null)[]> {
    if (stopping) throw new AppError('unavailable', 'reader-stopped', 'Custos is stopping.');
    const parts = Array.from({ length: Math.ceil(texts.length / TEXTS_AT_ONCE) }, (_, part) => texts.slice(part * TEXTS_AT_ONCE, (part + 1) * TEXTS_AT_ONCE));
    const answers = parts.map((part) => new Promise<readonly unknown[]>((resolve, reject) => { waiting.push({ number: (number += 1), texts: part, look, done: resolve, failed: reject }); }));
    give();
    return (await Promise.all(answers)).flat() as (Answer | null)[];
  }

  return {
    read: (texts) => ask<ReadFields>(null, texts),
    ask,
    use(next) {
      taught = next;
      models += 1;
      for (const thread of threads) if (thread.task === null) letGo(thread);
    },
    useNames(next) {
      names = next;
      const message: NamesChanged = { names };
      for (const { worker } of threads) worker.postMessage(message);
    },
    holdTrees(next) {
      trees = next;
      const message: TreesHeld = { trees };
      for (const { worker } of threads) worker.postMessage(message);
    },
    models: () => models,
    async stop() {
      stopping = true;
      for (const task of waiting.splice(0)) task.failed(new AppError('unavailable', 'reader-stopped', 'Custos is stopping.'));
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}
