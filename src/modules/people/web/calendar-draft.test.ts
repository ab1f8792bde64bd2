import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OpeningHours } from '../../../kernel/opening-hours.ts';
import { draftOf, hoursOf, nextOpenings } from './calendar-draft.ts';

const NIGHT: OpeningHours = { zone: 'Europe/Oslo', week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '06:00' }, { from: '22:00', to: '24:00' }]), days: [{ on: '2027-01-02', name: 'Stocktaking', windows: [] }, { on: '12-25', windows: [{ from: '10:00', to: '11:00' }] }] };

/** Blanks and commas between the parts are the language's own business. */
const plain = (texts: readonly string[]): string[] => texts.map((text) => text.replace(/\s/g, ' ').replaceAll(',', ''));

test('opening hours can be written and read again and are the same', () => {
  assert.deepEqual(hoursOf(draftOf(NIGHT)), NIGHT);
});

test('the next openings are told by the clocks of the zone; the one that goes on, until when; a night over the end of the year is one', () => {
  const told = nextOpenings(NIGHT, Date.parse('2026-12-31T02:00:00Z'), 3, 'en-GB');
  assert.deepEqual(told.ok && plain(told.value), ['Open now until Thu 31 Dec 06:00', 'Thu 31 Dec 2026 22:00 – Fri 1 Jan 2027 06:00', 'Fri 1 Jan 22:00 – Sat 2 Jan 00:00']);
});

test('who never closes is open day and night; who writes what can’t be is told why', () => {
  const always = nextOpenings({ zone: 'UTC', week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]), days: [] }, Date.parse('2026-12-31T02:00:00Z'), 5, 'en-GB');
  assert.deepEqual(always.ok && always.value, ['Open day and night']);
  const never = nextOpenings({ ...NIGHT, week: NIGHT.week.map(() => []), days: [] }, 0, 5, 'en-GB');
  assert.match(never.ok ? '' : never.refusal, /no opening hour/);
});
