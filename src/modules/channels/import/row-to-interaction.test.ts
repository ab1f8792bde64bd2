import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InteractionInput } from '../../interactions/contract.ts';
import { Mapping } from '../contract.ts';
import type { Reading } from './reading.ts';
import { wordsOf } from './profile-columns.ts';
import { compileMapping } from './row-to-interaction.ts';
import { sniffDialect } from './sniff-dialect.ts';
import { rowOfCells, rowOfObject } from './source-row.ts';
import { turnsOfTranscript } from './transcript-turns.ts';

const mapping = (parts: Partial<Mapping> & Pick<Mapping, 'fields'>): Mapping => Mapping.parse(parts);
function one(reading: Reading): InteractionInput {
  assert.ok('interactions' in reading, JSON.stringify(reading));
  const [first] = reading.interactions;
  assert.ok(first !== undefined);
  return first;
}
const problem = (reading: Reading): string => ('problem' in reading ? reading.problem : assert.fail('it was read'));

test('columns, constants and templates fill an interaction that our own schema accepts', () => {
  const reader = compileMapping(mapping({
    fields: { id: 'nr', channel: 'via', kind: '=ticket-opened', direction: '=in', occurredAt: 'when', title: 'subject', text: 'body', 'rating.value': 'stars', 'rating.min': '=1', 'rating.max': '=5', 'rating.scale': '=stars', 'answers.speed': 'speed | 0..10' },
    identifiers: { email: 'mail', user: 'cust' }, traits: { name: '{first} {last}' }, subjects: { order: 'order' }, properties: { urgency: 'prio' }, zone: 'Europe/Berlin',
  }), ['nr', 'via', 'when', 'subject', 'body', 'stars', 'speed', 'mail', 'cust', 'first', 'last', 'order', 'prio'], false);
  const read = one(reader.read([rowOfCells(2, ['T1', 'E-Mail', '03.03.2025 10:00', 'Where?', 'Not here', '4,5', '7', 'A@x.org; b@y.org', '13085.0', 'Ada', '', 'O9', 'high'])]));
  assert.deepEqual(InteractionInput.safeParse(read).error, undefined);
  assert.deepEqual(read, {
    id: 'T1', channel: 'email', kind: 'ticket-opened', direction: 'in', occurredAt: '2025-03-03T10:00:00+01:00', occurredPrecision: 'minute', title: 'Where?', text: 'Not here',
    identifiers: [{ type: 'email', value: 'A@x.org' }, { type: 'email', value: 'b@y.org' }, { type: 'user', value: '13085' }], traits: { name: 'Ada' }, subjects: [{ type: 'order', id: 'O9' }], properties: { urgency: 'high' },
    rating: { value: 4.5, min: 1, max: 5, scale: 'stars' }, answers: [{ question: 'speed', rating: { value: 7, min: 0, max: 10, scale: 'points' } }],
  });
});

test('columns that say yes or no become words on consent, each with its channel; an empty cell says nothing, another word is refused', () => {
  const reader = compileMapping(mapping({ fields: { id: 'nr', occurredAt: 'when', 'consents.marketing.email': 'news', 'consents.research': 'surveys', 'consents.at': 'since', 'consents.wording': '=We may write to you.' } }), ['nr', 'when', 'news', 'surveys', 'since'], false);
  const read = one(reader.read([rowOfCells(2, ['T1', '2025-03-03', 'Opted out', 'yes', '2024-05-01'])]));
  assert.deepEqual(InteractionInput.safeParse(read).error, undefined);
  assert.deepEqual(read['consents'], [
    { purpose: 'marketing', channel: 'email', answer: 'withdrawn', at: '2024-05-01T00:00:00Z', wording: 'We may write to you.' },
    { purpose: 'research', channel: 'any', answer: 'given', at: '2024-05-01T00:00:00Z', wording: 'We may write to you.' },
  ]);
  assert.equal(one(reader.read([rowOfCells(2, ['T1', '2025-03-03', '', '', ''])]))['consents'], undefined);
  assert.match(problem(reader.read([rowOfCells(2, ['T1', '2025-03-03', 'perhaps', '', ''])])), /neither a yes nor a no: "perhaps"/);
  const wrong = compileMapping(mapping({ fields: { occurredAt: 'when', 'consents.marketing.pigeon': 'news' } }), ['when', 'news'], false);
  assert.match(problem(wrong.read([rowOfCells(2, ['2025-03-03', 'yes'])])), /names no channel/);
});

test('what has no id is named by its content, so that the same row again is the same interaction', () => {
  const reader = compileMapping(mapping({ fields: { occurredAt: 'when', text: 'text' } }), ['when', 'text'], false);
  const [a, again, other] = ['a', 'a', 'b'].map((text) => one(reader.read([rowOfCells(1, ['2025-01-01', text])])).id);
  assert.equal(a, again);
  assert.notEqual(a, other);
});

