import { parentPort } from 'node:worker_threads';
import { readText } from '../reading/read-text.ts';
import { shippedModels } from './shipped-models.ts';
import { kept, type KeptReading } from './stored-reading.ts';

/** Texts to be read, and what was read in each; null for one that could not be. */
export type ReadingTask = { readonly task: number; readonly texts: readonly string[] };
export type ReadingAnswer = { readonly task: number; readonly readings: readonly (KeptReading | null)[] };

const { models } = await shippedModels();

function read(text: string): KeptReading | null {
  try {
    return kept(readText(text, models));
  } catch {
    // One text that breaks a rule must not hold up all others; it is counted as unread by who asked.
    return null;
  }
}

parentPort?.on('message', ({ task, texts }: ReadingTask) => {
  const answer: ReadingAnswer = { task, readings: texts.map(read) };
  parentPort?.postMessage(answer);
});
