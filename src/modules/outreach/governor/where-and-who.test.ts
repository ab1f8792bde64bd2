import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import { contactZones, countryCode } from './contact-zones.ts';
import { isContactedLess } from './contacted-less.ts';
import { firstLoudAt, isQuietAt } from './quiet-hours.ts';

const NIGHT = { fromHour: 21, untilHour: 8 };
const at = (text: string): number => Date.parse(text);

test('where somebody lives is what they said, else their phone, else the company; a country of many zones is all of them', () => {
  assert.deepEqual(contactZones({ country: 'NO', phone: '+81312345678' }, 'Europe/London'), ['Europe/Oslo']);
  assert.deepEqual(contactZones({ country: 'norway', phone: null }, 'Europe/London'), ['Europe/Oslo']);
  assert.deepEqual(contactZones({ country: 'Somewhere', phone: '+81312345678' }, 'Europe/London'), ['Asia/Tokyo']);
  assert.deepEqual(contactZones({ country: null, phone: null }, 'Europe/London'), ['Europe/London']);
  const states = contactZones({ country: 'US', phone: null }, 'Europe/London');
  assert.ok(states.includes('America/New_York') && states.includes('America/Los_Angeles'));
  assert.deepEqual(['de', 'Germany', 'XX', '', 'Atlantis'].map(countryCode), ['DE', 'DE', null, null, null]);
});

test('quiet hours go by the clock where they live, over midnight, over the change of clocks, and in all zones of a wide country', () => {
  assert.deepEqual(['2026-06-15T18:59:00Z', '2026-06-15T19:00:00Z', '2026-06-16T05:59:00Z', '2026-06-16T06:00:00Z'].map((text) => isQuietAt(at(text), 'Europe/Oslo', NIGHT)), [false, true, true, false]);
  assert.equal(isQuietAt(at('2026-06-15T13:00:00Z'), 'Europe/Oslo', { fromHour: 12, untilHour: 16 }), true);
  assert.equal(isQuietAt(at('2026-06-15T23:00:00Z'), 'Europe/Oslo', { fromHour: 8, untilHour: 8 }), false);
  // Clocks go forward in the night: eight o'clock comes an hour earlier.
  assert.equal(firstLoudAt(at('2026-03-28T20:10:00Z'), ['Europe/Oslo'], NIGHT), at('2026-03-29T06:00:00Z'));
  assert.equal(firstLoudAt(at('2026-06-15T14:07:00Z'), ['America/New_York', 'America/Los_Angeles'], NIGHT), at('2026-06-15T15:00:00Z'));
  assert.equal(firstLoudAt(at('2026-06-15T10:00:00Z'), ['Asia/Tokyo', 'America/New_York', 'Europe/Oslo'], { fromHour: 20, untilHour: 9 }), null, 'there is no such hour');
});

test('about a share of customers is contacted less, the same ones each time, others by another key', (t) => {
  const seed = testSeed();
  t.diagnostic(`seed ${seed}`);
  const key = `key ${createChance(seed).below(1_000_000)}`;
  const numbers = Array.from({ length: 20_000 }, (_, number) => number + 1);
  const drawn = numbers.filter((number) => isContactedLess(key, number, 0.05));
  // Five standard deviations of 1,000 among 20,000.
  assert.ok(Math.abs(drawn.length - 1_000) < 5 * Math.sqrt(20_000 * 0.05 * 0.95), `${drawn.length} of 20,000`);
  assert.ok(drawn.every((number) => isContactedLess(key, number, 0.05)));
  assert.ok(drawn.every((number) => isContactedLess(key, number, 0.2)), 'a larger share takes others beside them');
  assert.ok(drawn.filter((number) => isContactedLess(`${key}'`, number, 0.05)).length < drawn.length / 2);
  assert.equal(numbers.filter((number) => isContactedLess(key, number, 0)).length, 0);
});
