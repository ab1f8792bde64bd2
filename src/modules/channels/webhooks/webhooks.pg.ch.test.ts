import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../../test/engines/clickhouse.ts';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../../test/engines/postgres.ts';
import { chSchemas } from '../../../app/schemas.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { createLog } from '../../../platform/log/log.ts';
import { createOutbox } from '../../../platform/outbox/create-outbox.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { CustomerMoved } from '../../identity/contract.ts';
import type { WebhookDelivery } from './contract.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

type Heard = { readonly text: string; readonly signature: string };

let own: TestDatabase;
let analytics: Analytics;
let outbox: Outbox;
let webhooks: Webhooks;
let receiver: Server;
let address = '';
let answers = 200;
let held: string | null = null;
let nowMs = Date.UTC(2026, 5, 1);
const heard: Heard[] = [];
const log = createLog('error');

before(async () => {
  own = await testDatabase(migrationsOf('platform', 'channels'));
  analytics = await testAnalytics(chSchemas().filter(({ module }) => module === 'platform'));
  outbox = createOutbox({ database: own.database, analytics, log, clock: Date.now });
  webhooks = createWebhooks({ database: own.database, outbox, log, clock: () => nowMs, nameOf: async () => 'Olga Owner', held: () => held });
  receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => { text += part.toString(); });
    request.on('end', () => {
      heard.push({ text, signature: String(request.headers['custos-signature']) });
      response.writeHead(answers, answers === 302 ? { location: `${address}/elsewhere` } : {}).end('thank you');
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  await outbox.start();
  webhooks.start();
});
after(async () => {
  await webhooks.stop();
  await outbox.stop();
  receiver.close();
  await analytics.close();
  await own.close();
});

const moved = (from: number): CustomerMoved => ({ type: 'customer.merged', from, into: 7, nodes: [1, 2], reason: 'human-join' });
async function happens(from: number): Promise<void> {
  await own.database.transaction((tx) => outbox.publish(tx, [moved(from)]));
  await outbox.drained();
}
async function until(id: string, what: (one: WebhookDelivery) => boolean): Promise<WebhookDelivery> {
  for (const beganMs = Date.now(); Date.now() - beganMs < 20_000; await new Promise((resolve) => { setTimeout(resolve, 20); })) {
    const found = (await webhooks.deliveries(id)).find(what);
    if (found !== undefined) return found;
  }
  return assert.fail(`never: ${JSON.stringify(await webhooks.deliveries(id))}`);
}

test('nothing is sent until somebody switches it on; then a join is told with ids alone, signed with the secret that was shown once', async () => {
  const { secret, webhook } = await webhooks.add('Warehouse', `${address}/hook`, ['customer.merged', 'customer.split'], 'p1');
  assert.deepEqual([webhook.isOn, webhook.switchedBy, webhook.last], [false, null, null]);
  assert.ok(!JSON.stringify(await webhooks.all()).includes(secret));
  await happens(5);
  assert.deepEqual(await webhooks.deliveries(webhook.id), []);
  const on = await webhooks.switch(webhook.id, true, 'p1');
  assert.deepEqual([on.isOn, on.switchedBy, on.switchedAt], [true, 'Olga Owner', '2026-06-01T00:00:00.000Z']);
  await happens(6);
  const { id, event, status, tries } = await until(webhook.id, ({ state }) => state === 'delivered');
  assert.deepEqual([event, status, tries], ['customer.merged', 200, 1]);
  assert.equal(heard.length, 1);
  const { text, signature } = heard[0] ?? { text: '', signature: '' };
  assert.deepEqual(JSON.parse(text), { id, at: '2026-06-01T00:00:00.000Z', type: 'customer.merged', from: 'cus_6', into: 'cus_7', claims: 2, reason: 'human-join' });
  const [, seconds = '', hash = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  assert.equal(hash, createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex'));
  await webhooks.remove(webhook.id);
});

test('an address that fails is tried again with growing waits under the same id, and given up after three days; who looks sees why', async () => {
  const { webhook } = await webhooks.add('Desk', `${address}/desk`, ['customer.merged'], 'p1');
  await webhooks.switch(webhook.id, true, 'p1');
  answers = 503;
  heard.length = 0;
  await happens(8);
  const first = await until(webhook.id, ({ tries }) => tries === 1);
  assert.deepEqual([first.state, first.problem, first.nextAt], ['waiting', 'It answered 503.', '2026-06-01T00:00:10.000Z']);
  nowMs += 10_000;
  await happens(9);
  const second = await until(webhook.id, ({ id, tries }) => id === first.id && tries === 2);
  assert.equal(second.nextAt, '2026-06-01T00:00:30.000Z');
  assert.equal(new Set(heard.map(({ text }) => (JSON.parse(text) as { id: string }).id)).size, 2, 'a repeat is known by its id');
  nowMs += 3 * 86_400_000;
  await happens(10);
  assert.equal((await until(webhook.id, ({ id, state }) => id === first.id && state === 'given-up')).nextAt, null);
  const [now] = await webhooks.all();
  assert.deepEqual([(now?.givenUp ?? 0) >= 1, now?.last?.status], [true, 503]);
  answers = 302;
  assert.deepEqual((({ state, problem }) => [state, problem])(await webhooks.try(webhook.id)), ['given-up', 'It answered with another address; give that one.']);
  answers = 204;
  assert.equal((await webhooks.try(webhook.id)).state, 'delivered');
  await webhooks.switch(webhook.id, false, 'p1');
  assert.equal((await webhooks.all())[0]?.waiting, 0, 'what waited is not told later');
  await webhooks.remove(webhook.id);
  await assert.rejects(webhooks.deliveries(webhook.id), { kind: 'not-found' });
});

test('where nothing may leave, messages are held and shown as they would have gone', async () => {
  const { webhook } = await webhooks.add('Held', `${address}/held`, ['customer.merged'], 'p1');
  await webhooks.switch(webhook.id, true, 'p1');
  held = 'The demo company is here.';
  heard.length = 0;
  await happens(11);
  const one = await until(webhook.id, () => true);
  assert.deepEqual([one.state, one.tries, one.body['from'], heard.length], ['held', 0, 'cus_b', 0]);
  await assert.rejects(webhooks.try(webhook.id), { kind: 'conflict', detail: held });
  held = null;
  await webhooks.remove(webhook.id);
});
