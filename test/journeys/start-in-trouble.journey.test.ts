import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { Health } from '../../src/kernel/health.ts';
import { startClickhouseServers } from '../engines/clickhouse-server.ts';
import { laterDoor } from '../engines/later-door.ts';
import { startPostgres15 } from '../engines/postgres-15.ts';
import { answerOf, eventually, startCustos } from './harness.ts';

test('a port that is taken is said by number, with another to try', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await assert.rejects(startCustos({ env: { PORT: String(port) } }), (error: Error) => {
    assert.match(error.message, new RegExp(`Port ${port} on 127.0.0.1 is already in use.*PORT=${port + 1}.*\\(port-taken\\)`));
    assert.doesNotMatch(error.message, /\n\s+at /, 'no stack is shown for it');
    return true;
  });
  other.close();
});

test('a second Custos on the same data folder is refused by the name of the folder and the process that has it; the first goes on', async (t) => {
  const first = await startCustos();
  t.after(() => first.stop());
  await assert.rejects(startCustos({ dataFolder: first.dataFolder }), (error: Error) => {
    assert.match(error.message, new RegExp(`Another Custos \\(process ${first.pid}\\) is working in ${first.dataFolder}.*\\(data-folder-in-use\\)`));
    return true;
  });
  assert.equal((await answerOf<Health>(first.ask('/api/health', { cookie: first.ownerSession }))).state, 'ok');
});

test('the data folder of a Custos that was killed is taken over at the next start', async (t) => {
  const first = await startCustos();
  t.after(() => first.stop());
  await first.kill();
  const second = await startCustos({ dataFolder: first.dataFolder });
  t.after(() => second.stop());
  assert.equal((await answerOf<Health>(second.ask('/api/health', { cookie: second.ownerSession }))).state, 'ok');
});

test('a data folder that can not be written is refused in words', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'custos-journey-'));
  const file = path.join(folder, 'a-file');
  writeFileSync(file, 'not a folder');
  await assert.rejects(startCustos({ dataFolder: path.join(file, 'data') }), (error: Error) => {
    assert.match(error.message, /Nothing can be written to .*a-file.*--data.*\(data-folder-not-writable\)/);
    return true;
  });
  assert.equal(readFileSync(file, 'utf8'), 'not a folder');
  rmSync(folder, { recursive: true });
});

test('when PostgreSQL is away at the start, Custos says where it looks, waits, and goes on once it answers', async (t) => {
  const door = await laterDoor();
  t.after(() => door.close());
  const postgres = await startPostgres15();
  t.after(() => postgres.stop());
  let said = '';
  const starting = startCustos({ env: { DATABASE_URL: `postgres://custos@127.0.0.1:${door.port}/postgres` }, hear: (all) => { said = all; } });
  await eventually('it says that it waits', async () => new RegExp(`database-awaited.*127.0.0.1:${door.port}`).test(said), 60_000);
  await door.open(Number(new URL(postgres.url).port));
  const custos = await starting;
  t.after(() => custos.stop());
  assert.match((await answerOf<Health>(custos.ask('/api/health', { cookie: custos.ownerSession }))).checks.find(({ name }) => name === 'PostgreSQL')?.detail ?? '', /^Server 15\./);
});

test('when ClickHouse is away at the start, Custos says so, waits, and goes on once it answers', async (t) => {
  const door = await laterDoor();
  t.after(() => door.close());
  const address = (port: number, from: string): string => { const url = new URL(from); url.port = String(port); return url.toString(); };
  const servers = await startClickhouseServers(1, 1);
  t.after(() => servers.stop());
  let said = '';
  const starting = startCustos({ env: { CLICKHOUSE_URL: address(door.port, servers.url) }, hear: (all) => { said = all; } });
  await eventually('it says that it waits', async () => /clickhouse-away.*CLICKHOUSE_URL/.test(said), 60_000);
  await door.open(Number(new URL(servers.url).port));
  const custos = await starting;
  t.after(() => custos.stop());
  assert.doesNotMatch(custos.output(), /only-for-tests/, 'the password is not in the log');
  const health = await answerOf<Health>(custos.ask('/api/health', { cookie: custos.ownerSession }));
  assert.equal(health.state, 'ok', JSON.stringify(health));
});

test('a PostgreSQL that refuses the name, and settings that contradict each other, end the start at once with the setting to mend', async (t) => {
  const postgres = await startPostgres15();
  t.after(() => postgres.stop());
  const wrong = new URL(postgres.url);
  wrong.pathname = '/no_such_database';
  const cases: readonly (readonly [Record<string, string>, RegExp])[] = [
    [{ DATABASE_URL: wrong.toString() }, /DATABASE_URL.*\(database-refused\)/],
    [{ DATABASE_URL: 'mysql://127.0.0.1/x' }, /DATABASE_URL.*postgres:\/\/.*\(setting-wrong\)/],
    [{ CLICKHOUSE_CLUSTER: 'c' }, /CLICKHOUSE_CLUSTER.*CLICKHOUSE_URL.*\(setting-wrong\)/],
    [{ CUSTOS_OWNER_PASSWORD: 'short' }, /CUSTOS_OWNER_PASSWORD.*10 characters.*\(setting-wrong\)/],
    [{ PORT: '70000' }, /PORT.*65535.*\(setting-wrong\)/],
  ];
  for (const [env, message] of cases) await assert.rejects(startCustos({ env }), (error: Error) => { assert.match(error.message, message); return true; });
});
