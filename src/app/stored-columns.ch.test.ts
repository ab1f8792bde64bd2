import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../test/engines/clickhouse.ts';
import type { Analytics } from '../platform/clickhouse/analytics.ts';
import { ch } from '../platform/clickhouse/sql.ts';
import { chSchemas } from './schemas.ts';
import { CLICKHOUSE_COLUMNS, declaredColumns } from './stored-columns.ts';

let analytics: Analytics;
before(async () => { analytics = await testAnalytics(chSchemas()); });
after(() => analytics.close());

test('every column of ClickHouse is said to be erased with a person or to be nobody’s, and none is said that there is not', async () => {
  const rows = await analytics.rows<{ name: string }>(ch`
    select distinct concat(replaceRegexpOne(table, '_local$', ''), '.', name) as name from system.columns
    where database = currentDatabase() and table in (select name from system.tables where database = currentDatabase() and engine like '%MergeTree')`);
  const there = new Set(rows.map(({ name }) => name));
  const declared = declaredColumns(CLICKHOUSE_COLUMNS);
  assert.ok(there.size > 50);
  assert.deepEqual([...there].filter((name) => !declared.has(name)), [], 'columns that nobody decided about');
  assert.deepEqual([...declared].filter((name) => !there.has(name)), [], 'columns that are gone');
});
