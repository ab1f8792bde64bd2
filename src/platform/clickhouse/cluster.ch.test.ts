import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startClickhouseServers, type ClickhouseServers } from '../../../test/engines/clickhouse-server.ts';
import { createLog } from '../log/log.ts';
import type { Analytics } from './analytics.ts';
import { migrateAnalytics } from './migrate.ts';
import { openAnalytics, waitForAnalytics } from './open-analytics.ts';
import { ch } from './sql.ts';

const lines = (from: number, count: number): string => Array.from({ length: count }, (_, at) => JSON.stringify({ home: from + at, id: from + at })).join('\n');

let servers: ClickhouseServers;
let analytics: Analytics;
let folder: string;
const said: string[] = [];
const log = createLog('info', (line) => { said.push(line); });

before(async () => {
  servers = await startClickhouseServers(2, 2);
  analytics = await openAnalytics({ dataFolder: '', url: servers.url, cluster: servers.cluster }, log);
  folder = await mkdtemp(join(tmpdir(), 'custos-schema-'));
  await writeFile(join(folder, '0001-start.sql'), '-- spread: sharded by home\nCREATE TABLE IF NOT EXISTS seen_log (home UInt64, id UInt64) ENGINE = ReplacingMergeTree ORDER BY (home, id)');
  await migrateAnalytics(analytics, [{ module: 'seen', folder }], log);
});
after(async () => {
  await analytics.close();
  await servers.stop();
  await rm(folder, { recursive: true });
});

async function counted(): Promise<number> {
  return Number((await analytics.rows<{ n: string }>(ch`SELECT count() AS n FROM seen_log FINAL`))[0]?.n);
}

test('with one node dead every read is answered in full and inserts are kept for it', async () => {
  await analytics.insert('seen_log', lines(0, 500), { token: 'a' });
  await servers.kill(0);
  for (let each = 0; each < 12; each += 1) assert.equal(await counted(), 500);
  await analytics.insert('seen_log', lines(500, 500), { token: 'b' });
  await analytics.insert('seen_log', lines(500, 500), { token: 'b' });
  assert.ok(said.some((line) => line.includes('clickhouse-node-away')));

  await servers.restart(0);
  const deadline = Date.now() + 20_000;
  for (;;) {
    const held = await Promise.all(analytics.nodes.map((node) => node.rows<{ n: string }>(ch`SELECT count() AS n FROM seen_log_local FINAL`).then(([row]) => Number(row?.n), () => -1)));
    if (held[0] === held[1] && held[2] === held[3] && (held[0] ?? 0) + (held[2] ?? 0) === 1_000) break;
    assert.ok(Date.now() < deadline, `the nodes hold ${held.join(', ')}`);
    await sleep(100);
  }
  assert.equal(await counted(), 1_000);
});

test('a change of tables says so when it can not reach every node', async () => {
  await servers.kill(3);
  await assert.rejects(analytics.run(ch`ALTER TABLE seen_log ADD COLUMN IF NOT EXISTS words String`), { kind: 'unavailable' });
  await servers.restart(3);
  await analytics.run(ch`ALTER TABLE seen_log ADD COLUMN IF NOT EXISTS words String`);
  for (const node of analytics.nodes) assert.deepEqual(await node.rows(ch`SELECT words FROM seen_log LIMIT 0`), []);
});

test('a half answer is never given: with a whole shard dead there is none', async () => {
  await servers.kill(2);
  await servers.kill(3);
  await assert.rejects(counted(), { kind: 'unavailable' });
  await Promise.all([servers.restart(2), servers.restart(3)]);
  assert.equal(await counted(), 1_000);
});

test('Custos waits for a server that is away at the start, and says so', async () => {
  const later = await startClickhouseServers();
  try {
    await later.kill(0);
    await assert.rejects(openAnalytics({ dataFolder: '', url: later.url }), { kind: 'unavailable', code: 'analytics-away' });
    const opening = waitForAnalytics({ dataFolder: '', url: later.url }, log, { patienceMs: 20_000 });
    await later.restart(0);
    const opened = await opening;
    assert.equal(opened.engine, 'server');
    assert.ok(said.some((line) => line.includes('clickhouse-away')));
    await opened.close();
    const wrong = new URL(later.url);
    wrong.password = 'guessed';
    await assert.rejects(openAnalytics({ dataFolder: '', url: wrong.toString() }), { code: 'analytics-login-refused' });
  } finally {
    await later.stop();
  }
});

test('addresses that contradict each other are refused in words', async () => {
  await assert.rejects(openAnalytics({ dataFolder: '', url: servers.url }), { kind: 'invalid', code: 'clickhouse-cluster-missing' });
  await assert.rejects(openAnalytics({ dataFolder: '', url: servers.url, cluster: 'nobody' }), { kind: 'invalid', code: 'clickhouse-cluster-unknown' });
  await assert.rejects(openAnalytics({ dataFolder: '', url: 'my server' }), { kind: 'invalid', code: 'clickhouse-url-malformed' });
});
