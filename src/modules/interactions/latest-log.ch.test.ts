import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../test/engines/clickhouse.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch } from '../../platform/clickhouse/sql.ts';
import { finishRow } from './finish-row.ts';
import { countsOfClaims, countsOfCustomers, latestHomes, type HomePlace } from './latest-log.ts';
import { parseStep } from './parse-step.ts';
import { saidAfter } from './said/said-log.ts';
import { saidSolved } from './said/said-solved.ts';

let analytics: Analytics;
const schemaOf = (module: string) => ({ module, folder: fileURLToPath(new URL(`../${module}/schema/ch`, import.meta.url)) });
const TOP: HomePlace = { lastMs: 8.64e12, home: 0 };

let number = 0;
function row(home: number, at: string, channel: string, direction = 'in'): string {
  number += 1;
  return JSON.stringify({
    number, revision: 1, home, node: home, source: 'test', source_id: `i${number}`, brand: '', channel, kind: 'message', direction, office: 'service', stage: 'support', occurred_at: `${at} 10:00:00.000`, occurred_precision: 'day',
    placed_at: `${at} 10:00:00.000`, received_at: `${at} 10:00:00.000`, recorded_at: `${at} 10:00:00.000`, title: '', properties: '{}',
  });
}

before(async () => {
  analytics = await testAnalytics([schemaOf('identity'), schemaOf('interactions')]);
  await analytics.insert('interactions_log', [
    ...Array.from({ length: 50 }, (_, at) => row(at + 1, '2026-01-05', 'review', 'public')),
    row(60, '2026-01-02', 'email'), row(60, '2026-03-01', 'staff', 'internal'),
    row(70, '2026-03-01', 'staff', 'internal'),
  ].join('\n'));
});
after(async () => { await analytics.close(); });

test('people of one and the same day are all listed once, however short the pages are', async () => {
  const seen: number[] = [];
  for (let place = TOP; ;) {
    const page = await latestHomes(analytics, place, 7, null);
    seen.push(...page.map(({ home }) => home));
    const last = page.at(-1);
    if (last === undefined) break;
    place = last;
  }
  assert.deepEqual(seen, [...Array.from({ length: 50 }, (_, at) => 50 - at), 60, 70]);
});

test('an export of the customer list is not when its people were last seen', async () => {
  const [page, counts] = [await latestHomes(analytics, TOP, 100, null, [60, 70]), await countsOfClaims(analytics, [60, 70], [60, 70])];
  assert.deepEqual(page, [{ lastMs: Date.UTC(2026, 0, 2, 10), home: 60 }, { lastMs: 0, home: 70 }]);
  const [met, recorded] = counts.toSorted((a, b) => Number(a.node) - Number(b.node));
  assert.deepEqual([met?.count, met?.metAt?.slice(0, 10), met?.lastChannel], ['2', '2026-01-02', 'email']);
  assert.deepEqual([recorded?.metAt, recorded?.firstMetAt, recorded?.lastAt.slice(0, 10)], [null, null, '2026-03-01']);
});

test('a list of one channel knows those of that channel only', async () => {
  assert.deepEqual((await latestHomes(analytics, TOP, 100, 'email')).map(({ home }) => home), [60]);
});

test('somebody with more claims than can be listed is counted as one, without those that were parted from them', async () => {
  await analytics.insert('identity_map', [[60, 60], [70, 60], [1, 1]].map(([node, customer]) => JSON.stringify({ node, customer, version: 1, updated_at: '2026-01-01 00:00:00.000' })).join('\n'));
  await analytics.run(ch`system reload dictionary identity_customer`);
  const counted = await countsOfCustomers(analytics, [60, 70, 1], [60]);
  assert.deepEqual(counted.map(({ customer, count, metAt }) => [customer, count, metAt?.slice(0, 10)]), [['60', '3', '2026-01-02']]);
  assert.deepEqual(await countsOfCustomers(analytics, [60], []), []);
});

test('that a customer says whether it was solved is told from the history as it was when it came, by an answer or on a scale', async () => {
  const atMs = Date.UTC(2026, 5, 1, 12);
  const of = (more: object) => {
    const step = parseStep({ id: 'a', channel: 'survey', kind: 'survey-answered', direction: 'in', occurredAt: new Date(atMs).toISOString(), subjects: [{ type: 'ticket', id: 'T1' }], ...more }, 'survey-tool', 'UTC', atMs);
    return step.ok ? step.value.checked : assert.fail();
  };
  const came = [of({ answers: [{ question: 'Was it solved?', value: 'no' }] }), of({ rating: { value: 1, min: 0, max: 1, scale: 'yes-no', question: 'Was it solved?' } })];
  await analytics.insert('interactions_log', came.map((checked, at) => finishRow({ number: 901 + at, revision: 1, older: false, receivedMs: atMs, sentMs: null, checked }, { node: 90, home: 90, placedMs: atMs }, atMs)).join('\n'));
  const { said } = await saidAfter(analytics, { home: 89, placedMs: 0, number: 0 }, 10);
  assert.deepEqual(said.map(({ number: of, solved }) => [of, solved]), came.map((checked, at) => [901 + at, saidSolved(checked)]));
  assert.deepEqual(said.map(({ solved }) => solved?.isSolved), [false, true]);
});
