import { parentPort, workerData } from 'node:worker_threads';
import { readText } from '../reading/read-text.ts';
import { lookAtText } from '../teaching/look-at-text.ts';
import { readingModels } from './shipped-models.ts';
import { kept } from './stored-reading.ts';

/** Another way to look at a text than reading it: how sure the models are about one question, or how many of its words they know. */
export type Look = { readonly of: 'question'; readonly question: string } | { readonly of: 'words' };
/** Texts to be read or looked at, and what was found in each; null for one that could not be. */
export type ReadingTask = { readonly task: number; readonly texts: readonly string[]; readonly look: Look | null };
export type ReadingAnswer = { readonly task: number; readonly readings: readonly unknown[] };

const { models, meanings } = await readingModels((workerData as { readonly taught: Uint8Array | null }).taught);

function found(text: string, look: Look | null): unknown {
  try {
    return look === null ? kept(readText(text, models)) : lookAtText(text, look, models, meanings);
  } catch {
    // One text that breaks a rule must not hold up all others; it is counted as unread by who asked.
    return null;
  }
}

parentPort?.on('message', ({ task, texts, look }: ReadingTask) => {
  const answer: ReadingAnswer = { task, readings: texts.map((text) => found(text, look)) };
  parentPort?.postMessage(answer);
});
