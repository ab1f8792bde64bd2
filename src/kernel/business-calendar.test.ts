import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../test/chance.ts';
import { openMinutes, someHours, TWENTY_ZONES } from '../../test/minute-calendar.ts';
import { addBusiness, businessCalendar, businessElapsed, isOpenAt, nextOpening, openingsFrom, subtractBusiness, type BusinessCalendar } from './business-calendar.ts';
import type { OpeningHours, OpeningWindow } from './opening-hours.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const NINE_TO_FIVE: readonly OpeningWindow[] = [{ from: '09:00', to: '17:00' }];

const weekdays = (windows: readonly OpeningWindow[], zone = 'UTC', days: OpeningHours['days'] = []): OpeningHours => ({ zone, week: [windows, windows, windows, windows, windows, [], []], days });
const everyDay = (windows: readonly OpeningWindow[], zone = 'UTC', days: OpeningHours['days'] = []): OpeningHours => ({ zone, week: Array.from({ length: 7 }, () => windows), days });

function calendarOf(hours: OpeningHours): BusinessCalendar {
  const read = businessCalendar(hours);
  assert.ok(read.ok, read.ok ? '' : read.refusal.detail);
  return read.value;
}

function added(start: string, durationMs: number, calendar: BusinessCalendar): string {
  const due = addBusiness(Date.parse(start), durationMs, calendar);
  return due.ok ? new Date(due.value).toISOString().slice(0, 16) : due.refusal.code;
}

const refusalOf = (hours: OpeningHours): string => {
  const read = businessCalendar(hours);
  return read.ok ? 'granted' : read.refusal.code;
};

test('four hours from Friday at 15:00 are due on Monday at 11:00, and what fills the day is due when it closes', () => {
  const calendar = calendarOf(weekdays(NINE_TO_FIVE));
  assert.equal(added('2026-03-06T15:00Z', 4 * HOUR_MS, calendar), '2026-03-09T11:00');
  assert.equal(added('2026-03-06T15:00Z', 2 * HOUR_MS, calendar), '2026-03-06T17:00');
  assert.equal(added('2026-03-07T12:00Z', HOUR_MS, calendar), '2026-03-09T10:00');
  assert.equal(added('2026-03-07T12:00Z', 0, calendar), '2026-03-07T12:00');
  assert.equal(businessElapsed(Date.parse('2026-03-06T15:00Z'), Date.parse('2026-03-09T11:00Z'), calendar), 4 * HOUR_MS);
});

test('several windows a day: the pause at noon is no time, and windows that touch are one', () => {
  const calendar = calendarOf(weekdays([{ from: '13:00', to: '17:00' }, { from: '09:00', to: '12:00' }]));
  assert.equal(added('2026-03-09T11:00Z', 2 * HOUR_MS, calendar), '2026-03-09T14:00');
  assert.equal(isOpenAt(Date.parse('2026-03-09T12:00Z'), calendar), false);
  const touching = calendarOf(weekdays([{ from: '09:00', to: '12:00' }, { from: '12:00', to: '17:00' }]));
  assert.deepEqual(openingsFrom(Date.parse('2026-03-09T00:00Z'), 1, touching), [{ opensAtMs: Date.parse('2026-03-09T09:00Z'), closesAtMs: Date.parse('2026-03-09T17:00Z') }]);
});

