/**
 * The tour, first part: one customer, from three silos to one page. Every step runs as a test, so this text cannot grow old.
 * What is asked here with `custos.ask` is what curl would ask; README.md shows the same with a write key.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerOf, eventually, startCustos, type RunningCustos } from '../../test/journeys/harness.ts';
import type { Customer } from '../../src/modules/customers/contract.ts';
import type { TimelineItem } from '../../src/modules/interactions/contract.ts';

let custos: RunningCustos;
before(async () => { custos = await startCustos(); });
after(async () => { await custos.stop(); });

const read = <Answer>(route: string): Promise<Answer> => answerOf<Answer>(custos.ask(route, { cookie: custos.ownerSession }));

async function customersNamed(words: string): Promise<{ id: string; matched: string }[]> {
  return (await read<{ customers: { id: string; matched: string }[] }>(`/api/customers?q=${encodeURIComponent(words)}`)).customers;
}

test('step 1: the shop, the help desk and the web site each send what they know, in their own words', async () => {
  const results = await custos.send([
    { id: 'order-77', channel: 'order', kind: 'order-placed', direction: 'in', occurredAt: '2026-05-04T09:00:00Z', identifiers: [{ type: 'email', value: 'ida.berg@post.example', verified: 'paid-order' }, { type: 'loyalty', value: 'L-100' }], traits: { givenName: 'Ida', familyName: 'Berg' }, order: { id: 'A-77', state: 'placed', total: '129.00', currency: 'EUR' } },
    { id: 'call-12', channel: 'call', kind: 'call', direction: 'in', occurredAt: '2026-05-09T14:00:00Z', identifiers: [{ type: 'phone', value: '+47 22 33 44 55' }, { type: 'loyalty', value: 'L-100' }], turns: [{ speaker: 'customer', text: 'Where is my tent?' }, { speaker: 'agent', who: 'agent-4', text: 'It left us yesterday.' }] },
    { id: 'visit-9', channel: 'web', kind: 'page-viewed', direction: 'in', occurredAt: '2026-05-03T20:00:00Z', session: 's-1', identifiers: [{ type: 'cookie', value: 'c-1' }, { type: 'email', value: 'Ida.Berg@post.example' }] },
  ]);
  assert.deepEqual(results.map((result) => result.status), ['accepted', 'accepted', 'accepted']);
});

test('step 2: they are one customer, found by whatever one of them knew', async () => {
  const [ida] = await eventually('Ida is found', async () => { const found = await customersNamed('ida berg'); return found.length === 1 ? found : null; });
  for (const words of ['ida.berg@post.example', '+4722334455', 'L-100', 'A-77']) assert.deepEqual((await customersNamed(words)).map((one) => one.id), [ida?.id], words);
});

test('step 3: the page says why they are one', async () => {
  const [ida] = await customersNamed('ida berg');
  const { edges } = await read<{ edges: { rule: string; joined: boolean }[] }>(`/api/customers/${ida?.id}/identity`);
  assert.ok(edges.length >= 2 && edges.every((edge) => edge.joined));
});

test('step 4: everything that happened stands on one timeline, newest first', async () => {
  const [ida] = await customersNamed('ida berg');
  const { items } = await read<{ items: TimelineItem[] }>(`/api/customers/${ida?.id}/timeline`);
  assert.deepEqual(items.map((item) => item.channel), ['call', 'order', 'web']);
});

test('step 5: sending it all again changes nothing', async () => {
  const results = await custos.send([{ id: 'visit-9', channel: 'web', kind: 'page-viewed', direction: 'in', occurredAt: '2026-05-03T20:00:00Z', session: 's-1', identifiers: [{ type: 'cookie', value: 'c-1' }, { type: 'email', value: 'Ida.Berg@post.example' }] }]);
  assert.equal(results[0]?.status, 'duplicate');
  const [ida] = await customersNamed('ida berg');
  assert.equal((await read<Customer>(`/api/customers/${ida?.id}`)).interactions, 3);
});

test('step 6: what cannot be accepted waits in quarantine with its reason, and is replayed when it is mended', async () => {
  const [refused] = await custos.send([{ id: 'chat-3', channel: 'chat', kind: 'message', direction: 'in', occurredAt: '2026-31-12', identifiers: [{ type: 'email', value: 'ida.berg@post.example' }], text: 'Thank you, it is here!' }]);
  assert.deepEqual([refused?.status, refused?.reason], ['quarantined', 'time-impossible']);
  const { items } = await read<{ items: { reference: string; body: string }[] }>('/api/quarantine');
  const mended = (items[0]?.body ?? '').replace('2026-31-12', '2026-05-12T08:00:00Z');
  const replayed = await answerOf<{ status: string }>(custos.ask(`/api/quarantine/${refused?.reference}/replay`, { cookie: custos.ownerSession, headers: { origin: custos.baseUrl }, body: { body: mended } }));
  assert.equal(replayed.status, 'accepted');
  const [ida] = await customersNamed('ida berg');
  await eventually('the thank-you is on the timeline', async () => (await read<{ items: TimelineItem[] }>(`/api/customers/${ida?.id}/timeline`)).items[0]?.text === 'Thank you, it is here!');
});
