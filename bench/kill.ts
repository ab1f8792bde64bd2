import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { benchInteractions } from '../simulator/bench-mix.ts';
import { countRecorded, namesMissing } from './count-recorded.ts';
import { post } from './post.ts';
import { randomOf } from './random.ts';
import { dropFolder, freshFolder, startProduct, untilRecorded, writeKey, type Product } from './product.ts';

const CLIENTS = 4;
const BATCH = 50;

function postgresPid(product: Product): number {
  return Number(readFileSync(join(product.dataFolder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/**
 * kill -9 at random moments under load. In every third round PostgreSQL itself is killed too. Clients repeat what was not acknowledged, as real ones do.
 * At the end every acknowledged interaction must be there, once.
 */
export async function kill(options: { readonly rounds: number; readonly seed: number }) {
  const dataFolder = freshFolder();
  const random = randomOf(options.seed);
  const items = benchInteractions({ seed: options.seed, customers: 20_000, newClaimRatio: 0.1 });
  const acknowledged = new Set<string>();
  let unanswered: unknown[][] = [];
  let key = '';
  const kills: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const product = await startProduct({ dataFolder });
    if (key === '') key = await writeKey(product);
    const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
    let alive = true;
    const again = unanswered;
    unanswered = [];
    const client = async (): Promise<void> => {
      while (alive) {
        const batch = again.pop() ?? Array.from({ length: BATCH }, () => items.next().value as unknown);
        try {
          const answer = await post(agent, product.address, key, JSON.stringify({ interactions: batch }));
          if (answer.status !== 200) { unanswered.push(batch); continue; }
          for (const result of (JSON.parse(answer.text) as { results: { id: string; status: string }[] }).results) if (result.status !== 'quarantined') acknowledged.add(result.id);
        } catch {
          unanswered.push(batch);
          if (!alive) return;
          await new Promise((resolve) => { setTimeout(resolve, 20); });
        }
      }
    };
    const clients = Array.from({ length: CLIENTS }, client);
    const afterMs = 300 + random() * 3_000;
    await new Promise((resolve) => { setTimeout(resolve, afterMs); });
    kills.push(Math.round(afterMs));
    if (round % 3 === 2) process.kill(postgresPid(product), 'SIGKILL');
    await product.kill();
    alive = false;
    await Promise.all(clients);
    unanswered.push(...again);
    agent.destroy();
  }
  const product = await startProduct({ dataFolder });
  await untilRecorded(product);
  await product.stop();
  const found = await countRecorded(dataFolder);
  const lost = await namesMissing(dataFolder, 'bench', [...acknowledged]);
  dropFolder(dataFolder);
  return { rounds: options.rounds, lost, duplicated: found.rows - found.names, acknowledged: acknowledged.size, recorded: found.names, killedAfterMs: kills };
}
