import { Worker } from 'node:worker_threads';
import { AppError } from '../../../kernel/app-error.ts';
import type { KeptTopic, TopicAnswer, TopicTask } from './topic-thread.ts';
import type { Trees } from './tree-file.ts';

/** A thread without work is ended: trees take memory. Units: ms. */
const IDLE_MS = 60_000;
/** Texts given to the thread at once. */
const TEXTS_AT_ONCE = 256;

type Waiting = { done(kept: readonly KeptTopic[]): void; failed(error: AppError): void };

/** A thread that reads what texts are about, by the trees of one pass or two, started when there is something to read. */
export function createTopicReaders() {
  const held = new Map<number, Trees>();
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let number = 0;
  let stopping = false;

  function started(): Worker {
    if (worker !== null) return worker;
    const own = new Worker(new URL('topic-thread.ts', import.meta.url), { execArgv: ['--disable-warning=ExperimentalWarning'] });
    own.unref();
    const end = (cause: unknown): void => {
      if (worker !== own) return;
      worker = null;
      const error = new AppError('unavailable', 'topic-reader-ended', 'The thread that reads topics ended before it was done. The texts are read again.', { cause });
      for (const one of waiting.values()) one.failed(error);
      waiting.clear();
    };
    own.on('error', end);
    own.on('exit', end);
    own.on('message', ({ task, kept }: TopicAnswer) => {
      const one = waiting.get(task);
      waiting.delete(task);
      if (waiting.size === 0) { own.unref(); idle = setTimeout(() => { if (worker === own && waiting.size === 0) { worker = null; void own.terminate(); } }, IDLE_MS).unref(); }
      one?.done(kept);
    });
    for (const [pass, trees] of held) own.postMessage({ hold: pass, trees: [...trees] } satisfies TopicTask);
    worker = own;
    return own;
  }

  function read(pass: number, texts: readonly string[]): Promise<readonly KeptTopic[]> {
    if (stopping) return Promise.reject(new AppError('unavailable', 'topic-reader-stopped', 'Custos is stopping.'));
    if (idle !== null) { clearTimeout(idle); idle = null; }
    const own = started();
    own.ref();
    const task = number += 1;
    return new Promise((resolve, reject) => {
      waiting.set(task, { done: resolve, failed: reject });
      own.postMessage({ task, pass, texts } satisfies TopicTask);
    });
  }

  return {
    /** Makes trees ready, and lets go of those of other passes. */
    hold(passes: ReadonlyMap<number, Trees>): void {
      for (const pass of held.keys()) if (!passes.has(pass)) { held.delete(pass); worker?.postMessage({ drop: pass } satisfies TopicTask); }
      for (const [pass, trees] of passes) {
        if (held.has(pass)) continue;
        held.set(pass, trees);
        worker?.postMessage({ hold: pass, trees: [...trees] } satisfies TopicTask);
      }
    },
    /** What texts are about, in their order. Errors: `unavailable` when the thread ended meanwhile. */
    async read(pass: number, texts: readonly string[]): Promise<KeptTopic[]> {
      const parts: (readonly KeptTopic[])[] = [];
      for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) parts.push(await read(pass, texts.slice(from, from + TEXTS_AT_ONCE)));
      return parts.flat();
    },
    async stop(): Promise<void> { stopping = true; await worker?.terminate(); },
  };
}

export type TopicReaders = ReturnType<typeof createTopicReaders>;
