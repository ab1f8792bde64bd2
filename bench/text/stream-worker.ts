import { parentPort, workerData } from 'node:worker_threads';
import { readText } from '../../src/modules/voice/reading/read-text.ts';
import { hashed, trainTextModel } from '../../src/modules/voice/reading/text-model.ts';
import { banking77 } from './sets-of-texts.ts';

const { texts, seconds } = workerData as { readonly texts: readonly string[]; readonly seconds: number };

// Ten examples a label are enough to cost what a model of 77 labels costs.
const counts = new Map<string, number>();
const few = banking77('train').filter((one) => { const count = (counts.get(one.label) ?? 0) + 1; counts.set(one.label, count); return count <= 10; });
const models = [{ name: 'intent', languages: ['en'] as const, model: trainTextModel(few.map((one) => ({ text: hashed(one.text), label: one.label })), { balanced: false, seed: 1 }) }];
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
