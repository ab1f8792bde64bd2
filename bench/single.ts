import { Agent } from 'node:http';
import { benchInteractions } from '../simulator/bench-mix.ts';
import { post, resultsOf } from './post.ts';
import { dropFolder, startProduct, untilRecorded, writeKey } from './product.ts';
import { percentile } from './statistics.ts';

/** One interaction per request, as browsers send them. The acknowledgement is the time from sending to the durable answer. */
export async function single(options: { readonly seconds: number; readonly clients: number; readonly seed: number }) {
  const product = await startProduct();
  const key = await writeKey(product);
  const items = benchInteractions({ seed: options.seed, customers: 100_000, newClaimRatio: 0.1 });
  const agent = new Agent({ keepAlive: true, maxSockets: options.clients });
  const ackMs: number[] = [];
  const startedMs = performance.now();
  const warmMs = startedMs + 3_000;
  const untilMs = warmMs + options.seconds * 1_000;
  async function client(): Promise<void> {
    while (performance.now() < untilMs) {
      const sentMs = performance.now();
      resultsOf(await post(agent, product.address, key, JSON.stringify({ interactions: [items.next().value] })));
      if (sentMs > warmMs) ackMs.push(performance.now() - sentMs);
    }
  }
  await Promise.all(Array.from({ length: options.clients }, client));
  const lagMs = await untilRecorded(product);
  agent.destroy();
  await product.stop();
  dropFolder(product.dataFolder);
  const round = (ms: number): number => Math.round(ms * 10) / 10;
  return { perSecond: Math.round(ackMs.length / options.seconds), p99AckMs: round(percentile(ackMs, 0.99)), p50AckMs: round(percentile(ackMs, 0.5)), maxAckMs: round(Math.max(...ackMs)), clients: options.clients, requests: ackMs.length, lagMs: Math.round(lagMs) };
}
