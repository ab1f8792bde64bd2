import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { custosCommand } from './command-line.ts';
import { customerOf, customerPage, customersFound, minutesAgo, ordersOf, recorded, timelineOf } from './customers.ts';
import { everyChannelOf } from './every-channel.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';

/** Ids name a place in the log; everything else of a page must be the same after a restore. */
const lived = everyChannelOf('backed');
const reviewOf = (text: string, version: number): Record<string, unknown> => ({ id: 'backed-edited', channel: 'review', kind: 'review-written', direction: 'public', occurredAt: lived[3]?.['occurredAt'], identifiers: [{ type: 'email', value: 'ida.backed@example.org' }], text, version });
const order = { id: 'backed-order', channel: 'order', kind: 'order-placed', direction: 'in', occurredAt: minutesAgo(99), identifiers: [{ type: 'email', value: 'ida.backed@example.org' }], traits: { name: 'Ida Nordahl' }, order: { id: 'B-1', state: 'placed', total: '12.00', currency: 'EUR', parcels: [{ id: 'P-1', state: 'packed' }] } };

const folder = mkdtempSync(path.join(tmpdir(), 'custos-backup-'));
let first: RunningCustos;
let second: RunningCustos;
before(async () => {
  first = await startCustos();
  for (const batch of [[...lived, order], [reviewOf('Cold.', 1)], [reviewOf('Warm.', 2)], [{ id: 'backed-parked' }]]) await first.send(batch);
  await recorded(first);
});
after(async () => {
  await second?.stop();
  await first?.stop();
  rmSync(folder, { recursive: true });
});

test('a backup is written through the running Custos, which goes on accepting', async () => {
  let wroteMeanwhile = 0;
  let writing = true;
  const sender = (async () => {
    for (; writing; wroteMeanwhile += 1) {
      const [result] = await first.send([{ id: `backed-meanwhile-${wroteMeanwhile}`, channel: 'web', kind: 'page-viewed', direction: 'in', occurredAt: minutesAgo(0), identifiers: [{ type: 'email', value: 'meanwhile@example.org' }] }]);
      assert.equal(result?.status, 'accepted');
    }
  })();
  const { code, out, err } = await custosCommand(first.dataFolder, 'backup', path.join(folder, 'monday'));
  writing = false;
  await sender;
  assert.deepEqual([code, err], [0, '']);
  assert.match(out, /^backup of [\d,]+ rows in \d+ tables, [\d.]+ MB, in .*monday\n$/);
  assert.deepEqual(readdirSync(path.join(folder, 'monday')).sort(), ['clickhouse', 'postgres']);
  assert.ok(wroteMeanwhile > 0);
  const again = await custosCommand(first.dataFolder, 'backup', path.join(folder, 'monday'));
  assert.deepEqual([again.code, again.out], [1, '']);
  assert.match(again.err, /new folder.*\(backup-folder-used\)/);
});

test('restored into an empty folder it is the same company: customers, timelines, orders, quarantine, keys and sign-in', async () => {
  const fresh = mkdtempSync(path.join(folder, 'fresh-'));
  const { code, out, err } = await custosCommand(fresh, 'restore', path.join(folder, 'monday'));
  assert.deepEqual([code, err], [0, '']);
  assert.match(out, /^restored [\d,]+ rows from .*monday\n$/);
  second = await startCustos({ dataFolder: fresh, env: { CUSTOS_OWNER_EMAIL: '', CUSTOS_OWNER_PASSWORD: '' } });
  await recorded(second);
  const ida = await customerOf(first, 'email:ida.backed@example.org');
  for (const look of [customerPage, timelineOf, ordersOf] as const) assert.deepEqual(await look(second, ida), await look(first, ida));
  assert.equal((await timelineOf(second, ida)).find(({ sourceId }) => sourceId === 'backed-edited')?.text, 'Warm.');
  assert.deepEqual((await customersFound(second, { q: 'Ida Nordahl' })).map(({ id }) => id), [ida]);
  const identityOf = (custos: RunningCustos): Promise<unknown> => answerOf(custos.ask(`/api/customers/${ida}/identity`, { cookie: custos.ownerSession }));
  assert.deepEqual(await identityOf(second), await identityOf(first));
  const parkedIn = async (custos: RunningCustos): Promise<string> => (await custos.ask('/api/quarantine', { cookie: custos.ownerSession })).text();
  assert.equal(await parkedIn(second), await parkedIn(first));
  assert.equal((await second.ask('/api/me', { cookie: first.ownerSession })).status, 200, 'who was signed in still is');
});

test('what was sent before is known after the restore, by the keys of before; what is new gets a number that nothing has', async () => {
  const sendTo = async (items: readonly object[]): Promise<{ status: string; reference: string }[]> => (await answerOf<{ results: { status: string; reference: string }[] }>(second.ask('/v1/interactions', { key: first.writeKey, body: { interactions: items } }))).results;
  assert.deepEqual([...new Set((await sendTo([...lived, order, reviewOf('Warm.', 2), reviewOf('Cold.', 1)])).map(({ status }) => status))], ['duplicate']);
  const before = await timelineOf(second, await customerOf(second, 'email:ida.backed@example.org'));
  const fresh = { id: 'backed-new', channel: 'web', kind: 'form-sent', direction: 'in', occurredAt: minutesAgo(0), identifiers: [{ type: 'email', value: 'Ida.backed@example.org' }, { type: 'crm', value: 'new-after-restore' }], text: 'Still me.' };
  const [added] = await sendTo([fresh]);
  assert.equal(added?.status, 'accepted');
  assert.equal((await sendTo([{ ...fresh, text: 'Still me!' }]))[0]?.status, 'revised');
  await recorded(second);
  const ida = await customerOf(second, 'crm:new-after-restore');
  assert.equal(ida, await customerOf(second, 'email:ida.backed@example.org'));
  const items = await eventually('the new one is there', async () => { const now = await timelineOf(second, ida); return now.length === before.length + 1 ? now : null; });
  assert.equal(items.filter(({ id }) => id === added.reference).length, 1);
  assert.ok(!before.some(({ id }) => id === added.reference));
});

test('onto data nothing is restored, nor while Custos runs on the folder, nor from what is no backup', async () => {
  const running = await custosCommand(second.dataFolder, 'restore', path.join(folder, 'monday'));
  assert.deepEqual([running.code, running.out], [1, '']);
  assert.match(running.err, /\(data-folder-in-use\)/);
  await second.end();
  const onto = await custosCommand(second.dataFolder, 'restore', path.join(folder, 'monday'));
  assert.deepEqual([onto.code, onto.out], [1, '']);
  assert.match(onto.err, /custos: .*(empty|data already|has data).*\(/);
  const nothing = await custosCommand(mkdtempSync(path.join(folder, 'fresh-')), 'restore', tmpdir());
  assert.deepEqual([nothing.code, nothing.out], [1, '']);
  assert.match(nothing.err, /no backup.*\(backup-missing\)/);
  assert.ok(existsSync(path.join(folder, 'monday', 'postgres')));
});
