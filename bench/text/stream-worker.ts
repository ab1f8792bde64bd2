import { parentPort, workerData } from 'node:worker_threads';
import { readText } from '../../src/modules/voice/reading/read-text.ts';
import { shippedModels } from '../../src/modules/voice/readings/shipped-models.ts';

const { texts, seconds } = workerData as { readonly texts: readonly string[]; readonly seconds: number };
const { models } = await shippedModels();
for (const text of texts.slice(0, 2_000)) readText(text, models);
parentPort?.postMessage('ready');

parentPort?.once('message', () => {
  const samples: number[] = [];
  const until = performance.now() + seconds * 1_000;
  for (let at = 0; performance.now() < until; at += 1) {
    const before = performance.now();
    readText(texts[at % texts.length] ?? '', models);
    samples.push(performance.now() - before);
  }
  parentPort?.postMessage(samples);
});
