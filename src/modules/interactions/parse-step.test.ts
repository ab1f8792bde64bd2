import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStep } from './parse-step.ts';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const BASE = { id: 'a-1', channel: 'chat', kind: 'message', direction: 'in', occurredAt: '2026-03-10T11:00:00+01:00' };

function accepted(item: object, zone = 'UTC') {
  const step = parseStep({ ...BASE, ...item }, 'web', zone, NOW);
  assert.ok(step.ok, step.ok ? '' : JSON.stringify(step.refusal));
  return step.value.checked;
}

function refusal(item: object) {
  const step = parseStep({ ...BASE, ...item }, 'web', 'UTC', NOW);
  assert.ok(!step.ok, 'expected a refusal');
  return step.refusal;
}

test('a message is placed at service and support, with its moment and the offset that it was written in', () => {
  const checked = accepted({ text: 'hello' });
  assert.equal(checked.occurredMs, Date.parse('2026-03-10T10:00:00Z'));
  assert.equal(checked.offsetMinutes, 60);
  assert.deepEqual([checked.office, checked.stage], ['service', 'support']);
});

test('a time without a zone is read in the zone of its source, and a day alone stays a day', () => {
  const checked = accepted({ occurredAt: '2026-01-05 09:30' }, 'Europe/Oslo');
  assert.equal(new Date(checked.occurredMs).toISOString(), '2026-01-05T08:30:00.000Z');
  assert.deepEqual([checked.offsetMinutes, checked.precision], [null, 'minute']);
  const day = accepted({ occurredAt: '2026-01-05' }, 'Europe/Oslo');
  assert.deepEqual([day.precision, new Date(day.occurredMs).toISOString()], ['day', '2026-01-05T00:00:00.000Z']);
  const midnight = accepted({ occurredAt: '2026-01-05T00:00:00+13:00', occurredPrecision: 'day' });
  assert.deepEqual([midnight.precision, new Date(midnight.occurredMs).toISOString()], ['day', '2026-01-05T00:00:00.000Z']);
});

test('a word on consent is for the address of its channel, else for the surest identifier, else for whom it names', () => {
  const identifiers = [{ type: 'cookie', value: 'c-1' }, { type: 'email', value: 'ann@x.example' }, { type: 'user', value: 'u-1' }, { type: 'email', value: 'ann@work.example' }];
  const about = (consent: object, ids: object[] = identifiers) => (accepted({ identifiers: ids, consents: [{ purpose: 'marketing', answer: 'given', ...consent }] }).consents ?? []).map((word) => word.about?.value ?? null);
  assert.deepEqual(about({ channel: 'email' }), ['ann@x.example', 'ann@work.example']);
  assert.deepEqual(about({ channel: 'sms' }), ['u-1']);
  assert.deepEqual(about({}), ['u-1']);
  assert.deepEqual(about({ channel: 'email', identifier: { type: 'email', value: 'Other@x.example' } }), ['Other@x.example']);
  assert.deepEqual(about({}, []), [null]);
});

test('a word on consent has the moment of its interaction unless it says its own; what is no consent is parked with the reason', () => {
  const [word] = accepted({ consents: [{ purpose: 'marketing', answer: 'withdrawn', wording: 'No more', version: '2', expiresAt: '2027-03-10' }] }).consents ?? [];
  assert.deepEqual([word?.atMs, word?.basis, word?.channel, word?.expiresMs, word?.version], [Date.parse('2026-03-10T10:00:00Z'), 'consent', 'any', Date.parse('2027-03-10T00:00:00Z'), '2']);
  assert.equal(accepted({ consents: [{ purpose: 'marketing', answer: 'given', at: '2020-01-01T00:00:00Z' }] }).consents?.[0]?.atMs, Date.parse('2020-01-01T00:00:00Z'));
  assert.equal(refusal({ consents: [{ purpose: 'marketing', answer: 'given', at: '2027-01-01T00:00:00Z' }] }).reason, 'time-impossible');
  assert.equal(refusal({ consents: [{ purpose: 'marketing', answer: 'given', at: 'soon' }] }).reason, 'time-impossible');
  assert.match(refusal({ consents: [{ purpose: 'marketing', answer: 'maybe' }] }).detail, /consents\.0\.answer/);
  assert.ok(!('consents' in accepted({})), 'an interaction that says nothing on consent is byte for byte what it was before');
});

