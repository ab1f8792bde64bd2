import { Agent } from 'node:http';
import { benchInteractions } from '../simulator/bench-mix.ts';
import { countRecorded } from './count-recorded.ts';
import { post, resultsOf } from './post.ts';
import { ingestByHand } from './ingest-by-hand.ts';
import { dropFolder, startProduct, treeCpuSeconds, untilRecorded, writeKey } from './product.ts';
import { percentile, spread } from './statistics.ts';

const BATCH = 100;

/**
 * Durable ingest: batches of 100 from one client on this machine, embedded engines, everything acknowledged, resolved and in ClickHouse at the end.
 * The rate is interactions acknowledged until the end of sending; the lag is what was still on its way then.
 */
export async function ingest(options: { readonly seconds: number; readonly clients: number; readonly customers: number; readonly seed: number }) {
  const product = await startProduct();
  const key = await writeKey(product);
  const items = benchInteractions({ seed: options.seed, customers: options.customers, newClaimRatio: 0.1 });
  const agent = new Agent({ keepAlive: true, maxSockets: options.clients });
  const ackMs: number[] = [];
  const perSecond: number[] = [];
  const statuses: Record<string, number> = {};
  let accepted = 0;
  let bytes = 0;
  const startedMs = performance.now();
  const untilMs = startedMs + options.seconds * 1_000;
  const meter = setInterval(() => { perSecond.push(accepted); }, 1_000);

  async function client(): Promise<void> {
    while (performance.now() < untilMs) {
      const batch: unknown[] = [];
      for (let i = 0; i < BATCH; i += 1) batch.push(items.next().value);
      const body = JSON.stringify({ interactions: batch });
      bytes += body.length;
      const sentMs = performance.now();
      const answer = await post(agent, product.address, key, body);
      ackMs.push(performance.now() - sentMs);
      for (const result of resultsOf(answer)) {
        statuses[result.status] = (statuses[result.status] ?? 0) + 1;
        if (result.status === 'accepted') accepted += 1;
      }
    }
  }
  await Promise.all(Array.from({ length: options.clients }, client));
  clearInterval(meter);
  const seconds = (performance.now() - startedMs) / 1_000;
  const lagMs = await untilRecorded(product);
  const cpu = treeCpuSeconds(product.pid);
  agent.destroy();
  await product.stop();
  const found = await countRecorded(product.dataFolder);
  const byHand = await ingestByHand({ seconds: Math.min(30, options.seconds), clients: options.clients, customers: options.customers, seed: options.seed });
  dropFolder(product.dataFolder);
  const rates = perSecond.map((total, at) => total - (perSecond[at - 1] ?? 0)).slice(2);
  return {
    perSecond: Math.round(accepted / seconds), lost: accepted - found.interactions, duplicated: found.rows - found.interactions, lagMs: Math.round(lagMs), accepted, statuses, bytesEach: Math.round(bytes / (ackMs.length * BATCH)),
    byHand, eachSecond: spread(rates), ackMs: { p50: Math.round(percentile(ackMs, 0.5)), p99: Math.round(percentile(ackMs, 0.99)) }, customers: found.homes, cpuMicrosecondsEach: { custos: Math.round(cpu.custos * 1e6 / accepted), postgres: Math.round(cpu.postgres * 1e6 / accepted), client: Math.round(process.cpuUsage().user / accepted) }, seconds: Math.round(seconds),
  };
}
