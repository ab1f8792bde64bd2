import { Agent } from 'node:http';
import { benchInteractions } from '../simulator/bench-mix.ts';
import { post, resultsOf } from './post.ts';
import { dropFolder, startProduct, untilRecorded, writeKey, type Product } from './product.ts';
import { percentile } from './statistics.ts';

const PAGES = 10;
const BATCHES_PER_SECOND = 20;

/** Listens to a customer's page stream; calls back with the id of each interaction that appears. */
async function openPage(product: Product, token: string, customer: string, hear: (sourceId: string) => void): Promise<AbortController> {
  const abort = new AbortController();
  const response = await fetch(`${product.address}/api/customers/${customer}/live`, { headers: { authorization: `Bearer ${token}` }, signal: abort.signal });
  if (!response.ok || response.body === null) throw new Error(`page stream: ${response.status}`);
  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    let rest = '';
    for await (const chunk of body) {
      const lines = (rest + Buffer.from(chunk).toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data: {')) hear((JSON.parse(line.slice(6)) as { sourceId?: string }).sourceId ?? '');
    }
  };
  read(response.body).catch(() => undefined);
  return abort;
}

/**
 * From posting an interaction to its appearance on an open customer page's stream, while `rate` interactions a second arrive.
 * Drawing in the browser comes on top; the journey test waits for it there.
 */
export async function visible(options: { readonly seconds: number; readonly rate: number; readonly seed: number }) {
  const product = await startProduct();
  const key = await writeKey(product);
  const { key: reader } = await product.call<{ key: string }>('POST', '/api/keys', { name: 'pages', kind: 'read', personalData: true });
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const shown = (id: string, page: number) => ({ id, channel: 'chat', kind: 'message', direction: 'in', occurredAt: new Date().toISOString(), identifiers: [{ type: 'email', value: `open${page}@bench.example` }], text: 'is anybody there?' });
  await Promise.all(Array.from({ length: PAGES }, async (_, page) => resultsOf(await post(agent, product.address, key, JSON.stringify({ interactions: [shown(`open-${page}`, page)] })))));
  await untilRecorded(product);
  const sentMs = new Map<string, number>();
  const visibleMs: number[] = [];
  const pages = await Promise.all(Array.from({ length: PAGES }, async (_, page) => {
    const { customers } = await product.call<{ customers: { id: string }[] }>('GET', `/api/customers?identifier=email:open${page}@bench.example`);
    return openPage(product, reader, customers[0]?.id ?? '', (id) => {
      const sent = sentMs.get(id);
      if (sent !== undefined) visibleMs.push(performance.now() - sent);
    });
  }));
  const items = benchInteractions({ seed: options.seed, customers: 100_000, newClaimRatio: 0.1 });
  const perBatch = Math.round(options.rate / BATCHES_PER_SECOND);
  const flights: Promise<unknown>[] = [];
  const startedMs = performance.now();
  for (let beat = 0; beat < options.seconds * BATCHES_PER_SECOND; beat += 1) {
    const dueMs = startedMs + beat * (1_000 / BATCHES_PER_SECOND);
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => { setTimeout(resolve, waitMs); });
    const id = `seen-${beat}`;
    const batch: unknown[] = [shown(id, beat % PAGES)];
    for (let i = 1; i < perBatch; i += 1) batch.push(items.next().value);
    sentMs.set(id, performance.now());
    flights.push(post(agent, product.address, key, JSON.stringify({ interactions: batch })).then(resultsOf));
  }
  await Promise.all(flights);
  await untilRecorded(product);
  await new Promise((resolve) => { setTimeout(resolve, 500); });
  for (const page of pages) page.abort();
  agent.destroy();
  await product.stop();
  dropFolder(product.dataFolder);
  const round = (ms: number): number => Math.round(ms);
  return { p95Ms: round(percentile(visibleMs, 0.95)), p50Ms: round(percentile(visibleMs, 0.5)), p99Ms: round(percentile(visibleMs, 0.99)), seen: visibleMs.length, posted: sentMs.size, rate: options.rate, pages: PAGES };
}
