import { createHash } from 'node:crypto';
import { testAnalytics } from '../test/engines/clickhouse.ts';
import { testDatabase } from '../test/engines/postgres.ts';
import { createCompany } from '../simulator/index.ts';
import { chSchemas } from '../src/app/schemas.ts';
import { createIdentity } from '../src/modules/identity/index.ts';
import { createInteractions } from '../src/modules/interactions/index.ts';
import { ch } from '../src/platform/clickhouse/sql.ts';
import { createLive } from '../src/platform/live/live.ts';
import { createLog } from '../src/platform/log/log.ts';
import { createOutbox } from '../src/platform/outbox/create-outbox.ts';
import { sql } from '../src/platform/pg/sql.ts';
import { randomOf } from './random.ts';

type Sent = { readonly id: string; readonly source?: string | undefined };

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}

/** One world: the same events in some order, split and repeated somehow; answered as a fingerprint of who is who and how much of what. */
async function fingerprint(events: readonly Sent[], random: () => number): Promise<{ print: string; customers: number; interactions: number }> {
  const { database, close } = await testDatabase();
  const analytics = await testAnalytics(chSchemas());
  const log = createLog('error');
  const outbox = createOutbox({ database, analytics, log, clock: Date.now });
  const identity = createIdentity({ database, analytics, outbox, log, clock: Date.now });
  const interactions = createInteractions({ database, analytics, identity, outbox, live: createLive(() => undefined), log, clock: Date.now, zone: 'UTC' });
  await outbox.start();
  interactions.start();
  const repeated = shuffled([...events, ...events.filter(() => random() < 0.1)], random);
  for (let at = 0; at < repeated.length;) {
    const batch = repeated.slice(at, at += 1 + Math.floor(random() * 400));
    for (const [source, own] of Map.groupBy(batch, (item) => item.source ?? 'demo')) await interactions.acceptBatch(source, own);
  }
  await interactions.settled();
  await interactions.stop();
  await outbox.stop();
  const rows = await analytics.rows<{ name: string; node: string; channel: string }>(ch`select concat(source, ' ', source_id) as name, node, channel from interactions_public order by name`);
  const owners = new Map((await database.rows<{ node: number; customer: number }>(sql`select node, customer from identity.assignment`)).map((row) => [row.node, row.customer]));
  const groups = Map.groupBy(rows, (row) => owners.get(Number(row.node)) ?? 0);
  // Numbers may differ between orders; the groups may not.
  const partition = [...groups].map(([customer, members]) => (customer === 0 ? 'nobody:' : '') + members.map((row) => row.name).sort().join('|')).sort();
  const counts = [...Map.groupBy(rows, (row) => row.channel)].map(([channel, own]) => `${channel}=${own.length}`).sort();
  await analytics.close();
  await close();
  return { print: createHash('sha256').update(JSON.stringify({ partition, counts })).digest('hex'), customers: groups.size, interactions: rows.length };
}

/** The same events in any order, split and repeated any way: the same customers and the same counts. */
export async function orders(options: { readonly rounds: number; readonly events: number; readonly seed: number }) {
  const company = createCompany({ seed: options.seed, customers: Math.max(10, Math.round(options.events / 60)), grammar: 'open', endsAt: Date.now() - 60_000 });
  const events: Sent[] = [];
  for (const event of company.history()) {
    events.push(event);
    if (events.length >= options.events) break;
  }
  const random = randomOf(options.seed);
  const first = await fingerprint(events, random);
  let different = 0;
  for (let run = 1; run < options.rounds; run += 1) if ((await fingerprint(events, random)).print !== first.print) different += 1;
  return { runs: options.rounds, different, events: events.length, customers: first.customers, interactions: first.interactions, seed: options.seed };
}
