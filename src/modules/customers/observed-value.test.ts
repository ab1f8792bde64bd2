import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrderState } from '../subjects/contract.ts';
import { observedValue } from './observed-value.ts';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const DAY = 86_400_000;

function order(id: string, said: { state: string; daysAgo: number; totalMinor: string; currency: string; refundMinor?: string }): OrderState {
  const at = new Date(NOW - said.daysAgo * DAY).toISOString();
  return { id, brand: '', customer: 'cus_1', state: said.state, placedAt: at, promisedAt: null, totalMinor: said.totalMinor, currency: said.currency, lines: [], parcels: [], refundedMinor: said.refundMinor ?? '0', asOf: { at, source: 'shop', interaction: 'int_1' }, history: [] };
}

test('the worked example of the methods page: refunds come off, cancelled and old orders do not count, currencies stand apart', () => {
  const value = observedValue([
    order('a', { state: 'delivered', daysAgo: 10, totalMinor: '12000', currency: 'EUR', refundMinor: '2000' }), order('b', { state: 'cancelled', daysAgo: 20, totalMinor: '5990', currency: 'EUR' }),
    order('c', { state: 'delivered', daysAgo: 400, totalMinor: '8000', currency: 'EUR' }), order('d', { state: 'paid', daysAgo: 5, totalMinor: '49900', currency: 'SEK' }),
  ], NOW);
  assert.deepEqual(value, [{ currency: 'EUR', minor: '10000', orders: 1 }, { currency: 'SEK', minor: '49900', orders: 1 }]);
});

test('nobody who bought nothing has a value of zero in some currency', () => {
  assert.deepEqual(observedValue([], NOW), []);
});
