import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrderFact } from './order.ts';
import { sightingsOf } from './sightings.ts';

const T0 = Date.parse('2026-05-01T08:00:00Z');
const HOUR = 3_600_000;
const fact = (interaction: number, hours: number, state: string | null, parcels: readonly Partial<OrderFact['order']['parcels'][number]>[] = []): OrderFact => ({
  interaction, key: `key ${interaction}`, node: 1, brand: '', source: `source ${interaction}`, occurredMs: T0 + hours * HOUR, amounts: [],
  order: { id: 'A', state, placedMs: null, promisedMs: null, totalMinor: null, currency: null, lines: [], parcels: parcels.map((one) => ({ id: 'P', carrier: null, state: null, promisedMs: null, shippedMs: null, deliveredMs: null, ...one })) },
});
const seen = (facts: readonly OrderFact[]): string[] => sightingsOf(facts, []).map(({ parcel, stage, atMs }) => `${parcel ?? 'order'} ${stage} ${(atMs - T0) / HOUR}`);

test('a record that is sent again says the newest state under the oldest moment: the moment that it names counts', () => {
  assert.deepEqual(seen([fact(1, 0, 'shipped', [{ state: 'shipped', shippedMs: T0 + 30 * HOUR }]), fact(2, 20, 'packed', [{ state: 'packed' }])]), ['P packed 20', 'order packed 20', 'P shipped 30', 'order shipped 30']);
});

test('a parcel that is said to have left and arrived was seen at both moments', () => {
  assert.deepEqual(seen([fact(1, 60, null, [{ state: 'delivered', shippedMs: T0 + 30 * HOUR, deliveredMs: T0 + 50 * HOUR }])]), ['P shipped 30', 'P delivered 50']);
});

test('a refund that was paid is seen where it was paid', () => {
  const paid = sightingsOf([], [{ interaction: 9, key: 'k', node: 1, brand: '', source: 'bank', occurredMs: T0, orderId: 'A', said: { channel: 'payment', kind: 'refund-paid', subjects: [], refunds: [{ minor: '-5', currency: 'EUR' }], moments: {} } }]);
  assert.deepEqual(paid.map(({ stage, source }) => [stage, source]), [['refunded', 'bank']]);
});
