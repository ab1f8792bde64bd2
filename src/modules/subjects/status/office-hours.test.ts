import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterOfficeHours } from './office-hours.ts';

const OFFICE = { hours: 8, weekdays: [1, 2, 3, 4, 5], opensAt: '09:00', closesAt: '17:00' };
const due = (from: string, more: Partial<typeof OFFICE> = {}, zone = 'Europe/Berlin'): string | null => { const ms = afterOfficeHours(Date.parse(from), { ...OFFICE, ...more }, zone); return ms === null ? null : new Date(ms).toISOString(); };

test('what is asked on Friday at three is told by Monday at three', () => {
  assert.equal(due('2026-06-05T13:00:00Z'), '2026-06-08T13:00:00.000Z');
});

test('what is asked at night or on a Sunday counts from when the office opens', () => {
  assert.equal(due('2026-06-04T23:00:00Z', { hours: 1 }), '2026-06-05T08:00:00.000Z');
  assert.equal(due('2026-06-07T10:00:00Z', { hours: 8 }), '2026-06-08T15:00:00.000Z');
});

test('hours are those of the clocks on the wall, also when they change over the weekend', () => {
  assert.equal(due('2026-03-27T15:00:00Z', { hours: 2 }), '2026-03-30T08:00:00.000Z');
});
