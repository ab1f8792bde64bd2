import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { LIMITS, type AcceptResult, type ParkedItem } from '../../src/modules/interactions/contract.ts';
import { customerOf, customerPage, minutesAgo, recorded, timelineOf } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';

let custos: RunningCustos;
before(async () => { custos = await startCustos(); });
after(() => custos?.stop());

/** A good interaction of somebody; `more` spoils it. */
const messageOf = (id: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => (
  { id, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(3), identifiers: [{ type: 'email', value: 'bad.input@example.org' }], text: `text of ${id}`, ...more });

type Refusal = { readonly status: number; readonly code: string; readonly detail: string };

async function refusalOf(body: unknown, headers: Readonly<Record<string, string>> = {}, key = custos.writeKey): Promise<Refusal> {
  const response = await custos.ask('/v1/interactions', { body, key, headers });
  const { code, detail } = JSON.parse(await response.text()) as { code: string; detail: string };
  return { status: response.status, code, detail };
}

const batchOf = (...items: readonly unknown[]): Buffer => Buffer.from(JSON.stringify({ interactions: items }));

test('a body that is no JSON, is cut off, or is no batch is refused with 400 and says what to send', async () => {
  for (const [body, code] of [['{"interactions":[{"id":', 'body-not-json'], ['interactions=1&id=2', 'body-not-json'], ['', 'body-not-json'], ['   ', 'body-not-json'], ['"text"', 'batch-malformed'], ['7', 'batch-malformed'], ['null', 'batch-malformed'], ['{"events":[]}', 'batch-malformed']] as const) {
    const refusal = await refusalOf(Buffer.from(body));
    assert.deepEqual([refusal.status, refusal.code], [400, code], body);
    assert.ok(refusal.detail.length > 20, refusal.detail);
  }
});

test('an empty batch is answered with no results', async () => {
  for (const body of [Buffer.from('[]'), batchOf()]) assert.deepEqual(await answerOf(custos.ask('/v1/interactions', { body, key: custos.writeKey })), { results: [] });
});

test('one bad item of a batch goes to quarantine with its reason, and the others are accepted', async () => {
  const results = await custos.send([messageOf('good-1'), { id: 'no-channel' }, messageOf('good-2'), messageOf('bad-rating', { rating: { value: 7, min: 1, max: 5, scale: 'stars' } }), messageOf('bad-money', { amounts: [{ role: 'price', amount: '1.234', currency: 'EUR' }] })]);
  assert.deepEqual(results.map(({ id, status, reason }) => [id, status, reason]), [
    ['good-1', 'accepted', undefined], ['no-channel', 'quarantined', 'malformed'], ['good-2', 'accepted', undefined], ['bad-rating', 'quarantined', 'malformed'], ['bad-money', 'quarantined', 'amount-malformed']]);
  assert.match(results[1]?.detail ?? '', /channel/);
  assert.match(results[3]?.detail ?? '', /between min and max/);
});

test('items that are no interactions at all each get an answer', async () => {
  const results = await answerOf<{ results: AcceptResult[] }>(custos.ask('/v1/interactions', { key: custos.writeKey, body: Buffer.from('[null, 1, "text", [], {}, [[{}]], true]') }));
  assert.deepEqual(results.results.map(({ status, reason }) => `${status} ${reason}`), Array.from({ length: 7 }, () => 'quarantined malformed'));
});

test('what is nested a hundred thousand deep is quarantined, and does not make the sender try again for ever', async () => {
  const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  const body = Buffer.from(`{"interactions":[${JSON.stringify(messageOf('deep')).slice(0, -1)},"properties":${deep}},${JSON.stringify(messageOf('beside-deep'))}]}`);
  const { results } = await answerOf<{ results: AcceptResult[] }>(custos.ask('/v1/interactions', { key: custos.writeKey, body }));
  assert.deepEqual(results.map(({ id, status, reason }) => [id, status, reason]), [['deep', 'quarantined', 'malformed'], ['beside-deep', 'accepted', undefined]]);
});

test('U+0000 in the name of a faulty field spoils neither the answer nor the batch', async () => {
  const results = await custos.send([messageOf('nul-field', { traits: { 'a\u0000b\ud800': { not: 'a trait' } } }), messageOf('nul-names', { traits: { 'c\u0000d\\u0000': 'kept' }, properties: { '\u0000p\ud800': [1] } }), messageOf('beside-nul')]);
  assert.deepEqual(results.map(({ status }) => status), ['quarantined', 'accepted', 'accepted']);
  await recorded(custos);
  const items = await timelineOf(custos, await customerOf(custos, 'email:bad.input@example.org'));
  assert.deepEqual(items.find(({ sourceId }) => sourceId === 'nul-names')?.properties, { 'p\ufffd': [1] });
  const { traits } = await eventually('the trait is there', async () => { const page = await customerPage(custos, await customerOf(custos, 'email:bad.input@example.org')); return page.traits.length > 0 ? page : null; });
  assert.deepEqual(traits.map(({ name, value }) => [name, value]), [['cd\\u0000', 'kept']]);
});

test('what is too large is refused with 413 and the limit: a body, a batch; one item too large goes to quarantine alone', async () => {
  const body = Buffer.alloc(LIMITS.bodyBytes + 1, ' ');
  const large = await refusalOf(body);
  assert.deepEqual([large.status, large.code], [413, 'body-too-large']);
  assert.match(large.detail, /8,388,608 bytes/);
  const many = await refusalOf(batchOf(...Array.from({ length: LIMITS.itemsPerBatch + 1 }, () => ({}))));
  assert.deepEqual([many.status, many.code], [413, 'batch-too-large']);
  assert.match(many.detail, /2500/);
  const [item, beside] = await custos.send([messageOf('novel', { properties: { scan: 'x'.repeat(LIMITS.interactionBytes) } }), messageOf('beside-novel')]);
  assert.deepEqual([item?.status, item?.reason, beside?.status], ['quarantined', 'too-large', 'accepted']);
  const [long] = await custos.send([messageOf('long-text', { text: 'x'.repeat(LIMITS.textLength + 1) })]);
  assert.deepEqual([long?.status, long?.reason], ['quarantined', 'malformed']);
});

test('a small body that unpacks to a gigabyte is refused with 413 before it is unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024));
  const startedMs = performance.now();
  for (const [body, headers] of [[bomb, { 'content-encoding': 'gzip' }], [bomb, {}], [gzipSync(bomb), { 'content-encoding': 'gzip, gzip' }], [deflateSync(Buffer.alloc(64 * 1024 * 1024)), { 'content-encoding': 'deflate' }]] as const) {
    const refusal = await refusalOf(body, headers);
    assert.deepEqual([refusal.status, refusal.code], [413, 'body-too-large']);
  }
  assert.ok(performance.now() - startedMs < 20_000);
});

