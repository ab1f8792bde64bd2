import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { LEAST_DAYS, LOOKED_BACK_DAYS, usualOn, type SaidDay } from './unusually-many.ts';

const SEED = 20261122;
function poisson(mean: number, roll: () => number): number {
  const end = Math.exp(-mean);
  let count = 0;
  for (let product = roll(); product > end; product *= roll()) count += 1;
  return count;
}
const dayOf = (at: number): string => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10);
const WEEK = [0.4, 1.5, 1.2, 1.1, 1.1, 1.1, 0.6];
const steady = (days: number, count: number, roll: () => number, week: readonly number[] = [1]): SaidDay[] => Array.from({ length: days }, (_, at) => {
  const factor = week[new Date(dayOf(at)).getUTCDay() % week.length] ?? 1;
  return { day: dayOf(at), count: poisson(count * factor, roll), said: poisson(60 * factor, roll) };
});
/** In how many of `draws` quarters after eight weeks any day passes its limit. */
function falseShare(count: number, week: readonly number[], draws: number): number {
  const roll = seededRandom(SEED);
  let alarmed = 0;
  for (let draw = 0; draw < draws; draw++) {
    const days = steady(LOOKED_BACK_DAYS + 90, count, roll, week);
    if (days.slice(LOOKED_BACK_DAYS).some((day, at) => day.count > (usualOn(day.day, days.slice(0, LOOKED_BACK_DAYS + at))?.limit ?? Infinity))) alarmed += 1;
  }
  return alarmed / draws;
}

test('a quarter in which nothing changes seldom raises an alarm, be it said seldom or often, with or without a rhythm of the week', (t) => {
  t.diagnostic(`seed ${SEED}`);
  for (const [count, week] of [[0.1, [1]], [1, [1]], [4, WEEK], [20, [1]], [60, WEEK]] as const) {
    const share = falseShare(count, week, 120);
    t.diagnostic(`${count} a day${week.length > 1 ? ', by weekday' : ''}: any alarm in ${(100 * share).toFixed(1)} of 100 quarters`);
    assert.ok(share <= 0.07, `${count} a day: ${share}`);
  }
});

test('three times as many is told on its day, on what is said seldom eight in one day', () => {
  const roll = seededRandom(SEED + 1);
  for (const [count, day] of [[20, 45], [4, 14], [0.5, 8]] as const) {
    const usual = usualOn(dayOf(LOOKED_BACK_DAYS), steady(LOOKED_BACK_DAYS, count, roll));
    assert.ok(usual !== null && day > usual.limit, `${count} a day: ${day} against ${JSON.stringify(usual)}`);
  }
});

test('a busy Monday is no alarm, and as many on a Sunday are one', () => {
  const days = steady(LOOKED_BACK_DAYS, 60, seededRandom(SEED + 2), WEEK);
  const [monday, sunday] = [dayOf(LOOKED_BACK_DAYS + 4), dayOf(LOOKED_BACK_DAYS + 3)];
  assert.deepEqual([new Date(monday).getUTCDay(), new Date(sunday).getUTCDay()], [1, 0]);
  assert.ok((usualOn(monday, days)?.limit ?? 0) > 95 && (usualOn(sunday, days)?.limit ?? 1_000) < 90);
});

test('what was never said is unusual when it is said three times on a day, not once', () => {
  const never = Array.from({ length: LOOKED_BACK_DAYS }, (_, at): SaidDay => ({ day: dayOf(at), count: 0, said: 50 }));
  const limit = usualOn(dayOf(LOOKED_BACK_DAYS), never)?.limit ?? Infinity;
  assert.ok(limit >= 1 && limit < 3, String(limit));
});

test('fewer than two weeks show no pattern, and nothing is told', () => {
  assert.equal(usualOn(dayOf(LEAST_DAYS), steady(LEAST_DAYS - 1, 5, seededRandom(SEED))), null);
});
