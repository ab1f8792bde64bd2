import { AppError } from '../../kernel/app-error.ts';
import { startThread } from '../jobs/start-thread.ts';
import type { EmbedAnswer, EmbedTask } from './answer-texts.ts';
import type { Embedder } from './embedder.ts';

/** Texts embedded at once: more take more memory and no less time. */
const TEXTS_AT_ONCE = 32;

type Waiting = { resolve(vectors: Float32Array[]): void; reject(error: AppError): void };

/**
 * An embedder in a thread of its own, opened: what it needs is loaded, and its number of dimensions known.
 * Errors: `invalid` when it refuses what it was given, in its words; `unavailable` when the thread ends.
 */
export async function createEmbedderThread({ file, places, name, version }: { readonly file: URL; readonly places: unknown; readonly name: string; readonly version: string }): Promise<Embedder> {
  const worker = startThread(file, { given: places });
  const waiting = new Map<number, Waiting>();
  let number = 0;
  let ended: AppError | null = null;
  const end = (cause: unknown): void => {
    ended ??= cause instanceof AppError ? cause : new AppError('unavailable', 'embedder-ended', 'The thread that embeds texts ended. Start Custos again, or leave CUSTOS_EMBEDDINGS out.', cause);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('error', end);
  worker.on('exit', end);
  worker.on('message', (answer: EmbedAnswer) => {
    if ('refused' in answer) { end(new AppError('invalid', answer.refused, answer.words)); return; }
    const own = waiting.get(answer.task);
    waiting.delete(answer.task);
    if (waiting.size === 0) worker.unref();
    if (answer.vectors === null) own?.reject(new AppError('internal', 'not-embedded', 'A text could not be embedded.'));
    else own?.resolve([...answer.vectors]);
  });
  const ask = (texts: readonly string[]): Promise<Float32Array[]> => new Promise((resolve, reject) => {
    if (ended !== null) { reject(ended); return; }
    number += 1;
    waiting.set(number, { resolve, reject });
    worker.ref();
    const message: EmbedTask = { task: number, texts };
    worker.postMessage(message);
  });
  try {
    // Loading is part of opening: what is broken is told now, not at the first text.
    const [hello] = await ask(['hello']);
    return {
      name, version, dimensions: hello?.length ?? 0,
      async embed(texts) {
        const vectors: Float32Array[] = [];
        for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) vectors.push(...await ask(texts.slice(from, from + TEXTS_AT_ONCE)));
        return vectors;
      },
      async stop() { await worker.terminate(); },
    };
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}
