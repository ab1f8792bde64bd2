import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testAnalytics } from '../../../test/engines/clickhouse.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, uint64 } from '../../platform/clickhouse/sql.ts';
import { CUSTOMER_OF_NODE, CUSTOMER_OF_ROW, MAP_TABLE, readMapAgain } from './map-log.ts';

let analytics: Analytics;

before(async () => { analytics = await testAnalytics([{ module: 'identity', folder: fileURLToPath(new URL('./schema/ch', import.meta.url)) }]); });
after(() => analytics.close());

const line = (node: number, customer: number, version: number): string => JSON.stringify({ node, customer, version, updated_at: new Date().toISOString() });

async function whose(node: number): Promise<number[]> {
  const answers = await Promise.all(analytics.nodes.map((one) => one.rows<{ customer: string }>(ch`select dictGet('identity_customer', 'customer', ${uint64(node)}) as customer`)));
  return answers.map(([row]) => Number(row?.customer));
}

async function comesToBe(node: number, customer: number): Promise<void> {
  await readMapAgain(analytics);
  assert.deepEqual(await whose(node), analytics.nodes.map(() => customer));
}

test('the map says whose a claim is, follows its moves, and knows no older word', async () => {
  assert.ok((await whose(1)).every((found) => found === 0));
  await analytics.insert(MAP_TABLE, [line(1, 10, 1), line(2, 20, 1)].join('\n'));
  await comesToBe(1, 10);
  await analytics.insert(MAP_TABLE, line(1, 20, 3));
  await comesToBe(1, 20);
  await analytics.insert(MAP_TABLE, [line(1, 10, 2), line(3, 30, 4)].join('\n'));
  await comesToBe(3, 30);
  assert.ok((await whose(1)).every((found) => found === 20), 'an older version that arrives later changes nothing');
  await comesToBe(2, 20);
});

test('node numbers far apart have their place', async () => {
  await analytics.insert(MAP_TABLE, line(30_000_000, 7, 9));
  await comesToBe(30_000_000, 7);
});

test('a question finds the customer of every row, nobody where nobody is named, and a claim too new for the map where it was recorded', async () => {
  await analytics.insert(MAP_TABLE, line(50, 5, 20));
  await readMapAgain(analytics);
  const rows = await analytics.rows<{ node: number; ofNode: string; ofRow: string }>(ch`
    select node, ${CUSTOMER_OF_NODE} as ofNode, ${CUSTOMER_OF_ROW} as ofRow from (select arrayJoin([(0, 9), (50, 9), (999, 9)]) as one, toUInt64(one.1) as node, toUInt64(one.2) as home) order by node`);
  assert.deepEqual(rows.map(({ node, ofNode, ofRow }) => [node, ofNode, ofRow].map(Number)), [[0, 0, 0], [50, 5, 5], [999, 0, 9]]);
  const grouped = await analytics.rows<{ customer: string }>(ch`select ${CUSTOMER_OF_NODE} as customer, count() as rows from (select toUInt64(arrayJoin([0, 50, 50, 999])) as node) group by customer having customer > 0`);
  assert.deepEqual(grouped.map(({ customer }) => Number(customer)), [5]);
});
