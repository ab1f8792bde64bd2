import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { createChance, testSeed } from '../../../test/chance.ts';
import { testAnalytics } from '../../../test/engines/clickhouse.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch } from '../../platform/clickhouse/sql.ts';
import { channelsOf, firstPagesOf, readFirstPages, timelineOf, type FirstPage, type TimelineRow, type Whose } from './timeline-log.ts';

let analytics: Analytics;
const schemaOf = (module: string) => ({ module, folder: fileURLToPath(new URL(`../${module}/schema/ch`, import.meta.url)) });

const seed = testSeed();
console.log(`seed ${seed}`);
const chance = createChance(seed);

/** Two claims a customer; interactions over ten years, some of them revised, a few so that they name somebody else or nobody, some in the same millisecond, in many inserts. */
type Said = { readonly number: number; readonly home: number; readonly node: number; readonly placedMs: number; readonly revision: number; readonly channel: string; readonly text: string };
const CUSTOMERS = 12;
const said: Said[] = [];
for (let number = 1; number <= 1_200; number += 1) {
  const home = 1 + Math.floor(CUSTOMERS * chance.next() ** 2);
  const one = { number, home, node: home * 2 - chance.below(2), placedMs: Date.UTC(2016 + chance.below(10), 0, 1) + (chance.below(4) === 0 ? 0 : chance.below(3e10)), channel: chance.pick(['web', 'email', 'chat']), text: `about "order" ${number}\t\\ and\na new line, Ärger` };
  said.push({ ...one, revision: 1 });
  if (chance.below(10) === 0) said.push({ ...one, revision: 2, text: `${one.text}, revised`, channel: 'call' });
  if (chance.below(15) === 0) said.push({ ...one, revision: 3, text: `${one.text}, of another`, channel: 'chat', node: chance.below(3) * (1 + chance.below(CUSTOMERS)) });
}

function expected(nodes: readonly number[], limit: number, keep: (one: Said) => boolean = () => true): string[] {
  const latest = new Map<number, Said>();
  for (const one of said) if ((latest.get(one.number)?.revision ?? 0) < one.revision) latest.set(one.number, one);
  return [...latest.values()].filter((one) => nodes.includes(one.node) && keep(one)).sort((a, b) => b.placedMs - a.placedMs || b.number - a.number).slice(0, limit).map(({ number, text }) => `${number} ${text}`);
}
const shown = (rows: readonly TimelineRow[]): string[] => rows.map(({ number, text }) => `${Number(number)} ${text}`);
const together = async (asked: readonly FirstPage[]): Promise<TimelineRow[][]> => readFirstPages(await firstPagesOf(analytics, asked), asked);
const of = (customer: number): Whose & { readonly nodes: number[] } => {
  const nodes = [customer * 2 - 1, customer * 2];
  return { customer, homes: [...new Set([customer, ...said.filter(({ node }) => nodes.includes(node)).map(({ home }) => home)])], nodes };
};

before(async () => {
  analytics = await testAnalytics([schemaOf('identity'), schemaOf('interactions')]);
  const lines = chance.shuffle(said).map(({ placedMs, ...row }) => JSON.stringify({
    ...row, source: 'test', source_id: String(row.number), brand: '', kind: 'message', direction: 'in', office: 'service', stage: 'support', occurred_at: new Date(placedMs).toISOString(), occurred_precision: 'ms',
    placed_at: new Date(placedMs).toISOString(), received_at: new Date(placedMs).toISOString(), recorded_at: new Date(placedMs).toISOString(), title: '', properties: '{}',
  }));
  await analytics.run(ch`system stop merges`);
  for (let from = 0; from < lines.length; from += 150) await analytics.insert('interactions_log', lines.slice(from, from + 150).join('\n'), { token: `t${from}` });
});
after(async () => { await analytics.close(); });

