import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../src/kernel/seeded-random.ts';
import { fillHistory } from './fill-history.ts';
import { dropFolder, freshFolder, startProduct, type Product } from './product.ts';
import { percentile, spread } from './statistics.ts';

/** Requests before measuring. */
const WARM = 4_000;

function ask(agent: Agent, product: Product, key: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(`${product.address}${path}`, { agent, headers: { authorization: `Bearer ${key}` } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => { if (answer.statusCode === 200) resolve(Buffer.concat(parts).toString()); else reject(new Error(`${answer.statusCode} ${Buffer.concat(parts).toString()}`)); });
      answer.on('error', reject);
    }).on('error', reject);
  });
}

/**
 * The data of a customer page (its first 100 interactions) with a long history behind it: customers drawn by size (as interactions are), by 1 and by 8 clients; the hundred largest; and beside a funnel
 * over all rows that runs without pause in the same engine. With `isRead` the texts are read already; else the product reads them beside it, for the first time. A folder to `keep` is filled where it is empty. The peer of the same run is the query that one would write by hand, one at a time and without HTTP, access, audit or people who were joined.
 */
export async function timeline(options: { readonly interactions: number; readonly customers: number; readonly requests: number; readonly seed: number; readonly isRead: boolean; readonly keep?: string | undefined }) {
  const dataFolder = options.keep ?? freshFolder();
  const filledMs = performance.now();
  if (!existsSync(join(dataFolder, 'postgres'))) await fillHistory(dataFolder, options.customers, options.interactions, options);
  const fillSeconds = Math.round((performance.now() - filledMs) / 1_000);
  const product = await startProduct({ dataFolder, program: fileURLToPath(new URL('serve-beside-funnel.ts', import.meta.url)) });
  const { key } = await product.call<{ key: string }>('POST', '/api/keys', { name: 'page', kind: 'read', personalData: true });
  const random = seededRandom(options.seed);
  const bySize = (): number => 1 + Math.floor(options.customers * random() ** 2);
  const largest = (): number => 1 + Math.floor(random() * 100);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });

  async function round(clients: number, requests: number, draw: () => number): Promise<number[]> {
    const took: number[] = [];
    let left = requests;
    const client = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const startedMs = performance.now();
        await ask(agent, product, key, `/api/customers/cus_${draw().toString(36)}/timeline?limit=100`);
        took.push(performance.now() - startedMs);
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    return took;
  }
  const orders = join(dataFolder, 'beside.json');
  const answerTo = async (order: unknown): Promise<number[]> => {
    writeFileSync(orders, JSON.stringify(order));
    for (;;) {
      await new Promise((resolve) => { setTimeout(resolve, 100); });
      const left = JSON.parse(readFileSync(orders, 'utf8')) as unknown;
      if (Array.isArray(left)) return left as number[];
    }
  };
  const cold = await round(1, 200, bySize);
  // The system keeps in memory what was read lately; the disk of a virtual machine may take 200 ms for what was not. What that costs is in `coldMs`.
  const [readOnceMs = 0] = await answerTo('read-once');
  await round(8, WARM, bySize);
  const one = await round(1, options.requests, bySize);
  const eight = await round(8, options.requests, bySize);
  const large = [...await round(1, 100, largest), ...await round(8, 200, largest)];

  const byHand = await answerTo({ byHand: Array.from({ length: 500 }, bySize) });
  writeFileSync(orders, '"funnel"');
  await new Promise((resolve) => { setTimeout(resolve, 2_000); });
  const beside = [...await round(1, options.requests / 2, bySize), ...await round(8, options.requests / 2, bySize)];
  const reports = await answerTo('stop');
  agent.destroy();
  await product.stop();
  if (options.keep === undefined) dropFolder(dataFolder);
  const figures = (samples: readonly number[]) => ({ p50: Math.round(percentile(samples, 0.5) * 10) / 10, p99: Math.round(percentile(samples, 0.99) * 10) / 10 });
  return {
    interactions: options.interactions, customers: options.customers, p99Ms: Math.max(figures(one).p99, figures(eight).p99, figures(large).p99), p99BesideHeavyMs: figures(beside).p99,
    coldMs: figures(cold), oneClientMs: figures(one), eightClientsMs: figures(eight), largestMs: figures(large), besideHeavyMs: figures(beside), heavyMs: spread(reports.map(Math.round)), byHandMs: figures(byHand), requests: options.requests, readOnceSeconds: Math.round(readOnceMs / 1_000), fillSeconds,
  };
}
