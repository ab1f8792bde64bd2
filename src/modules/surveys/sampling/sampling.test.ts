import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawOf, isDrawn } from './draw.ts';
import { allowedByDay, fullCap, quotaOf, weekDayOf } from './weekly-cap.ts';

test('a person’s draw is the same whenever it is asked again, and another for another moment, person or survey', () => {
  const draw = drawOf('seed', 7, 'order main/118');
  assert.equal(drawOf('seed', 7, 'order main/118'), draw);
  assert.equal(new Set([draw, drawOf('seed', 8, 'order main/118'), drawOf('seed', 7, 'order main/119'), drawOf('other', 7, 'order main/118')]).size, 4);
  assert.ok(draw >= 0 && draw < 1);
});

test('as many are drawn as were meant to be, evenly', () => {
  const draws = Array.from({ length: 20_000 }, (_, node) => drawOf('a fixed seed', node, 'order 1'));
  const share = draws.filter((draw) => isDrawn(draw, 0.25)).length / draws.length;
  // Five standard errors of a share of 20,000.
  assert.ok(Math.abs(share - 0.25) < 5 * Math.sqrt(0.25 * 0.75 / draws.length), `${share}`);
  const tenths = Array.from({ length: 10 }, (_, at) => draws.filter((draw) => Math.floor(draw * 10) === at).length);
  assert.ok(tenths.every((count) => Math.abs(count - 2_000) < 250), tenths.join());
  assert.equal(draws.every((draw) => isDrawn(draw, 1)), true);
});

test('a week begins on Monday in the company’s zone, also where clocks change', () => {
  const oslo = weekDayOf(Date.UTC(2026, 5, 15, 10), 'Europe/Oslo');
  assert.deepEqual([new Date(oslo.weekFromMs).toISOString(), oslo.day], ['2026-06-14T22:00:00.000Z', 0]);
  const sunday = weekDayOf(Date.UTC(2026, 9, 25, 22, 30), 'Europe/Oslo');
  assert.deepEqual([new Date(sunday.weekFromMs).toISOString(), sunday.day], ['2026-10-18T22:00:00.000Z', 6], 'the Monday lay in summer time');
  assert.equal(weekDayOf(Date.UTC(2026, 5, 14, 23), 'Europe/Oslo').day, 0, 'already Monday there');
});

test('a cap is dealt out over the days, so that Monday does not take the week', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6].map((day) => allowedByDay(10, day)), [2, 3, 5, 6, 8, 9, 10]);
  const plan = { perWeekMost: 10, quotas: { by: 'brand' as const, perWeek: { alpine: 7, closed: 0 }, rest: null } };
  assert.equal(fullCap(plan, { all: 2, inStratum: 0 }, 'alpine', 0), 'week-full');
  assert.equal(fullCap(plan, { all: 1, inStratum: 1 }, 'alpine', 0), 'quota-full');
  assert.equal(fullCap(plan, { all: 1, inStratum: 0 }, 'closed', 6), 'quota-full');
  assert.equal(fullCap(plan, { all: 9, inStratum: 9 }, 'other', 6), null);
  assert.equal(quotaOf(plan, 'other'), null);
  assert.equal(fullCap({ perWeekMost: null, quotas: null }, { all: 1e6, inStratum: 1e6 }, '', 0), null);
});