test('a packed body is unpacked, whether it says so or not; one that is not what it says is refused', async () => {
  const packed = gzipSync(batchOf(messageOf('packed')));
  const [first] = (await answerOf<{ results: AcceptResult[] }>(custos.ask('/v1/interactions', { body: packed, key: custos.writeKey, headers: { 'content-encoding': 'gzip' } }))).results;
  const [again] = (await answerOf<{ results: AcceptResult[] }>(custos.ask('/v1/interactions', { body: packed, key: custos.writeKey, headers: { 'content-type': 'text/plain' } }))).results;
  assert.deepEqual([first?.status, again?.status], ['accepted', 'duplicate']);
  assert.deepEqual((await refusalOf(packed.subarray(0, 40), { 'content-encoding': 'gzip' })).code, 'body-not-inflatable');
  assert.deepEqual((await refusalOf(packed, { 'content-encoding': 'rot13' })).code, 'encoding-unknown');
});

test('text in another encoding than UTF-8 is refused by name, never stored with wrong letters', async () => {
  const text = JSON.stringify([messageOf('encoding', { text: 'Wo ist das Päckchen für Søren?' })]);
  const latin1 = await refusalOf(Buffer.from(text, 'latin1'), { 'content-type': 'application/json; charset=iso-8859-1' });
  assert.deepEqual([latin1.status, latin1.code], [400, 'body-not-utf8']);
  assert.match(latin1.detail, /UTF-8/);
  const utf16 = await refusalOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
  assert.deepEqual([utf16.status, utf16.code], [400, 'body-not-utf8']);
  assert.match(utf16.detail, /UTF-16/);
  const [marked] = (await answerOf<{ results: AcceptResult[] }>(custos.ask('/v1/interactions', { body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]), key: custos.writeKey }))).results;
  assert.equal(marked?.status, 'accepted', 'a byte order mark before UTF-8 is no fault');
  const [halves] = await custos.send([messageOf('halves', { text: 'cut \ud83d here, nul \u0000 there', properties: { ['key\ud83d']: '\u0000' } })]);
  assert.equal(halves?.status, 'accepted', 'half a letter or U+0000 costs only itself');
  await recorded(custos);
  const items = await timelineOf(custos, await customerOf(custos, 'email:bad.input@example.org'));
  assert.deepEqual(['encoding', 'halves'].map((id) => items.find(({ sourceId }) => sourceId === id)?.text), ['Wo ist das Päckchen für Søren?', 'cut \ufffd here, nul  there']);
});

