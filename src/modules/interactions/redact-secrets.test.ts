import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CARD_MARK, checkedMayHoldSecret, isCardNumber, redactItem, redactText, SECRET_MARK } from './redact-secrets.ts';

const NONE: ReadonlySet<string> = new Set();
// Numbers that the networks publish for tests.
const CARDS = ['4111111111111111', '5555555555554444', '378282246310005', '6011111111111117', '2223003122003222', '30569309025904'];

test('a card number written in a message is gone, however it is spaced', () => {
  for (const card of CARDS) {
    const spaced = card.replace(/(\d{4})(?=\d)/g, '$1 ');
    assert.equal(redactText(`my card is ${card}, thanks`, NONE), `my card is ${CARD_MARK}, thanks`);
    assert.equal(redactText(`my card is ${spaced}!`, NONE), `my card is ${CARD_MARK}!`);
    assert.equal(redactText(`card:${card.replace(/(\d{4})(?=\d)/g, '$1-')}`, NONE), `card:${CARD_MARK}`);
  }
});

test('numbers that only look like cards stay: order numbers, phones, dates, a run of equal digits', () => {
  for (const text of ['order 4111111111111112', 'call +49 151 23456789012', 'at 2026-01-01 10:00:00.123456', '0000000000000000', 'parcel 00340434161094042557']) assert.equal(redactText(text, NONE), text);
});

test('an order or loyalty number that passes Luhn is kept in the text when it is a number of this interaction', () => {
  const item = redactItem({ id: 'a', text: 'where is 4111111111111111 and my card 5555555555554444?', subjects: [{ type: 'order', id: '4111111111111111' }] });
  assert.equal(item['text'], `where is 4111111111111111 and my card ${CARD_MARK}?`);
  assert.deepEqual(item['subjects'], [{ type: 'order', id: '4111111111111111' }]);
});

test('keys and tokens with a format of their own are removed wherever they stand, also inside properties and turns', () => {
  // Put together here so that no scanner takes the test for a leak.
  const secret = ['sk', 'live', 'abcdefghijklmnop1234'].join('_');
  const item = redactItem({ id: 'a', turns: [{ speaker: 'customer', text: `it is ${secret}` }], properties: { deep: { note: [`x ${secret} y`] }, password: 'hunter2hunter2' } });
  assert.deepEqual(item['turns'], [{ speaker: 'customer', text: `it is ${SECRET_MARK}` }]);
  assert.deepEqual(item['properties'], { deep: { note: [`x ${SECRET_MARK} y`] }, password: SECRET_MARK });
});

test('signed tokens are removed behind whatever stands before them; a text of nothing but beginnings of them is read as quickly as any', () => {
  const token = ['eyJhbGciOiJIUzI1', 'eyJzdWIiOiIxMjM0', 'SflKxwRJSMeKKF2Q'].join('.');
  const key = ['sk', 'live', 'abcdefghijklmnop1234'].join('_');
  assert.equal(redactText(`see ${token}, key-${token} and eyJhbGciOiJIUzI1.none, eyJhbGciOiJIUzI1-${key}.`, NONE), `see ${SECRET_MARK}, key-${SECRET_MARK} and eyJhbGciOiJIUzI1.none, eyJhbGciOiJIUzI1-${SECRET_MARK}.`);
  assert.deepEqual(redactItem({ id: `a-${token}` }), { id: `a-${SECRET_MARK}` });
  // A megabyte took minutes, in which nobody was answered; generous, as machines differ.
  const before = process.cpuUsage();
  for (const text of ['eyJabcdefgh-'.repeat(80_000), `eyJabcdefgh.${'eyJabcdefgh-'.repeat(80_000)}`]) assert.ok(redactText(text, NONE) === text);
  assert.ok(process.cpuUsage(before).user < 10_000_000);
});

test('a field that is named after a card loses its number even without Luhn', () => {
  assert.deepEqual(redactItem({ properties: { card_number: '4111 1111 1111 1112', cardNumber: 4111111111111111 } }), { properties: { card_number: CARD_MARK, cardNumber: CARD_MARK } });
});

test('an identifier of type card is blanked before it is parked', () => {
  assert.deepEqual(redactItem({ identifiers: [{ type: 'card-number', value: '4111111111111111' }, { type: 'loyalty', value: '4111111111111111' }] }), { identifiers: [{ type: 'card-number', value: CARD_MARK }, { type: 'loyalty', value: '4111111111111111' }] });
});

test('card numbers are known by issuer range, length and Luhn together', () => {
  for (const card of CARDS) assert.equal(isCardNumber(card), true, card);
  for (const other of ['1234567890123452', '411111111111111', '9111111111111111111', '']) assert.equal(isCardNumber(other), false, other);
});

test('the times that Custos itself writes are not taken for card numbers; a card number of thirteen digits in a text is', () => {
  assert.equal(checkedMayHoldSecret(JSON.stringify({ occurredMs: 1_767_225_600_000, order: { placedMs: 1_767_225_600_000 } })), false);
  assert.equal(checkedMayHoldSecret(JSON.stringify({ occurredMs: 1_767_225_600_000, text: 'Ms":4222222222222' })), true);
  assert.equal(checkedMayHoldSecret(JSON.stringify({ text: '4222 2222 2222 2' })), true);
});
