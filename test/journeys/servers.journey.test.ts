import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Health } from '../../src/kernel/health.ts';
import { startClickhouseServers, type ClickhouseServers } from '../engines/clickhouse-server.ts';
import { startPostgres15, type Postgres15 } from '../engines/postgres-15.ts';
import { customerOf, minutesAgo, recorded, timelineOf } from './customers.ts';
import { everyChannelOf } from './every-channel.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { lifeOfAnInteraction } from './life-of-an-interaction.ts';

const PAIRS = [
  { name: 'PostgreSQL 15 and a ClickHouse server', shards: 1, replicas: 1, checks: [/^Server 15\./, /^server 26\.7/] },
  { name: 'PostgreSQL 15 and a ClickHouse cluster of 2 × 2', shards: 2, replicas: 2, checks: [/^Server 15\./, /^cluster 26\.7/] },
] as const;

for (const { name, shards, replicas, checks } of PAIRS) {
  describe(`on ${name}`, () => {
    let postgres: Postgres15;
    let clickhouse: ClickhouseServers;
    let custos: RunningCustos;
    before(async () => {
      [postgres, clickhouse] = await Promise.all([startPostgres15(), startClickhouseServers(shards, replicas)]);
      custos = await startCustos({ env: { DATABASE_URL: postgres.url, CLICKHOUSE_URL: clickhouse.url, ...(shards * replicas === 1 ? {} : { CLICKHOUSE_CLUSTER: clickhouse.cluster }) } });
    });
    after(async () => {
      await custos?.stop();
      await Promise.all([postgres?.stop(), clickhouse?.stop()]);
    });

    test('health names both servers, and no private engine was started', async () => {
      const health = await answerOf<Health>(custos.ask('/api/health', { cookie: custos.ownerSession }));
      assert.equal(health.state, 'ok', JSON.stringify(health));
      ['PostgreSQL', 'ClickHouse'].forEach((engine, place) => assert.match(health.checks.find((check) => check.name === engine)?.detail ?? '', checks[place] ?? /^$/));
      for (const engine of ['postgres', 'clickhouse']) assert.ok(!existsSync(path.join(custos.dataFolder, engine)), engine);
    });

    lifeOfAnInteraction(() => custos, `s${shards}${replicas}`);

    test('every kind of channel is heard', async () => {
      const sent = everyChannelOf('served');
      assert.deepEqual((await custos.send(sent)).filter(({ status }) => status !== 'accepted'), []);
      await recorded(custos);
      assert.equal((await timelineOf(custos, await customerOf(custos, 'email:ida.served@example.org'))).length, sent.length - 1, 'all but the billboard');
    });

    test('while a ClickHouse node is away, interactions are still accepted; once it is back they are there, once', async () => {
      const messageOf = (id: string): object => ({ id, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(1), identifiers: [{ type: 'email', value: 'outage@example.org' }], text: id });
      await custos.send([messageOf('before-outage')]);
      await recorded(custos);
      const customer = await customerOf(custos, 'email:outage@example.org');
      await clickhouse.kill(0);
      for (let at = 0; at < 5; at += 1) assert.deepEqual((await custos.send([messageOf(`in-outage-${at}`)])).map(({ status }) => status), ['accepted']);
      // The other replica of each shard answers meanwhile.
      if (replicas > 1) assert.ok((await timelineOf(custos, customer)).some(({ sourceId }) => sourceId === 'before-outage'));
      await clickhouse.restart(0);
      await recorded(custos);
      const expected = ['before-outage', ...[0, 1, 2, 3, 4].map((at) => `in-outage-${at}`)];
      // A replica that was away is caught up by the others in the background.
      await eventually('everything is there, once', async () => JSON.stringify((await timelineOf(custos, customer)).map(({ sourceId }) => sourceId).sort()) === JSON.stringify(expected));
    });
  });
}