test('a moment in the future, before 1970 or that never was goes to quarantine; a sender whose clock is ahead is set right', async () => {
  const in2 = new Date(Date.now() + 2 * 86_400_000).toISOString();
  const impossible = ['1969-12-31T23:59:59Z', '0001-01-01', '2026-02-30', '2099-01-01T00:00:00Z', 'yesterday', '', '1767225600', in2];
  const results = await custos.send(impossible.map((occurredAt, place) => messageOf(`time-${place}`, { occurredAt })));
  assert.deepEqual(results.map(({ status, reason }) => `${status} ${reason}`), impossible.map(() => 'quarantined time-impossible'));
  const [ahead, early] = await custos.send([messageOf('ahead', { occurredAt: in2, sentAt: in2 }), messageOf('early', { occurredAt: '1970-01-01T00:00:00Z' })]);
  assert.deepEqual([ahead?.status, early?.status], ['accepted', 'accepted']);
  await recorded(custos);
  const item = (await timelineOf(custos, await customerOf(custos, 'email:bad.input@example.org'))).find(({ sourceId }) => sourceId === 'ahead');
  assert.ok(Math.abs(Date.parse(item?.occurredAt ?? '') - Date.now()) < 60_000, item?.occurredAt);
  assert.equal(item?.properties['occurredAtAsSent'], in2);
});

test('an item from quarantine, mended, is accepted and leaves it; with the same fault it stays; put aside, it stays readable and can be brought back', async () => {
  const { items } = await answerOf<{ items: ParkedItem[] }>(custos.ask('/api/quarantine?reason=time-impossible', { cookie: custos.ownerSession }));
  const parked = items.find(({ itemId }) => itemId === 'time-2') ?? assert.fail('the 30th of February is parked');
  assert.match(parked.detail, /2026-02-30/);
  const replay = (body?: string): Promise<AcceptResult> => answerOf<AcceptResult>(custos.ask(`/api/quarantine/${parked.reference}/replay`, { cookie: custos.ownerSession, body: body === undefined ? {} : { body } }));
  assert.equal((await replay()).status, 'quarantined');
  const mended = parked.body.replace('2026-02-30', minutesAgo(500));
  assert.equal((await custos.ask(`/api/quarantine/${parked.reference}/replay`, { cookie: custos.ownerSession, body: { body: mended.slice(1) } })).status, 400);
  assert.equal((await replay(mended)).status, 'accepted');
  assert.equal((await custos.ask(`/api/quarantine/${parked.reference}/replay`, { cookie: custos.ownerSession, body: {} })).status, 409);
  const other = items.find(({ itemId }) => itemId === 'time-4') ?? assert.fail('yesterday is parked');
  await answerOf(custos.ask(`/api/quarantine/${other.reference}/discard`, { cookie: custos.ownerSession, body: {} }));
  const discarded = await answerOf<{ items: ParkedItem[] }>(custos.ask('/api/quarantine?state=discarded', { cookie: custos.ownerSession }));
  assert.deepEqual(discarded.items.map(({ itemId }) => itemId), ['time-4']);
  assert.equal((await custos.ask(`/api/quarantine/${other.reference}/replay`, { cookie: custos.ownerSession, body: { body: mended } })).status, 409, 'what was set aside is brought back before it is mended');

  const bringBack = (reference: string): Promise<Response> => custos.ask(`/api/quarantine/${reference}/bring-back`, { cookie: custos.ownerSession, body: {} });
  assert.deepEqual(await answerOf(bringBack(other.reference)), { broughtBack: true });
  assert.deepEqual(await answerOf(bringBack(other.reference)), { broughtBack: false }, 'it waits already');
  assert.deepEqual(await answerOf(bringBack(parked.reference)), { broughtBack: false }, 'what was replayed is on a timeline and stays replayed');
  assert.equal((await bringBack('prk_zzzz')).status, 404);
  const open = await answerOf<{ items: ParkedItem[] }>(custos.ask('/api/quarantine?reason=time-impossible', { cookie: custos.ownerSession }));
  assert.ok(open.items.some(({ reference, state }) => reference === other.reference && state === 'parked'));
  const told = await eventually('the audit log tells who did it', async () => {
    const { entries } = await answerOf<{ entries: { what: string; about: string | null }[] }>(custos.ask('/api/audit?limit=100', { cookie: custos.ownerSession }));
    return entries.some(({ what }) => what === 'quarantine.brought-back') && entries;
  });
  for (const what of ['quarantine.discarded', 'quarantine.brought-back']) assert.ok(told.some((entry) => entry.what === what && entry.about === other.reference), what);
});

