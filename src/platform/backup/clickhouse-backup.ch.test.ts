import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ENGINES } from '../../../test/engines/clickhouse-engines.ts';
import { migrateAnalytics } from '../clickhouse/migrate.ts';
import type { Analytics } from '../clickhouse/analytics.ts';
import { ch } from '../clickhouse/sql.ts';
import { backupClickhouse, restoreClickhouse } from './clickhouse-backup.ts';

const SCHEMA = `
-- spread: sharded by home
CREATE TABLE IF NOT EXISTS kept_log (home UInt64, id UInt64, at DateTime64(3, 'UTC'), words String, kind LowCardinality(String), minor Nullable(Int64), ratio Float64, price Decimal(18, 4), tags Array(String), counts Map(String, UInt64), yes Bool, revision UInt32)
ENGINE = ReplacingMergeTree(revision) PARTITION BY toYear(at) ORDER BY (home, id);
-- spread: copied
CREATE TABLE IF NOT EXISTS kept_map (node UInt64, customer UInt64, version UInt64) ENGINE = ReplacingMergeTree(version) ORDER BY node;
CREATE DICTIONARY IF NOT EXISTS kept_customer (node UInt64, customer UInt64 DEFAULT 0) PRIMARY KEY node
SOURCE(CLICKHOUSE({login} QUERY 'SELECT node, customer FROM {database}.kept_map FINAL')) LAYOUT(FLAT(MAX_ARRAY_SIZE 100000000)) LIFETIME(0);`;

const contents = ch`SELECT *, toString(price) AS exact, toString(ratio) AS number FROM kept_log FINAL ORDER BY home, id`;

let schema: string;
const opened: { analytics: Analytics; stop(): Promise<void> }[] = [];
before(async () => {
  schema = await mkdtemp(join(tmpdir(), 'custos-schema-'));
  await writeFile(join(schema, '0001-start.sql'), SCHEMA);
  for (const engine of ENGINES) {
    const one = await engine.start();
    opened.push(one);
    await migrateAnalytics(one.analytics, [{ module: 'kept', folder: schema }]);
  }
});
after(async () => {
  for (const one of opened) await one.stop();
  await rm(schema, { recursive: true });
});

test('a backup goes from ClickHouse in process to a cluster to a server and back, and nothing changes', async () => {
  const [inProcess, server, cluster] = opened;
  assert.ok(inProcess && server && cluster);
  const nasty = ['', 'plain', 'two\nlines', '"quoted" \\ back', '\0nul', '🙂', '\t', '{"a":1}'];
  await inProcess.analytics.insert('kept_map', [1, 2, 3].map((node) => JSON.stringify({ node, customer: node * 10, version: 1 })).join('\n'));
  for (const year of [2024, 2025, 2026]) {
    await inProcess.analytics.insert('kept_log', Array.from({ length: 3_000 }, (_, at) => JSON.stringify({
      home: at % 97, id: year * 10_000 + at, at: new Date(Date.UTC(year, at % 12, 1, 0, 0, 0, at % 1000)).toISOString(), words: `${nasty[at % nasty.length] ?? ''}${at}`, kind: `k${at % 3}`,
      minor: at % 5 === 0 ? null : '-9223372036854775808', ratio: at % 7 === 0 ? 'nan' : at % 11 === 0 ? '-inf' : at / 3, price: `${at}.0001`, tags: nasty.slice(0, at % 4), counts: { a: at }, yes: at % 2 === 0, revision: 1,
    })).join('\n'));
  }
  const original = await inProcess.analytics.rows(contents);
  assert.equal(original.length, 9_000);

  let from = inProcess;
  for (const to of [cluster, server, inProcess]) {
    const folder = await mkdtemp(join(tmpdir(), 'custos-backup-'));
    const written = await backupClickhouse(from.analytics, folder);
    assert.deepEqual([written.tables, written.rows], [2, 9_003]);
    if (to === inProcess) for (const table of [ch`TRUNCATE TABLE kept_log`, ch`TRUNCATE TABLE kept_map`]) await to.analytics.run(table);
    assert.deepEqual(await restoreClickhouse(to.analytics, folder), written);
    assert.deepEqual(await to.analytics.rows(contents), original);
    assert.deepEqual(await to.analytics.rows(ch`SELECT dictGet('kept_customer', 'customer', toUInt64(3)) AS customer`), [{ customer: '30' }]);
    await assert.rejects(restoreClickhouse(to.analytics, folder), { kind: 'conflict', code: 'restore-target-not-empty' });
    await assert.rejects(backupClickhouse(from.analytics, folder), { kind: 'conflict', code: 'backup-folder-not-empty' });
    await rm(folder, { recursive: true });
    from = to;
  }
});

test('a damaged, unfinished or later backup is refused before a row is written', async () => {
  const server = opened[1];
  assert.ok(server);
  const folder = await mkdtemp(join(tmpdir(), 'custos-backup-'));
  await assert.rejects(restoreClickhouse(server.analytics, folder), { kind: 'invalid', code: 'backup-unreadable' });
  await backupClickhouse(server.analytics, folder);
  for (const table of [ch`TRUNCATE TABLE kept_log`, ch`TRUNCATE TABLE kept_map`]) await server.analytics.run(table);

  const manifest = await readFile(join(folder, 'clickhouse.json'), 'utf8');
  await writeFile(join(folder, 'clickhouse.json'), manifest.replace('0001-start.sql', '0009-later.sql'));
  await assert.rejects(restoreClickhouse(server.analytics, folder), { kind: 'conflict', code: 'backup-newer' });
  await writeFile(join(folder, 'clickhouse.json'), manifest);
  await appendFile(join(folder, 'kept_log.0001.jsonl.gz'), 'x');
  await assert.rejects(restoreClickhouse(server.analytics, folder), { kind: 'invalid', code: 'backup-damaged' });
  assert.deepEqual(await server.analytics.rows(ch`SELECT count() AS n FROM kept_log`), [{ n: '0' }]);
  await rm(folder, { recursive: true });
});
