import { seededRandom } from '../src/kernel/seeded-random.ts';
import { shuffled } from '../test/chance.ts';
import { testAnalytics } from '../test/engines/clickhouse.ts';
import { testDatabase } from '../test/engines/postgres.ts';
import { createCompany } from '../simulator/index.ts';
import { chSchemas } from '../src/app/schemas.ts';
import { LATEST_WORD } from '../src/modules/customers/contract.ts';
import { goldenTraits } from '../src/modules/customers/golden-record.ts';
import { receiveTraits } from '../src/modules/customers/receive-traits.ts';
import { traitsOfNodes } from '../src/modules/customers/trait-store.ts';
import { createIdentity } from '../src/modules/identity/index.ts';
import { createInteractions } from '../src/modules/interactions/index.ts';
import { createSubjects } from '../src/modules/subjects/index.ts';
import { ch } from '../src/platform/clickhouse/sql.ts';
import { createLive } from '../src/platform/live/live.ts';
import { createLog } from '../src/platform/log/log.ts';
import { createOutbox } from '../src/platform/outbox/create-outbox.ts';
import { sql } from '../src/platform/pg/sql.ts';

type Sent = { readonly id: string; readonly source?: string | undefined };

/** What an order says about the events, in parts that can be compared: who is who, how much of what, what is known of each, and the state of their orders. */
type World = { readonly partition: readonly string[]; readonly counts: readonly string[]; readonly traits: readonly string[]; readonly orders: readonly string[] };

/** One world: the same events in some order, split and repeated somehow. */
async function worldOf(events: readonly Sent[], random: () => number): Promise<{ world: World; customers: number; interactions: number }> {
  const { database, close } = await testDatabase();
  const analytics = await testAnalytics(chSchemas());
  const log = createLog('error');
  const outbox = createOutbox({ database, analytics, log, clock: Date.now });
  const identity = createIdentity({ database, analytics, outbox, log, clock: Date.now });
  const interactions = createInteractions({ database, analytics, identity, outbox, live: createLive(() => undefined), log, clock: Date.now, zone: 'UTC' });
  const subjects = createSubjects({ database, identity, outbox });
  outbox.subscribe('customers', ['interaction.recorded'], (told, tx) => receiveTraits(tx, told));
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
  const traits: string[] = [];
  const orders: string[] = [];
  for (const [customer, nodes] of Map.groupBy(owners.keys(), (node) => owners.get(node) ?? 0)) {
    const first = groups.get(customer)?.map((row) => row.name).sort()[0] ?? 'nothing';
    traits.push(`${first}: ${goldenTraits(await traitsOfNodes(database, nodes), LATEST_WORD).map(({ name, value, source, others }) => `${name}=${value} (${source}, ${others} others)`).join(', ')}`);
    orders.push(...(await subjects.ordersOfNodes(nodes, customer)).map((order) => `${first}: ${JSON.stringify(order, (key, value: unknown) => (key === 'interaction' || key === 'customer' ? undefined : value))}`));
  }
  await analytics.close();
  await close();
  return { world: { partition, counts, traits: traits.sort(), orders: orders.sort() }, customers: groups.size, interactions: rows.length };
}

/** The parts in which two worlds differ, with the first line that does. */
function differences(one: World, other: World): string[] {
  return (['partition', 'counts', 'traits', 'orders'] as const).flatMap((part) => {
    const at = one[part].findIndex((line, index) => line !== other[part][index]);
    return at < 0 && one[part].length === other[part].length ? [] : [`${part}: ${one[part][at]?.slice(0, 600)} <> ${other[part][at]?.slice(0, 600)}`];
  });
}

/** The same events in any order, split and repeated any way: the same customers and the same counts. */
export async function orders(options: { readonly rounds: number; readonly events: number; readonly seed: number }) {
  const company = createCompany({ seed: options.seed, customers: Math.max(10, Math.round(options.events / 60)), grammar: 'open', endsAt: Date.now() - 60_000 });
  const events: Sent[] = [];
  for (const event of company.history()) {
    events.push(event);
    if (events.length >= options.events) break;
  }
  const random = seededRandom(options.seed);
  // Stays open from the first world to the last: each time that chDB is closed and opened anew it keeps threads of the time before, and after some twenty times it waits for ever.
  const keeper = await testAnalytics();
  const first = await worldOf(events, random);
  let different = 0;
  const examples: string[] = [];
  for (let run = 1; run < options.rounds; run += 1) {
    const found = differences(first.world, (await worldOf(events, random)).world);
    if (found.length > 0) different += 1;
    if (examples.length < 3) examples.push(...found);
    if (run % 20 === 0) process.stderr.write(`${run} of ${options.rounds} runs, ${different} different\n`);
  }
  await keeper.close();
  return { runs: options.rounds, different, examples, events: events.length, customers: first.customers, interactions: first.interactions, seed: options.seed };
}