test('people who are opened at the same time each get their own newest interactions, as if they were opened alone', async () => {
  for (const size of [1, 2, 5, CUSTOMERS]) {
    const asked = chance.shuffle(Array.from({ length: CUSTOMERS }, (_, at) => at + 1)).slice(0, size).map((customer) => ({ ...of(customer), limit: 1 + chance.below(60) }));
    const pages = await together(asked);
    asked.forEach(({ nodes, limit }, place) => { assert.deepEqual(shown(pages[place] ?? []), expected(nodes, limit), `seed ${seed}`); });
  }
});

test('one customer on several screens, also before and after a join, is whole on each', async () => {
  const joined = { homes: [...of(1).homes, ...of(2).homes], nodes: [...of(1).nodes, ...of(2).nodes], limit: 30 };
  const asked = [{ ...of(2), limit: 30 }, joined, { ...of(1), limit: 5 }, joined, { ...of(1), limit: 30 }];
  for (const order of [asked, asked.toReversed()]) {
    const pages = await together(order);
    order.forEach(({ nodes, limit }, place) => { assert.deepEqual(shown(pages[place] ?? []), expected(nodes, limit), `seed ${seed}`); });
  }
});

test('somebody without interactions has an empty page beside others', async () => {
  assert.deepEqual((await together([{ ...of(900), limit: 10 }, { ...of(1), limit: 1 }])).map((page) => page.length), [0, 1]);
  assert.deepEqual(await together([{ ...of(900), limit: 10 }]), [[]]);
});

test('page after page gives everything once, in order; a filter looks at the latest wording only', async () => {
  const whose = of(1);
  const all: string[] = [];
  let before = null;
  for (;;) {
    const rows: TimelineRow[] = await timelineOf(analytics, whose, { limit: 7 }, before);
    all.push(...shown(rows));
    const last = rows.at(-1);
    if (last === undefined) break;
    before = { placedMs: Date.parse(`${last.placed_at.replace(' ', 'T').replace('Z', '')}Z`), number: Number(last.number) };
  }
  assert.deepEqual(all, expected(whose.nodes, 10_000));
  assert.deepEqual(shown(await timelineOf(analytics, whose, { limit: 500, channel: 'call' }, null)), expected(whose.nodes, 500, ({ channel }) => channel === 'call'));
  assert.deepEqual(shown(await timelineOf(analytics, whose, { limit: 500, text: 'ärger, REVISED' }, null)), expected(whose.nodes, 500, ({ text }) => text.includes('revised')));
  const { placedMs: untilMs } = chance.pick(said);
  assert.deepEqual(shown(await timelineOf(analytics, whose, { limit: 500, until: new Date(untilMs).toISOString() }, null)), expected(whose.nodes, 500, ({ placedMs }) => placedMs <= untilMs), `seed ${seed}`);
  assert.deepEqual(shown(await timelineOf(analytics, whose, { limit: 500, channel: 'web', text: 'line, ' }, null)), expected(whose.nodes, 500, ({ channel }) => channel === 'web'));
});

test('what was revised so that it is somebody else’s counts for them alone, per channel', async () => {
  for (let customer = 1; customer <= CUSTOMERS; customer += 1) {
    const { nodes } = of(customer);
    for (const { channel, count } of await channelsOf(analytics, of(customer))) assert.equal(Number(count), expected(nodes, 10_000, (one) => one.channel === channel).length, `seed ${seed}, customer ${customer}, ${channel}`);
  }
});

test('by the map, which tells whose they are where claims are too many to list, a page is the same', async () => {
  await analytics.insert('identity_map', Array.from({ length: CUSTOMERS * 2 }, (_, at) => JSON.stringify({ node: at + 1, customer: Math.floor(at / 2) + 1, version: 1, updated_at: '2026-01-01 00:00:00.000' })).join('\n'));
  await analytics.run(ch`system reload dictionary identity_customer`);
  for (const customer of [1, 5, CUSTOMERS]) assert.deepEqual(shown(await timelineOf(analytics, { ...of(customer), nodes: null }, { limit: 500 }, null)), expected(of(customer).nodes, 500), `seed ${seed}`);
});
