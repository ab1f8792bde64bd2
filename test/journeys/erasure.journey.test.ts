import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { ErasureCertificate } from '../../src/modules/customers/contract.ts';
import { custosCommand } from './command-line.ts';
import { customerOf, customerPage, customersFound, minutesAgo, recorded, timelineOf } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { startRestored } from './restored.ts';

/** A word that nothing else holds. */
const CANARY = 'qzxcanary';
const mail = { type: 'email', value: `erna.${CANARY}@example.org`, verified: 'login' };
const said = (id: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({ id: `${CANARY}-${id}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(100), identifiers: [mail], ...more });
const ITEMS = [
  said('profile', { identifiers: [mail, { type: 'phone', value: '+4791283746' }, { type: 'cookie', value: `cookie-${CANARY}` }], traits: { name: `Erna ${CANARY}`, note: CANARY }, session: CANARY }),
  said('letter', { text: `I am Erna ${CANARY}.`, properties: { deep: { er: [CANARY] } }, version: 1 }),
  said('order', { channel: 'order', kind: 'order-placed', order: { id: `O-${CANARY}`, state: 'placed', total: '10.00', currency: 'EUR' } }),
  said('consent', { kind: 'consent-changed', consents: [{ purpose: 'marketing', channel: 'email', answer: 'given', wording: CANARY, version: CANARY }] }),
  said('device', { identifiers: [{ type: 'cookie', value: `cookie-${CANARY}` }], session: CANARY, title: CANARY }),
  said('parked', { occurredAt: 'whenever', text: CANARY }),
];
const EDITED = said('letter', { text: `I was Erna ${CANARY}.`, version: 2 });
const BO = { id: 'bo-1', channel: 'web', kind: 'form-sent', direction: 'in', occurredAt: minutesAgo(50), identifiers: [{ type: 'email', value: 'bo@example.org' }], traits: { name: 'Bo Other' } };

const folder = mkdtempSync(path.join(tmpdir(), 'custos-erasure-'));
let custos: RunningCustos;
let restored: RunningCustos | null = null;
let erna: string;
let certificate: ErasureCertificate;
before(async () => {
  custos = await startCustos();
  await custos.send([...ITEMS, BO]);
  await custos.send([EDITED]);
  await recorded(custos);
  erna = await customerOf(custos, `email:${mail.value}`);
  const bo = await customerOf(custos, 'email:bo@example.org');
  const { decision } = await answerOf<{ decision: string }>(custos.ask(`/api/customers/${erna}/identity/join`, { cookie: custos.ownerSession, body: { with: bo, reason: `Erna ${CANARY} said so` } }));
  await answerOf(custos.ask(`/api/identity/decisions/${decision}/undo`, { cookie: custos.ownerSession, body: {} }));
  erna = await customerOf(custos, `email:${mail.value}`);
});
after(async () => {
  await restored?.stop();
  await custos?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const erase = (id: string, confirm: string): Promise<Response> => custos.ask(`/api/customers/${id}/erase`, { cookie: custos.ownerSession, body: { reason: 'asked for it on 3 May', confirm } });

/** Everything that both engines hold, as a backup writes it. */
async function everythingHeld(name: string): Promise<string> {
  const { code, err } = await custosCommand(custos.dataFolder, 'backup', path.join(folder, name));
  assert.deepEqual([code, err], [0, '']);
  const { execFileSync } = await import('node:child_process');
  return execFileSync('sh', ['-c', 'find "$1" -name "*.gz" -exec zcat {} +', 'sh', path.join(folder, name)], { maxBuffer: 256 * 1024 * 1024 }).toString();
}

test('nobody is erased without repeating their id', async () => {
  assert.ok((await everythingHeld('before')).includes(CANARY), 'the canary is there before');
  assert.equal((await erase(erna, 'cus_zzzz')).status, 409);
});

test('an erased customer is in no column of either engine, and a certificate counts what went', async () => {
  certificate = await answerOf<ErasureCertificate>(erase(erna, erna));
  for (const table of ['identity.node', 'identity.node_identifier', 'interactions.parked', 'subjects.order_fact', 'customers.word', 'customers.consent_word', 'interactions_log', 'interactions_pages', 'interactions_revisions']) assert.ok((certificate.counts[table] ?? 0) > 0, `${table}: ${JSON.stringify(certificate.counts)}`);
  assert.ok(certificate.finishedAt !== null && certificate.hashes.length >= 3);
  const held = await everythingHeld('after');
  assert.ok(!held.toLowerCase().includes(CANARY), held.slice(Math.max(0, held.toLowerCase().indexOf(CANARY) - 300), held.toLowerCase().indexOf(CANARY) + 50));
  assert.ok(held.includes('bo@example.org'), 'others stay');
  assert.deepEqual(await customersFound(custos, { identifier: `email:${mail.value}` }), []);
  assert.deepEqual(await timelineOf(custos, erna), []);
  assert.deepEqual((await customerPage(custos, erna)).erased, { at: certificate.erasedAt, certificate: certificate.id }, 'her id still says what became of it');
  assert.equal((await customerPage(custos, await customerOf(custos, 'email:bo@example.org'))).erased, null);
  assert.equal((await erase(erna, erna)).status, 409, 'nothing is left to erase');
});

test('nothing brings an erased customer back: not a replay, not an edit, not another source, not a hash of their address; each is told so and counted', async () => {
  const statuses = async (items: readonly object[]): Promise<string[]> => (await custos.send(items)).map(({ status }) => status);
  assert.deepEqual(await statuses(ITEMS), ITEMS.map(() => 'erased'));
  assert.deepEqual(await statuses([said('letter', { text: 'edited again', version: 3, identifiers: [] }), said('fresh', { identifiers: [{ type: 'email', value: `ERNA.${CANARY}@Example.org` }] })]), ['erased', 'erased']);
  const stranger = { ...BO, id: 'stranger', identifiers: [{ type: 'email', value: 'new@example.org' }, { type: 'cookie', value: `cookie-${CANARY}` }] };
  assert.deepEqual(await statuses([stranger]), ['accepted'], 'a stranger at her computer is a stranger');
  await recorded(custos);
  assert.deepEqual(await customersFound(custos, { identifier: `email:${mail.value}` }), []);
  const { erasures } = await answerOf<{ erasures: ErasureCertificate[] }>(custos.ask('/api/erasures', { cookie: custos.ownerSession }));
  assert.equal(erasures[0]?.id, certificate.id);
  assert.equal(erasures[0]?.refusedSince, ITEMS.length + 2);
});

test('an older backup that still holds them is restored without them', async () => {
  assert.ok(!readFileSync(path.join(folder, 'before', 'erasures.jsonl'), 'utf8').includes(CANARY));
  const second = await startRestored(custos, path.join(folder, 'before'));
  restored = second;
  assert.deepEqual(await customersFound(second, { identifier: `email:${mail.value}` }), []);
  assert.deepEqual(await customersFound(second, { q: CANARY }), []);
  await eventually('Bo is there', async () => (await customersFound(second, { identifier: 'email:bo@example.org' })).length === 1);
  const answered = await answerOf<{ results: { status: string }[] }>(second.ask('/v1/interactions', { key: custos.writeKey, body: { interactions: ITEMS } }));
  assert.deepEqual(answered.results.map(({ status }) => status), ITEMS.map(() => 'erased'));
});
