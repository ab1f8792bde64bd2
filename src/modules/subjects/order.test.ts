import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldOrder, ownerNode, type OrderFact } from './order.ts';

const T0 = Date.parse('2026-05-01T08:00:00Z');
const HOUR = 3_600_000;

function fact(interaction: number, hours: number, state: string | null, more: Partial<OrderFact['order']> = {}, source = 'shop', key = `key ${interaction}`): OrderFact {
  return { interaction, key, node: 1, brand: '', source, occurredMs: T0 + hours * HOUR, amounts: [], order: { id: 'o', state, placedMs: null, promisedMs: null, totalMinor: null, currency: null, lines: [], parcels: [], ...more } };
}

const parcel = (state: string, more: object = {}) => ({ id: 'p', carrier: null, state, promisedMs: null, shippedMs: null, deliveredMs: null, ...more });

const STORY: readonly OrderFact[] = [
  fact(1, 0, 'placed', { totalMinor: '5000', currency: 'EUR', promisedMs: T0 + 48 * HOUR }),
  fact(2, 1, 'paid'),
  fact(3, 20, 'shipped', { parcels: [parcel('shipped', { carrier: 'Somebody', shippedMs: T0 + 20 * HOUR })] }, 'warehouse'),
  fact(4, 50, 'delivered', { parcels: [parcel('delivered', { deliveredMs: T0 + 50 * HOUR })] }, 'carrier'),
];

test('an order is where its latest news says, with the history and who said it', () => {
  const state = foldOrder('o', STORY, 7);
  assert.equal(state?.state, 'delivered');
  assert.deepEqual(state?.history.map((step) => [step.state, step.source]), [['placed', 'shop'], ['paid', 'shop'], ['shipped', 'warehouse'], ['delivered', 'carrier']]);
  assert.equal(state?.asOf.source, 'carrier');
  assert.equal(state?.placedAt, '2026-05-01T08:00:00.000Z');
  assert.deepEqual(state?.parcels.map((one) => [one.state, one.carrier, one.shippedAt, one.deliveredAt]), [['delivered', 'Somebody', '2026-05-02T04:00:00.000Z', '2026-05-03T10:00:00.000Z']]);
});

test('the order of arrival does not change it', () => {
  const told = foldOrder('o', STORY, 7);
  for (const order of [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]]) assert.deepEqual(foldOrder('o', order.flatMap((at) => STORY[at] ?? []), 7), told);
});

test('news of one moment is read in the order in which orders go', () => {
  const same = [fact(9, 5, 'shipped'), fact(8, 5, 'packed')];
  assert.equal(foldOrder('o', same, null)?.state, 'shipped');
  assert.equal(foldOrder('o', [...same].reverse(), null)?.state, 'shipped');
});

test('news of one moment that say different things are settled by the names of their interactions, whichever came first', () => {
  const told = (first: number, second: number): readonly OrderFact[] => [fact(first, 5, 'on-its-way', { totalMinor: '100' }, 'shop', 'key of a'), fact(second, 5, 'somewhere', { totalMinor: '200' }, 'erp', 'key of b')];
  for (const facts of [told(1, 2), told(2, 1)]) {
    for (const order of [facts, [...facts].reverse()]) {
      const state = foldOrder('o', order, null);
      assert.deepEqual([state?.state, state?.totalMinor, state?.asOf.source, state?.history.map((step) => step.state)], ['somewhere', '200', 'erp', ['on-its-way', 'somewhere']]);
    }
  }
});

test('an order belongs to whoever spoke of it first, whichever news came first', () => {
  const facts = [{ ...fact(1, 0, 'placed'), node: 0 }, { ...fact(3, 1, 'paid'), node: 7 }, { ...fact(2, 2, 'packed'), node: 9 }];
  for (const order of [facts, [...facts].reverse()]) assert.equal(ownerNode(order), 7);
  assert.equal(ownerNode(facts.slice(0, 1)), null);
});

test('refunds add up by magnitude, whichever sign their source writes', () => {
  const refund = (interaction: number, minor: string): OrderFact => ({ ...fact(interaction, 60, null, { currency: 'EUR' }), amounts: [{ role: 'refund', minor, currency: 'EUR', gross: null }] });
  assert.equal(foldOrder('o', [...STORY, refund(5, '-1000'), refund(6, '500')], null)?.refundedMinor, '1500');
});

test('an order of which nobody spoke is not known', () => {
  assert.equal(foldOrder('o', [], null), null);
});
