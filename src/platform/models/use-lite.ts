import { Worker } from 'node:worker_threads';
import { AppError } from '../../kernel/app-error.ts';
import type { Embedder } from './embedder.ts';
import type { UseLiteAnswer, UseLitePlaces, UseLiteTask } from './use-lite-thread.ts';

const DIMENSIONS = 512;
/** Texts embedded at once: more take more memory and no less time. */
const TEXTS_AT_ONCE = 32;

type Waiting = { resolve(vectors: Float32Array[]): void; reject(error: AppError): void };

/**
 * Universal Sentence Encoder lite (Cer and others, 2018) in a thread of its own, for English.
 * Errors: `unavailable` when the thread ends. Cost: some 20 milliseconds a text, 150 MB while it runs.
 */
export async function createUseLite({ version, ...places }: UseLitePlaces & { readonly version: string }): Promise<Embedder> {
  const worker = new Worker(new URL('use-lite-thread.ts', import.meta.url), { execArgv: ['--disable-warning=ExperimentalWarning'], workerData: places });
  const waiting = new Map<number, Waiting>();
  let number = 0;
  let ended: AppError | null = null;
  const end = (cause: unknown): void => {
    ended ??= new AppError('unavailable', 'embedder-ended', 'The thread that embeds texts ended. Start Custos again, or leave CUSTOS_EMBEDDINGS out.', cause);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('error', end);
  worker.on('exit', end);
  worker.on('message', ({ task, vectors }: UseLiteAnswer) => {
    const own = waiting.get(task);
    waiting.delete(task);
    if (waiting.size === 0) worker.unref();
    if (vectors === null) own?.reject(new AppError('internal', 'not-embedded', 'A text could not be embedded.'));
    else own?.resolve(Array.from({ length: vectors.length / DIMENSIONS }, (_, row) => vectors.slice(row * DIMENSIONS, (row + 1) * DIMENSIONS)));
  });
  const ask = (texts: readonly string[]): Promise<Float32Array[]> => new Promise((resolve, reject) => {
    if (ended !== null) { reject(ended); return; }
    number += 1;
    waiting.set(number, { resolve, reject });
    worker.ref();
    const message: UseLiteTask = { task: number, texts };
    worker.postMessage(message);
  });
  // Loading is part of opening: what is broken is told now, not at the first text.
  await ask(['hello']);
  return {
    name: 'use-lite', version, dimensions: DIMENSIONS,
    async embed(texts) {
      const vectors: Float32Array[] = [];
      for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) vectors.push(...await ask(texts.slice(from, from + TEXTS_AT_ONCE)));
      return vectors;
    },
    async stop() { await worker.terminate(); },
  };
}
