import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import { testAnalytics } from '../../../../test/engines/clickhouse.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch } from '../../../platform/clickhouse/sql.ts';
import { createLive } from '../../../platform/live/live.ts';
import type { NobodyItem, TimelineQuery } from '../contract.ts';
import { totalsPerChannel } from '../pulse-log.ts';
import { timelineOf } from '../timeline-log.ts';
import { createNobody } from './nobody.ts';

let analytics: Analytics;
let nobody: ReturnType<typeof createNobody>;
const schemaOf = (module: string) => ({ module, folder: fileURLToPath(new URL(`../../${module}/schema/ch`, import.meta.url)) });

const seed = testSeed();
console.log(`seed ${seed}`);
const chance = createChance(seed);

/** Half of them of nobody, over five years, many in one moment; some revised into other words, some into words of somebody who is known since, some of a customer into words of nobody. */
type Said = { readonly number: number; readonly home: number; readonly node: number; readonly placedMs: number; readonly revision: number; readonly channel: string; readonly source: string; readonly text: string; readonly traits: string };
const said: Said[] = [];
for (let number = 1; number <= 900; number += 1) {
  const home = chance.below(2) * (1 + chance.below(5));
  const one = { number, home, node: home, placedMs: Date.UTC(2020 + chance.below(5), 3, 1) + (chance.below(4) === 0 ? 0 : chance.below(2e10)), channel: chance.pick(['ad', 'review', 'social']), source: chance.pick(['wall', 'forum']), text: `heard of "it" ${number}, Ärger`, traits: chance.below(3) === 0 ? '{"name":"Kari","age":3}' : '' };
  said.push({ ...one, revision: 1 });
  const fate = chance.below(12);
  if (fate === 0) said.push({ ...one, revision: 2, text: `read of it ${number}`, channel: 'letter' });
  if (fate === 1) said.push({ ...one, revision: 2, node: 77 });
  if (fate === 2) said.push({ ...one, revision: 2, node: 0, text: `taken back ${number}` });
}

function expected(keep: (one: Said) => boolean = () => true): string[] {
  const latest = new Map<number, Said>();
  for (const one of said) if ((latest.get(one.number)?.revision ?? 0) < one.revision) latest.set(one.number, one);
  return [...latest.values()].filter((one) => one.node === 0 && keep(one)).sort((a, b) => b.placedMs - a.placedMs || b.number - a.number).map(({ number, text }) => `${number} ${text}`);
}
const shown = (items: readonly NobodyItem[]): string[] => items.map(({ sourceId, text }) => `${sourceId} ${text}`);

async function everyPage(query: Omit<TimelineQuery, 'limit'>, limit: number): Promise<string[]> {
  const all: string[] = [];
  for (let before: string | undefined; ;) {
    const { items, next } = await nobody.timeline({ ...query, limit, before });
    assert.ok(items.length <= limit);
    all.push(...shown(items));
    if (next === null) return all;
    before = next;
  }
}

before(async () => {
  analytics = await testAnalytics([schemaOf('identity'), schemaOf('interactions')]);
  const lines = chance.shuffle(said).map(({ placedMs, ...row }) => JSON.stringify({
    ...row, source_id: String(row.number), brand: '', kind: 'seen', direction: 'public', office: 'brand', stage: 'interest', occurred_at: new Date(placedMs).toISOString(), occurred_precision: 'ms',
    placed_at: new Date(placedMs).toISOString(), received_at: new Date(placedMs).toISOString(), recorded_at: new Date(placedMs).toISOString(), title: '', properties: '{}',
  }));
  await analytics.run(ch`system stop merges`);
  for (let from = 0; from < lines.length; from += 150) await analytics.insert('interactions_log', lines.slice(from, from + 150).join('\n'), { token: `t${from}` });
  nobody = createNobody({ analytics, live: createLive(() => undefined), totals: () => totalsPerChannel(analytics) });
});
after(async () => { await analytics.close(); });

test('page after page gives everything of nobody known once, newest first, each in its latest words; whoever became known is left out', async () => {
  assert.ok(expected().length > 250);
  for (const limit of [7, 60, 500]) assert.deepEqual(await everyPage({}, limit), expected(), `seed ${seed}, ${limit} a page`);
});

test('what was a customer’s and is revised so that it names nobody is read here, and on no customer’s page', async () => {
  const takenBack = expected(({ home, text }) => home > 0 && text.startsWith('taken back'));
  assert.ok(takenBack.length > 5, `seed ${seed}`);
  assert.deepEqual((await everyPage({ text: 'taken back' }, 50)).filter((words) => takenBack.includes(words)), takenBack);
  for (let customer = 1; customer <= 5; customer += 1) {
    for (const nodes of [[customer], null]) {
      const rows = await timelineOf(analytics, { customer, homes: [customer], nodes }, { limit: 500 }, null);
      assert.deepEqual(rows.filter(({ node }) => Number(node) === 0), [], `customer ${customer}, ${nodes === null ? 'by the map' : 'by their claims'}`);
    }
  }
});

test('channel, source and words narrow it to what is shown now, also in pages', async () => {
  assert.deepEqual(await everyPage({ channel: 'review' }, 13), expected(({ channel }) => channel === 'review'));
  assert.deepEqual(await everyPage({ channel: 'letter' }, 500), expected(({ channel }) => channel === 'letter'));
  assert.deepEqual(await everyPage({ source: 'forum', channel: 'ad' }, 40), expected(({ channel, source }) => channel === 'ad' && source === 'forum'));
  assert.deepEqual(await everyPage({ text: 'OF "IT"' }, 50), expected(({ text }) => text.includes('of "it"')));
  assert.deepEqual(await everyPage({ text: 'ärger', source: 'wall' }, 50), expected(({ text, source }) => source === 'wall' && text.includes('Ärger')));
  assert.deepEqual(await everyPage({ text: 'nowhere said' }, 50), []);
});

test('the counts by channel and source are those of the pages', async () => {
  const { total, counts } = await nobody.counts();
  assert.equal(total, expected().length);
  for (const { channel, source, count } of counts) assert.equal(count, expected((one) => one.channel === channel && one.source === source).length, `${channel} of ${source}`);
});

test('names that recognise nobody are told with what they signed', async () => {
  const { items } = await nobody.timeline({ limit: 500 });
  const signed = new Map(said.map((one) => [String(one.number), one.traits !== '']));
  assert.ok(items.some((item) => item.signed.length > 0));
  for (const item of items) assert.deepEqual(item.signed, signed.get(item.sourceId) === true ? ['Kari'] : []);
});