test('what can\'t be read is refused with words that help', () => {
  const reader = compileMapping(mapping({ fields: { occurredAt: 'when', 'rating.value': 'stars', 'rating.max': '=5' } }), ['when', 'stars'], false);
  assert.match(problem(reader.read([rowOfCells(1, ['', '3'])])), /no date/);
  assert.match(problem(reader.read([rowOfCells(1, ['NULL', '3'])])), /no date/);
  assert.match(problem(reader.read([rowOfCells(1, ['soon', '3'])])), /not a date: "soon"/);
  assert.match(problem(reader.read([rowOfCells(1, ['03/04/2025', '3'])])), /dayFirst/);
  assert.match(problem(reader.read([rowOfCells(1, ['2025-04-03', '9'])])), /outside 1 to 5/);
  assert.throws(() => compileMapping(mapping({ fields: { occurredAt: 'wen' } }), ['when'], false), /"wen".*It has: when/);
});

const ORDERS = ['id', 'placed', 'shipped', 'delivered', 'promised', 'state', 'total'];
const orders = compileMapping(mapping({ fields: { id: 'id', 'order.id': 'id', channel: '=order', kind: '=order-placed', direction: '=in', occurredAt: 'placed', 'order.shippedAt': 'shipped', 'order.deliveredAt': 'delivered', 'order.promisedAt': 'promised', 'order.state': 'state', 'order.total': 'total' }, identifiers: { order: 'id' }, currency: 'BRL', decimal: 'comma' }), ORDERS, false);

test('an order becomes its moments, each with the state it had then', () => {
  const read = orders.read([rowOfCells(1, ['A', '2025-01-01 10:00:00', '2025-01-03 10:00:00', '2025-01-09 10:00:00', '2025-01-05', 'delivered', 'R$ 1.234,50'])]);
  assert.ok('interactions' in read);
  assert.deepEqual(read.interactions.map(({ id, channel, kind, occurredAt, order }) => [id, channel, kind, occurredAt.slice(0, 10), order?.state]), [
    ['A', 'order', 'order-placed', '2025-01-01', 'placed'], ['A/shipped', 'delivery', 'parcel-shipped', '2025-01-03', 'shipped'], ['A/delivered', 'delivery', 'parcel-delivered', '2025-01-09', 'delivered'],
  ]);
  assert.deepEqual(read.interactions[0]?.amounts, [{ role: 'total', amount: '1234.50', currency: 'BRL' }]);
  assert.equal(read.interactions[2]?.order?.parcels?.[0]?.promisedAt, '2025-01-05T00:00:00Z');
  for (const item of read.interactions) assert.equal(InteractionInput.safeParse(item).success, true);
});

test('a cancelled order says so with the last moment that is known; a total that is no amount is refused', () => {
  assert.equal(one(orders.read([rowOfCells(1, ['B', '2025-01-01', '', '', '', 'canceled', '5,00'])])).order?.state, 'cancelled');
  assert.match(problem(orders.read([rowOfCells(1, ['C', '2025-01-01', '', '', '', 'paid', 'much'])])), /total/);
});

test('lines of an order are put together, their sum is exact, and an order of less than nothing is a refund', () => {
  const reader = compileMapping(mapping({ fields: { group: 'inv', id: 'inv', 'order.id': 'inv', channel: '=order', kind: '=order-placed', direction: '=in', occurredAt: 'when', 'order.lines.product': 'sku', 'order.lines.quantity': 'qty', 'order.lines.unitPrice': 'price' }, currency: 'GBP' }), ['inv', 'when', 'sku', 'qty', 'price'], false);
  const bought = one(reader.read([rowOfCells(1, ['7', '2025-01-01', 'x', '3', '0.1']), rowOfCells(2, ['7', '2025-01-01', 'y', '1', '0.20'])]));
  assert.equal(bought.order?.total, '0.50');
  assert.equal(bought.order?.lines?.length, 2);
  const back = one(reader.read([rowOfCells(3, ['C7', '2025-01-02', 'x', '-3', '0.1'])]));
  assert.deepEqual([back.channel, back.kind, back.order?.state, back.amounts?.[0]], ['return', 'refund-given', 'refunded', { role: 'refund', amount: '-0.30', currency: 'GBP' }]);
});

test('rows of one conversation become its turns, and what each row says besides is kept', () => {
  const reader = compileMapping(mapping({ fields: { group: 'c', id: 'c', channel: '=chat', kind: '=chat', direction: '=in', occurredAt: 'at', 'turns.text': 'said', 'turns.speaker': 'who', 'turns.at': 'at' }, properties: { intent: 'intent', lang: 'lang' } }), ['c', 'at', 'who', 'said', 'intent', 'lang'], false);
  const read = one(reader.read([rowOfCells(1, ['7', '2025-01-01T10:00:00Z', 'Customer', 'hi', 'greet', 'en']), rowOfCells(2, ['7', '2025-01-01T10:01:00Z', 'Agent Bo', 'hello', 'reply', 'en'])]));
  assert.deepEqual(read.turns, [{ speaker: 'customer', text: 'hi', at: '2025-01-01T10:00:00Z' }, { speaker: 'agent', text: 'hello', at: '2025-01-01T10:01:00Z' }]);
  assert.deepEqual(read.properties, { intent: ['greet', 'reply'], lang: 'en' });
});

