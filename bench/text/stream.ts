import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { seededRandom } from '../../src/kernel/seeded-random.ts';
import { percentile } from '../statistics.ts';
import { rounded } from './measures.ts';
import { airlineTweets, banking77, olist, womensClothing } from './sets-of-texts.ts';

const SECONDS = 10;
const WORKERS = 2;
/** Units: characters. */
const LONGEST = 2_000;

/** The whole reading of texts of up to 2,000 characters on two worker threads: language, sentences, how each feels, and every output of the models that ship, with the words that carry it. */
export async function stream(seed: number): Promise<object> {
  const random = seededRandom(seed);
  const texts = [...airlineTweets(), ...banking77('test'), ...olist(), ...womensClothing('Rating')].map((one) => one.text.slice(0, LONGEST)).map((text) => ({ text, place: random() })).sort((a, b) => a.place - b.place).map(({ text }) => text);
  const workers = Array.from({ length: WORKERS }, () => new Worker(new URL('stream-worker.ts', import.meta.url), { workerData: { texts, seconds: SECONDS } }));
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const before = process.cpuUsage();
  for (const worker of workers) worker.postMessage('go');
  const samples = (await Promise.all(workers.map(async (worker) => (await once(worker, 'message') as [number[]])[0]))).flat();
  const { user, system } = process.cpuUsage(before);
  await Promise.all(workers.map((worker) => worker.terminate()));
  return { texts: texts.length, read: samples.length, characters: Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length), p50Ms: rounded(percentile(samples, 0.5)), p95Ms: rounded(percentile(samples, 0.95)), p99Ms: rounded(percentile(samples, 0.99)), perSecond: Math.round(samples.length / SECONDS), perProcessorSecond: Math.round(samples.length / (user + system) * 1e6) };
}
