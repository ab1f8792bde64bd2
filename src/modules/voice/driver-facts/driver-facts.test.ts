import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrderState } from '../../subjects/contract.ts';
import { factColumns, type AnswerFacts } from './fact-columns.ts';
import { orderFacts, orderOfAnswer, type OrderFacts } from './order-facts.ts';

const day = (at: number): string => new Date(Date.UTC(2026, 2, at)).toISOString();
const dayMs = (at: number): number => Date.UTC(2026, 2, at);
const source = { at: day(1), source: 'shop', interaction: 'i-1' };
const order = (more: Partial<OrderState> = {}): OrderState => ({ id: 'A', brand: '', customer: null, state: 'placed', placedAt: day(1), promisedAt: day(5), totalMinor: '9900', currency: 'EUR', lines: [], parcels: [], refundedMinor: '0', asOf: source, history: [], ...more });
const parcel = (deliveredAt: string | null): OrderState['parcels'][number] => ({ id: 'p', carrier: null, state: 'shipped', promisedAt: null, shippedAt: null, deliveredAt, asOf: source });

test('an order is late by what its last parcel took beyond the promise, and so far where it has not come; one that came early is not late', () => {
  const late = (more: Partial<OrderState>, at = 20): unknown => { const { daysLate, deliveryDays } = orderFacts(order(more), dayMs(at)); return [daysLate, deliveryDays]; };
  assert.deepEqual(late({ parcels: [parcel(day(6)), parcel(day(8))] }), [3, 7]);
  assert.deepEqual(late({ parcels: [parcel(day(3))] }), [0, 2]);
  assert.deepEqual(late({ parcels: [parcel(day(3)), parcel(null)] }), [15, null], 'one parcel is missing still');
  assert.deepEqual(late({ history: [{ state: 'delivered', ...source, at: day(7) }] }), [2, 6]);
  assert.deepEqual(late({}, 4), [0, null], 'not due yet');
  assert.deepEqual(late({ promisedAt: null, placedAt: null, parcels: [parcel(day(3))] }), [null, null], 'nothing was promised');
});

test('an answer is about the order that it names, else about the latest of ninety days, else about none', () => {
  const orders = [order({ id: 'old', placedAt: day(-120) }), order({ id: 'last', placedAt: day(4) }), order({ id: 'first' })];
  assert.equal(orderOfAnswer(orders, ['old'], dayMs(9))?.id, 'old');
  assert.equal(orderOfAnswer(orders, [], dayMs(9))?.id, 'last');
  assert.equal(orderOfAnswer(orders, ['another'], dayMs(9))?.id, 'last');
  assert.equal(orderOfAnswer(orders, [], dayMs(200)), null);
});

const facts = (person: number, more: Partial<AnswerFacts> = {}): AnswerFacts => ({ person: String(person), channel: 'survey', contacts: 1, order: null, topics: new Set(), ...more });
const known: OrderFacts = { daysLate: 1, deliveryDays: null, isReturned: false, valueMinor: 2 ** 10 - 1, currency: 'EUR' };

test('what is known of fewer than ten people is named as left out, and what is not known is no zero', () => {
  const rows = Array.from({ length: 24 }, (_, at) => facts(at, { order: at < 12 ? { ...known, valueMinor: at === 0 ? null : at === 2 ? 2 ** 11 - 1 : known.valueMinor, currency: at === 1 ? 'SEK' : 'EUR' } : null, channel: at % 3 === 0 ? 'chat' : 'survey', contacts: at < 20 ? at : null, topics: at === 5 ? null : new Set(at < 11 ? ['en.1'] : at < 14 ? ['en.2'] : []) }));
  const { columns, leftOut } = factColumns(rows, new Map([['en.1', 'late parcel'], ['en.2', 'zip']]));
  assert.deepEqual(columns.map(({ name }) => name), ['Days late', 'Returned or refunded', 'Order value', 'Contacts in the 30 days before', 'Answered by chat, not survey', 'Wrote about late parcel']);
  const valuesOf = (name: string): readonly (number | null)[] => columns.find((one) => one.name === name)?.values ?? assert.fail(name);
  const rounded = (name: string, at: number): number | null => { const value = valuesOf(name)[at] ?? null; return value === null ? null : Math.round(value * 100) / 100; };
  assert.deepEqual([valuesOf('Days late')[0], valuesOf('Days late')[12], valuesOf('Order value')[0], valuesOf('Order value')[1], rounded('Order value', 2), rounded('Order value', 3)], [1, null, null, null, 0.9, -0.1], 'twice as much is one step; a currency that one person ordered in is not compared');
  assert.deepEqual([valuesOf('Contacts in the 30 days before')[19], valuesOf('Contacts in the 30 days before')[20]], [19, null]);
  assert.deepEqual(valuesOf('Wrote about late parcel').slice(4, 12), [1, null, 1, 1, 1, 1, 1, 0]);
  assert.deepEqual(leftOut, [{ name: 'Days until delivery', kind: 'order', reason: 'too-few-known', answers: 0 }, { name: 'One topic', kind: 'topic', reason: 'too-few-wrote', answers: 23 }]);
});

test('where all answered by one channel and no topics are shown yet, that is said', () => {
  const { columns, leftOut } = factColumns(Array.from({ length: 12 }, (_, at) => facts(at)), null);
  assert.deepEqual(columns.map(({ name }) => name), ['Contacts in the 30 days before']);
  assert.deepEqual(leftOut.map(({ name, reason }) => [name, reason]), [['Days late', 'too-few-known'], ['Days until delivery', 'too-few-known'], ['Returned or refunded', 'too-few-known'], ['Order value', 'too-few-known'], ['Channel of the answer', 'all-the-same'], ['Topics', 'too-few-known']]);
});