test('transcripts are read from lists of messages and from one text alike', () => {
  const fields = { id: 'id', channel: '=call', kind: '=call', direction: '=in', occurredAt: 'at', turns: 'log' };
  const list = compileMapping(mapping({ fields: { ...fields, 'turns.text': 'content', 'turns.speaker': 'role' } }), ['id', 'at', 'log'], true);
  assert.deepEqual(one(list.read([rowOfObject(1, { id: 'c1', at: '2025-01-01', log: [{ role: 'user', content: 'help' }, { role: 'assistant', content: 'yes' }] })])).turns, [{ speaker: 'customer', text: 'help' }, { speaker: 'agent', text: 'yes' }]);
  const text = compileMapping(mapping({ fields }), ['id', 'at', 'log'], false);
  assert.deepEqual(one(text.read([rowOfCells(1, ['c2', '2025-01-01', '[00:01] Agent: Hello\n[00:05] Caller: My parcel\nis late'])])).turns, [{ speaker: 'agent', text: 'Hello', offsetMs: 1_000 }, { speaker: 'customer', text: 'My parcel\nis late', offsetMs: 5_000 }]);
});

test('a mail of our own goes out, and its customer is whom it was written to', () => {
  const reader = compileMapping(mapping({ fields: { id: 'messageId', channel: '=email', kind: '=mail-received', direction: '=in', occurredAt: 'date', own: '=shop.example' }, identifiers: { email: 'fromAddress' } }), [], true);
  const read = one(reader.read([rowOfObject(1, { messageId: 'm', date: '2025-01-01T10:00:00Z', fromAddress: 'Help@Shop.example', toAddress: 'ada@example.org', toName: 'Ada' })]));
  assert.deepEqual([read.direction, read.kind, read.identifiers, read.traits], ['out', 'mail-sent', [{ type: 'email', value: 'ada@example.org' }], { name: 'Ada' }]);
});

test('interactions of our own schema pass as they are', () => {
  const reader = compileMapping(mapping({ fields: { '*': '*' } }), [], true);
  const whole = { id: 'x', channel: 'web', kind: 'page-viewed', direction: 'in', occurredAt: '2025-01-01', extra: 1 };
  assert.deepEqual(one(reader.read([rowOfObject(1, whole)])), whole);
});

test('a column tells whose public rating a row is: a rival’s, or our own under our own name or none', () => {
  const columns = ['company', 'when', 'stars'];
  const reader = compileMapping(mapping({ fields: { channel: '=review', kind: '=review-written', direction: '=public', occurredAt: 'when', 'rating.value': 'stars', 'rating.min': '=1', 'rating.max': '=5', ours: '=Brannholt,  Brannholt Outdoor' }, subjects: { rival: 'company' } }), columns, false);
  const subjectsOf = (company: string) => one(reader.read([rowOfCells(2, [company, '2026-03-03', '4'])]))['subjects'];
  assert.deepEqual(['Fjord & Fell', 'BRANNHOLT', 'Brannholt  outdoor', ''].map(subjectsOf), [[{ type: 'rival', id: 'Fjord & Fell' }], undefined, undefined, undefined]);
});

test('a cell as long as a book is read as quickly as any, whatever it was taken for, and so is the name of a column', () => {
  const reader = compileMapping(mapping({ fields: { id: 'nr', channel: '=call', kind: '=call-held', direction: '=in', occurredAt: 'when', 'turns.text': 'talk', 'rating.value': 'stars' }, identifiers: { email: 'mail' } }), ['nr', 'when', 'talk', 'stars', 'mail'], false);
  const read = (talk: string, stars: string, mail: string): Reading => reader.read([rowOfCells(2, ['T1', '2025-03-03', talk, stars, mail])]);
  assert.deepEqual(one(read('hello', '4 / 5', 'Ada <a@x.example>, @b, b@c@ d@; "e@f.example"')).identifiers?.map(({ value }) => value), ['a@x.example', 'b@c@', 'e@f.example']);
  // Each took minutes in which nobody was answered; generous, as machines differ.
  const before = process.cpuUsage();
  assert.deepEqual(one(read('hello', '5', `${'a'.repeat(300_000)} a@x.example`)).identifiers, [{ type: 'email', value: 'a@x.example' }]);
  assert.match(problem(read('hello', `4${'\t'.repeat(300_000)}x`, '')), /no number/);
  assert.deepEqual(turnsOfTranscript(`Ann: hello\n0:00]${'\u00a0'.repeat(300_000)}x`).length, 0);
  assert.equal(sniffDialect(`a@${'.'.repeat(250_000)} x\n1\n`).header, false);
  assert.equal(wordsOf('A'.repeat(1_000_000)), 'a'.repeat(200));
  assert.ok(process.cpuUsage(before).user < 10_000_000);
});
