import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitsText } from './case-words.ts';

test('how long a customer waits is said in whole minutes, hours and days, also where a clock runs ahead', () => {
  const now = Date.parse('2026-11-23T13:00:00Z');
  const waits = (since: string): string => waitsText(since, now);
  assert.deepEqual(
    [waits('2026-11-23T13:05:00Z'), waits('2026-11-23T12:59:50Z'), waits('2026-11-23T12:54:50Z'), waits('2026-11-23T10:30:00Z'), waits('2026-11-17T10:00:00Z')],
    ['Waits 1 min', 'Waits 1 min', 'Waits 5 min', 'Waits 2 h 30 min', 'Waits 6 days'],
  );
});
