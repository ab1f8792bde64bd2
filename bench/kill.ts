import { Agent } from 'node:http';
import { benchInteractions } from '../simulator/bench-mix.ts';
import { postmasterPid } from '../test/engines/private-postmaster.ts';
import { seededRandom } from '../src/kernel/seeded-random.ts';
import { countRecorded, namesMissing } from './count-recorded.ts';
import { post } from './post.ts';
import { dropFolder, freshFolder, startProduct, untilRecorded, writeKey } from './product.ts';
import { spread } from './statistics.ts';

const CLIENTS = 4;
const BATCH = 50;
/** What is killed, round by round: Custos, PostgreSQL under a Custos that goes on, both at once. */
const VICTIMS = ['custos', 'postgres', 'both'] as const;
const RECOVERY_MS = 90_000;

/**
 * kill -9 at random moments under load. Clients repeat what was not acknowledged, as real ones do. When PostgreSQL alone is killed, Custos has to bring it back and acknowledge again before it is killed itself.
 * At the end every acknowledged interaction must be there, once.
 */
export async function kill(options: { readonly rounds: number; readonly seed: number }) {
  const dataFolder = freshFolder();
  const random = seededRandom(options.seed);
  const items = benchInteractions({ seed: options.seed, customers: 20_000, newClaimRatio: 0.1 });
  const acknowledged = new Set<string>();
  let unanswered: unknown[][] = [];
  let key = '';
  const kills: { victim: (typeof VICTIMS)[number]; afterMs: number }[] = [];
  const acknowledgedByRound: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const before = acknowledged.size;
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
          if (answer.status !== 200) {
            again.push(batch);
            await pause(100);
            continue;
          }
          for (const result of (JSON.parse(answer.text) as { results: { id: string; status: string }[] }).results) if (result.status !== 'quarantined') acknowledged.add(result.id);
        } catch {
          again.push(batch);
          await pause(20);
        }
      }
    };
    const clients = Array.from({ length: CLIENTS }, client);
    const afterMs = 300 + random() * 3_000;
    const victim = VICTIMS[round % VICTIMS.length] ?? 'custos';
    await pause(afterMs);
    kills.push({ victim, afterMs: Math.round(afterMs) });
    if (victim !== 'custos') process.kill(postmasterPid(dataFolder), 'SIGKILL');
    if (victim === 'postgres') {
      await pause(500);
      const known = acknowledged.size;
      for (const startedMs = Date.now(); acknowledged.size === known && Date.now() - startedMs < RECOVERY_MS;) await pause(50);
      if (acknowledged.size === known) throw new Error(`Custos acknowledged nothing within ${RECOVERY_MS} ms after PostgreSQL was killed`);
      await pause(random() * 1_000);
    }
    await product.kill();
    alive = false;
    await Promise.all(clients);
    unanswered = again;
    acknowledgedByRound.push(acknowledged.size - before);
    agent.destroy();
  }
  const product = await startProduct({ dataFolder });
  await untilRecorded(product);
  await product.stop();
  const found = await countRecorded(dataFolder);
  const lost = await namesMissing(dataFolder, 'bench', [...acknowledged]);
  dropFolder(dataFolder);
  return { rounds: options.rounds, lost, duplicated: found.rows - found.names, acknowledged: acknowledged.size, acknowledgedByRound: spread(acknowledgedByRound), recorded: found.names, kills, seed: options.seed };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}