test('daylight saving: the hour that is left out is never counted, the hour that comes twice is counted twice', () => {
  const night = calendarOf(everyDay([{ from: '00:00', to: '06:00' }], 'Europe/Berlin'));
  // In Berlin the night of 29 March has five hours, that of 25 October seven.
  assert.equal(businessElapsed(Date.parse('2026-03-28T12:00Z'), Date.parse('2026-03-29T12:00Z'), night), 5 * HOUR_MS);
  assert.equal(businessElapsed(Date.parse('2026-10-24T12:00Z'), Date.parse('2026-10-25T12:00Z'), night), 7 * HOUR_MS);
  const twice = calendarOf(everyDay([{ from: '02:00', to: '02:30' }], 'Europe/Berlin'));
  assert.deepEqual(openingsFrom(Date.parse('2026-10-24T12:00Z'), 2, twice).map(({ opensAtMs }) => new Date(opensAtMs).toISOString()), ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z']);
  assert.equal(businessElapsed(Date.parse('2026-03-28T12:00Z'), Date.parse('2026-03-29T12:00Z'), twice), 0);
  const office = calendarOf(weekdays(NINE_TO_FIVE, 'Europe/Berlin'));
  assert.equal(added('2026-03-27T15:00Z', 2 * HOUR_MS, office), '2026-03-30T08:00');
});

test('holidays: a date, a day of every year, a day with hours of its own; a date beats a day of every year', () => {
  const calendar = calendarOf(weekdays(NINE_TO_FIVE, 'UTC', [{ on: '12-25', windows: [] }, { on: '2026-04-06', name: 'Easter Monday', windows: [] }, { on: '2026-12-24', windows: [{ from: '09:00', to: '12:00' }] }, { on: '2028-12-25', windows: [{ from: '10:00', to: '11:00' }] }, { on: '02-29', windows: [] }]));
  assert.equal(added('2026-04-03T16:00Z', 2 * HOUR_MS, calendar), '2026-04-07T10:00');
  assert.equal(added('2026-12-24T11:00Z', 2 * HOUR_MS, calendar), '2026-12-28T10:00');
  assert.equal(nextOpening(Date.parse('2028-12-25T00:00Z'), calendar), Date.parse('2028-12-25T10:00Z'));
  assert.equal(nextOpening(Date.parse('2028-02-29T00:00Z'), calendar), Date.parse('2028-03-01T09:00Z'));
});

test('a shop that is open past midnight writes two windows, and is told so when it writes one', () => {
  const read = businessCalendar(everyDay([{ from: '22:00', to: '06:00' }]));
  assert.equal(read.ok, false);
  if (!read.ok) assert.match(read.refusal.detail, /22:00 to 24:00, and 00:00 to 06:00 on the next day/);
  const night = calendarOf(everyDay([{ from: '22:00', to: '24:00' }, { from: '00:00', to: '06:00' }]));
  assert.equal(added('2026-03-09T23:00Z', 3 * HOUR_MS, night), '2026-03-10T02:00');
  assert.deepEqual(openingsFrom(Date.parse('2026-03-09T12:00Z'), 1, night), [{ opensAtMs: Date.parse('2026-03-09T22:00Z'), closesAtMs: Date.parse('2026-03-10T06:00Z') }]);
});

test('opening hours that cannot be used are refused by name', () => {
  assert.equal(refusalOf(weekdays(NINE_TO_FIVE, 'Europe/Atlantis')), 'zone-unknown');
  assert.equal(refusalOf({ ...weekdays(NINE_TO_FIVE), week: [NINE_TO_FIVE] }), 'week-malformed');
  assert.equal(refusalOf(weekdays([{ from: '9', to: '17:00' }])), 'time-malformed');
  assert.equal(refusalOf(weekdays([{ from: '09:00', to: '24:01' }])), 'time-malformed');
  assert.equal(refusalOf(weekdays([{ from: '09:00', to: '09:00' }])), 'window-ends-before-it-starts');
  assert.equal(refusalOf(weekdays([{ from: '09:00', to: '12:00' }, { from: '11:59', to: '17:00' }])), 'windows-overlap');
  assert.equal(refusalOf(weekdays(NINE_TO_FIVE, 'UTC', [{ on: '2026-02-29', windows: [] }])), 'date-malformed');
  assert.equal(refusalOf(weekdays(NINE_TO_FIVE, 'UTC', [{ on: '12-25', windows: [] }, { on: '12-25', windows: NINE_TO_FIVE }])), 'date-twice');
  assert.equal(refusalOf(everyDay([])), 'never-open');
});

test('a calendar that does not open again refuses a due moment instead of looking for ever', () => {
  const oneDay = calendarOf(everyDay([], 'Pacific/Auckland', [{ on: '2026-03-10', windows: NINE_TO_FIVE }]));
  assert.equal(added('2026-03-01T00:00Z', 8 * HOUR_MS, oneDay), '2026-03-10T04:00');
  assert.equal(added('2026-03-01T00:00Z', 8 * HOUR_MS + 1, oneDay), 'never-opens-again');
  assert.equal(added('2026-04-01T00:00Z', 1, oneDay), 'never-opens-again');
  assert.equal(nextOpening(Date.parse('2026-04-01T00:00Z'), oneDay), null);
  assert.equal(subtractBusiness(Date.parse('2026-03-01T00:00Z'), 1, oneDay), null);
  assert.equal(added('2026-04-01T00:00Z', Number.NaN, oneDay), 'duration-malformed');
  assert.equal(added('2026-04-01T00:00Z', -1, oneDay), 'duration-malformed');
  assert.equal(added('1969-12-31T00:00Z', 1, oneDay), 'moment-out-of-range');
  assert.equal(added('2026-04-01T00:00Z', 9e15, calendarOf(weekdays(NINE_TO_FIVE))), 'never-opens-again');
});

test('a clock that was set back passes no time', () => {
  assert.equal(businessElapsed(Date.parse('2026-03-09T12:00Z'), Date.parse('2026-03-09T11:00Z'), calendarOf(weekdays(NINE_TO_FIVE))), 0);
});

test('calendars of 20 zones agree with somebody who looks at the clock on the wall minute by minute', (t) => {
  const seed = testSeed();
  t.diagnostic(`seed ${seed}`);
  const chance = createChance(seed);
  const days = 14;
  const minutes = days * 1_440;
  for (const zone of TWENTY_ZONES) {
    // The turn of the year, and the days on which clocks change on either half of the earth.
    for (const base of ['2025-12-25T00:00Z', '2026-03-22T00:00Z', '2026-10-22T00:00Z']) {
      const baseMs = Date.parse(base);
      const hours = someHours(chance, zone, baseMs, days);
      const calendar = calendarOf(hours);
      const open = openMinutes(hours, baseMs, minutes);
      const opensBefore = new Uint32Array(minutes + 1);
      for (let at = 0; at < minutes; at += 1) opensBefore[at + 1] = (opensBefore[at] ?? 0) + (open[at] ?? 0);
      const says = `${zone} ${base} ${JSON.stringify(hours)} seed ${seed}`;
      for (let time = 0; time < 80; time += 1) {
        const from = chance.below(minutes);
        const to = from + chance.below(minutes - from);
        const fromMs = baseMs + from * MINUTE_MS;
        const passed = (opensBefore[to] ?? 0) - (opensBefore[from] ?? 0);
        assert.equal(isOpenAt(fromMs, calendar), open[from] === 1, says);
        assert.equal(businessElapsed(fromMs, baseMs + to * MINUTE_MS, calendar), passed * MINUTE_MS, says);
        const next = open.indexOf(1, from);
        if (next !== -1) assert.equal(nextOpening(fromMs, calendar), baseMs + next * MINUTE_MS, says);
        if (passed === 0) continue;
        const wanted = 1 + chance.below(passed);
        const due = opensBefore.indexOf((opensBefore[from] ?? 0) + wanted);
        assert.deepEqual(addBusiness(fromMs, wanted * MINUTE_MS, calendar), { ok: true, value: baseMs + due * MINUTE_MS }, says);
        const since = opensBefore.lastIndexOf((opensBefore[to] ?? 0) - wanted);
        assert.equal(subtractBusiness(baseMs + to * MINUTE_MS, wanted * MINUTE_MS, calendar), baseMs + since * MINUTE_MS, says);
      }
    }
  }
});
