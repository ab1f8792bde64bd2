import assert from 'node:assert/strict';
import { test } from 'node:test';
import { controlChart } from './control-chart.ts';
import { estimateScore, type Estimate } from './estimate-score.ts';
import { definitionOf, type ScoreDefinition } from './score-definition.ts';
import { tallyOf, type Tally } from './tally.ts';
import { testChanges } from './test-changes.ts';

const nps: ScoreDefinition = definitionOf({ scale: 'nps', from: 0, to: 10 }) ?? assert.fail();

/** A month with these numbers of promoters, passives and detractors. */
const month = (top: number, middle: number, bottom: number): Tally => tallyOf([[1, top], [0, middle], [-1, bottom]].flatMap(([worth = 0, count = 0]) => Array.from({ length: count }, (_, at) => ({ person: `${worth}/${at}`, worth, weight: 1 }))));
const estimate = (tally: Tally): Estimate => estimateScore(nps, tally) ?? assert.fail();

test('a flat year raises nothing; a month that falls by sixty points does', () => {
  const flat = [50, 52, 49, 51, 50, 48, 50, 53, 47, 50, 51, 50].map((top) => month(top, 30, 100 - 30 - top));
  assert.deepEqual(controlChart(nps, flat)?.alarms, []);
  const fallen = flat.with(8, month(25, 20, 55));
  assert.deepEqual(controlChart(nps, fallen)?.alarms, [{ at: 8, kind: 'point', direction: 'down', months: 1 }]);
});

test('nine months on one side are told once, at their end', () => {
  const months = [70, 70, 70, ...Array.from({ length: 9 }, () => 62)].map((top) => month(top, 20, 80 - top));
  assert.deepEqual(controlChart(nps, months)?.alarms, [{ at: 11, kind: 'run', direction: 'down', months: 9 }]);
});

test('the longer the series, the longer a run must be: chance has more room', () => {
  const even = (count: number): Tally[] => Array.from({ length: count }, (_, at) => month(50 + at % 2, 30, 20 - at % 2));
  assert.equal(controlChart(nps, even(12))?.runLength, 9);
  assert.ok((controlChart(nps, even(36))?.runLength ?? 0) > 10);
});

test('months with fewer than ten people have no limits and raise nothing; six must have more', () => {
  const months = [month(50, 30, 20), month(0, 0, 9), month(50, 30, 20), month(52, 30, 18), month(49, 30, 21), month(50, 30, 20), month(51, 30, 19)];
  const chart = controlChart(nps, months);
  assert.equal(chart?.limits[1], null);
  assert.deepEqual(chart.alarms, []);
  assert.equal(controlChart(nps, months.slice(0, 6)), null);
  assert.equal(controlChart(nps, []), null);
});

test('months in which everybody says the same are calm', () => {
  assert.deepEqual(controlChart(nps, Array.from({ length: 12 }, () => month(40, 0, 0)))?.alarms, []);
});

test('of twenty figures that did not change none is called changed; one that fell far is', () => {
  const before = estimate(month(50, 30, 20));
  const still = Array.from({ length: 20 }, (_, at) => ({ now: estimate(month(50 + at % 3, 30, 20 - at % 3)), before }));
  assert.ok(testChanges(still).every(({ isReal }) => !isReal));
  const fell = testChanges([...still, { now: estimate(month(20, 30, 50)), before }]);
  assert.deepEqual(fell.map(({ isReal }) => isReal), [...still.map(() => false), true]);
  assert.ok((fell.at(-1)?.high ?? 0) < 0);
});

test('one change of two errors is one; among twenty others it is what chance brings', () => {
  const [before, now] = [estimate(month(100, 60, 40)), estimate(month(83, 62, 55))];
  assert.equal(testChanges([{ now, before }])[0]?.isReal, true);
  assert.equal(testChanges([{ now, before }, ...Array.from({ length: 20 }, () => ({ now: before, before }))])[0]?.isReal, false);
});
