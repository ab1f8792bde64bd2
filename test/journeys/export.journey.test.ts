import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { customerOf, customerPage, minutesAgo, recorded } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';

const mail = { type: 'email', value: 'ingrid.held@example.org', verified: 'login' };
const said = (id: string, more: Readonly<Record<string, unknown>>): Record<string, unknown> => ({ id, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(100), identifiers: [mail], ...more });

let custos: RunningCustos;
let id: string;
before(async () => {
  custos = await startCustos();
  await custos.send([
    said('profile', { traits: { name: 'Ingrid Held', shoeSize: '38' }, session: 's-held' }),
    said('review', { text: 'It was cold.', version: 1 }),
    said('consent', { kind: 'consent-changed', consents: [{ purpose: 'marketing', channel: 'email', answer: 'withdrawn', wording: 'Stop the newsletter', version: '7' }] }),
    said('order', { channel: 'order', kind: 'order-placed', order: { id: 'H-1', state: 'placed', total: '12.00', currency: 'EUR' } }),
    { ...said('other', { text: 'Somebody else wrote this' }), identifiers: [{ type: 'email', value: 'somebody.else@example.org' }] },
  ]);
  await custos.send([said('review', { text: 'It was <b>warm</b>.', version: 2 })]);
  await recorded(custos);
  id = await customerOf(custos, 'email:ingrid.held@example.org');
  await eventually('the name is known', async () => (await customerPage(custos, id)).name !== null);
});
after(() => custos?.stop());

type Export = { customer: { id: string }; claims: { identifiers: { value: string }[] }[]; traitHistory: { traits: Record<string, string>; source: string }[]; consents: { standings: { purpose: string; channel: string; state: string }[]; words: { answer: string; wording: string; version: string; about: { value: string } }[] }; orders: { id: string }[]; orderStatements: unknown[]; interactions: { text: string; isLatest: boolean; properties: unknown }[] };

test('whoever asks for their data gets everything that is held of them as one JSON document, earlier revisions and sources too, and nothing of anybody else', async () => {
  const answer = await custos.ask(`/api/customers/${id}/export`, { cookie: custos.ownerSession });
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename="cus_\w+\.json"$/);
  const text = await answer.text();
  const held = JSON.parse(text) as Export;
  assert.equal(held.customer.id, id);
  assert.deepEqual(held.interactions.map((one) => [one.text, one.isLatest]).filter(([words]) => words !== ''), [['It was <b>warm</b>.', true], ['It was cold.', false]]);
  assert.equal(held.interactions.length, 5);
  assert.deepEqual(held.consents.words.map(({ answer, wording, version, about }) => [answer, wording, version, about.value]), [['withdrawn', 'Stop the newsletter', '7', 'ingrid.held@example.org']]);
  assert.deepEqual(held.consents.standings.map(({ purpose, channel, state }) => [purpose, channel, state]), [['marketing', 'email', 'withdrawn']]);
  assert.deepEqual(held.traitHistory.map(({ traits, source }) => [traits, source]), [[{ name: 'Ingrid Held', shoeSize: '38' }, 'journeys']]);
  assert.deepEqual(held.orders.map((order) => order.id), ['H-1']);
  assert.equal(held.orderStatements.length, 1);
  assert.ok(held.claims.some(({ identifiers }) => identifiers.some(({ value }) => value === 'ingrid.held@example.org')));
  assert.ok(!text.includes('omebody'));
});

test('the same export is a page to read, in which what people wrote stays text', async () => {
  const answer = await custos.ask(`/api/customers/${id}/export?form=page`, { cookie: custos.ownerSession });
  assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
  const page = await answer.text();
  for (const words of ['Ingrid Held', 'ingrid.held@example.org', 'It was &lt;b&gt;warm&lt;/b&gt;.', 'It was cold.', 'H-1', 's-held', 'Stop the newsletter']) assert.ok(page.includes(words), words);
  assert.ok(!page.includes('<b>warm') && !page.includes('omebody else'));
  assert.match(page, /<\/html>\n$/);
});

test('who exported whose data stands in the audit', async () => {
  const { entries } = await eventually('the export is in the audit', async () => {
    const audit = await answerOf<{ entries: { what: string; about: string | null }[] }>(custos.ask('/api/audit?limit=100', { cookie: custos.ownerSession }));
    return audit.entries.some(({ what, about }) => what === 'customer.exported' && about === id) ? audit : null;
  });
  assert.ok(entries.length > 0);
});
