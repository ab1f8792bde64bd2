import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../test/engines/clickhouse.ts';
import type { Analytics } from './analytics.ts';
import { createDictionaryReload } from './dictionary-reload.ts';
import { ch, uint64 } from './sql.ts';

let analytics: Analytics;
before(async () => {
  analytics = await testAnalytics();
  await analytics.run(ch`CREATE TABLE map (node UInt64, customer UInt64, version UInt64) ENGINE = ReplacingMergeTree(version) ORDER BY node`);
  const { database, nodes } = analytics;
  const words = `CREATE DICTIONARY who (node UInt64, customer UInt64 DEFAULT 0) PRIMARY KEY node SOURCE(CLICKHOUSE(${nodes[0]?.dictionaryLogin ?? ''} QUERY 'SELECT node, customer FROM ${database}.map FINAL')) LAYOUT(FLAT(MAX_ARRAY_SIZE 100000000)) LIFETIME(0)`;
  await analytics.run({ strings: [words], params: [] });
});
after(() => analytics.close());

test('after the reload everybody who asked sees their own change, however many ask at once', async () => {
  let loads = 0;
  const reload = createDictionaryReload({ ...analytics, run: (statement) => { loads += 1; return analytics.run(statement); } }, 'who');
  const join = async (node: number, customer: number): Promise<void> => {
    await analytics.insert('map', JSON.stringify({ node, customer, version: customer }));
    await reload();
    const [row] = await analytics.rows<{ customer: string }>(ch`SELECT dictGet('who', 'customer', ${uint64(node)}) AS customer`);
    assert.ok(Number(row?.customer) >= customer, `node ${node} is at ${row?.customer ?? 'nothing'}, not ${customer}`);
  };
  await Promise.all(Array.from({ length: 30 }, (_, at) => join(at % 5, 1 + at)));
  assert.ok(loads < 30, `${loads} loads for 30 changes`);
});

test('a million nodes are loaded and asked', async () => {
  await analytics.run(ch`INSERT INTO map SELECT number + 1, intDiv(number, 3) + 1, 1000000 FROM numbers(1000000)`);
  await createDictionaryReload(analytics, 'who')();
  assert.deepEqual(await analytics.rows(ch`SELECT uniqExact(dictGet('who', 'customer', number + 1)) AS customers FROM numbers(1000000)`), [{ customers: '333334' }]);
});