test('what could not have happened yet, or before 1970, is parked with the reason', () => {
  assert.equal(refusal({ occurredAt: '2026-03-10T12:06:00Z' }).reason, 'time-impossible');
  assert.equal(accepted({ occurredAt: '2026-03-11' }).precision, 'day', 'where it is tomorrow already');
  assert.equal(refusal({ occurredAt: '2026-03-12' }).reason, 'time-impossible');
  assert.equal(refusal({ occurredAt: '1901-01-01' }).reason, 'time-impossible');
  assert.equal(refusal({ occurredAt: '2026-02-30' }).reason, 'time-impossible');
  assert.equal(refusal({ occurredAt: 'yesterday' }).reason, 'time-impossible');
  assert.equal(accepted({ occurredAt: '2026-03-10T12:04:00Z' }).occurredMs, Date.parse('2026-03-10T12:04:00Z'));
});

test('a sender whose clock is ahead is corrected by its own sending time, and what it wrote is kept', () => {
  const checked = accepted({ occurredAt: '2026-03-10T14:00:00Z', sentAt: '2026-03-10T14:00:30Z' });
  assert.equal(checked.occurredMs, NOW - 30_000);
  assert.equal(checked.properties['occurredAtAsSent'], '2026-03-10T14:00:00Z');
});

test('fields that Custos does not know are kept', () => {
  assert.deepEqual(accepted({ mood: 'sunny', properties: { page: '/x' } }).properties, { page: '/x', mood: 'sunny' });
});

test('money is exact and keeps the decimals of its currency', () => {
  const { amounts } = accepted({ amounts: [{ role: 'price', amount: '12345678901234.99', currency: 'EUR' }, { role: 'total', amount: 100, currency: 'JPY' }, { role: 'refund', amount: '-1.005', currency: 'KWD' }] });
  assert.deepEqual(amounts.map((one) => one.minor), ['1234567890123499', '100', '-1005']);
  assert.equal(refusal({ amounts: [{ role: 'price', amount: '1.005', currency: 'EUR' }] }).reason, 'amount-malformed');
  assert.equal(refusal({ order: { id: '1', total: '5' } }).reason, 'amount-malformed');
});

test('a payment card is never an identifier; one of 513 characters is refused with the limit', () => {
  assert.equal(refusal({ identifiers: [{ type: 'card-number', value: '4111111111111111' }] }).reason, 'card-number-in-identifier');
  assert.match(refusal({ identifiers: [{ type: 'user', value: 'x'.repeat(513) }] }).detail, /512/);
});

test('51 identifiers are too many; a missing field is named', () => {
  assert.equal(refusal({ identifiers: Array.from({ length: 51 }, (_, i) => ({ type: 'email', value: `a${i}@b.example` })) }).reason, 'too-many-identifiers');
  assert.match(refusal({ channel: undefined }).detail, /channel/);
  const step = parseStep('not an object', 'web', 'UTC', NOW);
  assert.ok(!step.ok && step.refusal.reason === 'malformed');
});

test('a rating outside its scale is refused, one with a scale of its own is taken', () => {
  assert.equal(refusal({ rating: { value: 6, min: 1, max: 5, scale: 'stars' } }).reason, 'malformed');
  assert.equal(accepted({ rating: { value: 0, min: 0, max: 10, scale: 'nps' } }).rating?.scale, 'nps');
});

test('turns of a call carry their offsets, given or from their own times', () => {
  const { turns } = accepted({ turns: [{ speaker: 'agent', text: 'hello', offsetMs: 0 }, { speaker: 'customer', text: 'hi', at: '2026-03-10T10:00:05Z' }] });
  assert.deepEqual(turns.map((turn) => turn.offsetMs), [0, 5_000]);
});
