import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ParcelState } from '../contract.ts';
import { lateness } from './order-words.ts';

const parcel = (promisedAt: string | null, deliveredAt: string | null): ParcelState => ({ id: 'p', carrier: null, state: 'shipped', promisedAt, shippedAt: null, deliveredAt, asOf: { at: '2026-01-01T00:00:00Z', source: 'carrier', interaction: 'int_1' } });
const nowMs = Date.parse('2026-01-10T12:00:00Z');

test('A parcel over its promise and not there is late and open', () => {
  assert.deepEqual(lateness(parcel('2026-01-05T12:00:00Z', null), nowMs), { days: 5, open: true });
});

test('A parcel that came late is late, and closed', () => {
  assert.deepEqual(lateness(parcel('2026-01-05T12:00:00Z', '2026-01-07T12:00:00Z'), nowMs), { days: 2, open: false });
});

test('On time, or without a promise, nothing is said', () => {
  assert.equal(lateness(parcel('2026-01-05T12:00:00Z', '2026-01-05T20:00:00Z'), nowMs), null);
  assert.equal(lateness(parcel(null, null), nowMs), null);
});