test('a card number or a secret is nowhere to be read again, not on the timeline and not in quarantine', async () => {
  const card = '4111 1111 1111 1111';
  const secret = `sk_live_${'a1B2'.repeat(6)}`;
  await custos.send([messageOf('card', { text: `My card is ${card}, my key ${secret}`, turns: [{ speaker: 'customer', text: `again: ${card}` }], properties: { note: card } }), messageOf('card-parked', { occurredAt: 'never', text: `My card is ${card}, ${secret}` })]);
  const [refused] = await custos.send([messageOf('card-identifier', { identifiers: [{ type: 'payment-card', value: card }] })]);
  assert.deepEqual([refused?.status, refused?.reason], ['quarantined', 'card-number-in-identifier']);
  await recorded(custos);
  const timeline = JSON.stringify(await timelineOf(custos, await customerOf(custos, 'email:bad.input@example.org')));
  const quarantine = await (await custos.ask('/api/quarantine', { cookie: custos.ownerSession })).text();
  for (const answer of [timeline, quarantine]) {
    assert.match(answer, /\[card number removed\]/);
    for (const leaked of [card, card.replaceAll(' ', ''), secret]) assert.ok(!answer.includes(leaked), leaked);
  }
});

test('nothing is taken without a valid write key: 401 for none or an unknown one, 403 for a key that only reads', async () => {
  const body = batchOf(messageOf('no-key'));
  for (const headers of [{}, { authorization: 'Bearer c000000000000000000000000' }, { authorization: 'Bearer nonsense' }, { authorization: `Basic ${Buffer.from('c111111111111111111111111:').toString('base64')}` }] as const) {
    const response = await custos.ask('/v1/interactions', { body, headers });
    assert.equal(response.status, 401);
    assert.match(await response.text(), /write-key-unknown/);
  }
  const { key } = await answerOf<{ key: string }>(custos.ask('/api/keys', { cookie: custos.ownerSession, body: { name: 'reader', kind: 'read' } }));
  assert.deepEqual((await refusalOf(body, {}, key)).status, 403);
  const { key: spare, record } = await answerOf<{ key: string; record: { id: string } }>(custos.ask('/api/keys', { cookie: custos.ownerSession, body: { name: 'spare', kind: 'write', source: 'spare' } }));
  assert.equal((await custos.ask('/v1/interactions', { body, key: spare })).status, 200);
  await answerOf(custos.ask(`/api/keys/${record.id}/revoke`, { cookie: custos.ownerSession, body: {} }));
  assert.equal((await refusalOf(body, {}, spare)).status, 401);
});
