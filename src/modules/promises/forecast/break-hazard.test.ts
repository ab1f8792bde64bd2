import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import type { Instance } from '../engine/instance.ts';
import { breakChance, checkForecast, pastOf, ratioOf, type Past } from './break-hazard.ts';

const past = (person: number, settledRatio: number, isBroken: boolean): Past => ({ person, startedMs: person, dueMs: person, settledRatio, isBroken });

test('the worked example of the method page: of twenty that were not answered after half their time, eight broke', () => {
  // Of forty, twenty were answered in the first half of their time, twelve in the second, eight not at all.
  const forty = Array.from({ length: 40 }, (_, at) => (at < 20 ? past(at, 0.2, false) : at < 32 ? past(at, 0.8, false) : past(at, 1, true)));
  assert.deepEqual([breakChance(forty, 0)?.percent, breakChance(forty, 0.5)?.percent, breakChance(forty, 0.9)], [20, 40, null]);
  assert.deepEqual([breakChance(forty, 0.5)?.of, breakChance(forty, 0.5)?.people, breakChance(forty, 0.5)?.lowPercent, breakChance(forty, 0.5)?.highPercent], [20, 20, 21.9, 61.3]);
});

test('of what breaks before its time is over, the longer it has lasted the less may still break', () => {
  const asked = Array.from({ length: 40 }, (_, at) => (at < 20 ? past(at, 0.1, true) : past(at, 1, false)));
  assert.deepEqual([breakChance(asked, 0)?.percent, breakChance(asked, 0.5)?.percent], [50, 0]);
});

test('one person with many counts as one: below ten people it is undecided', () => {
  assert.equal(breakChance(Array.from({ length: 500 }, (_, at) => past(at % 9, 1, at % 2 === 0)), 0.5), null);
});

test('what is not due yet is left out also where it is settled already, so that quick answers do not look like all there is', () => {
  const instance = (more: Partial<Instance>): Instance => ({ trigger: 1, ordinal: 0, node: 1, channel: 'email', seam: '', startedMs: 0, dueMs: 100, state: 'kept', settledMs: 25, evidence: [], ...more });
  assert.deepEqual(pastOf(1, [instance({}), instance({ dueMs: 300 }), instance({ dueMs: null }), instance({ state: 'broken', settledMs: 100 }), instance({ state: 'running', settledMs: null })], 200).map(({ settledRatio, isBroken }) => [settledRatio, isBroken]), [[0.25, false], [1, true]]);
  assert.deepEqual([ratioOf({ startedMs: 0, dueMs: 100 }, 150), ratioOf({ startedMs: 5, dueMs: 5 }, 5)], [1, 1]);
});

test('on a history in which chances are what they are, those that are said are right on average, and better than one rate for all', () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  const drawn = Array.from({ length: 4_000 }, (_, person): Past => { const answered = -Math.log(1 - random()) / 2.5; return { person, startedMs: person, dueMs: person, settledRatio: Math.min(1, answered), isBroken: answered >= 1 }; });
  const check = checkForecast(drawn);
  assert.ok(check !== null && check.n > 300);
  assert.ok(Math.abs(check.saidBroken - check.broken) / check.n < 0.09, `seed ${seed}: said ${check.saidBroken}, broke ${check.broken} of ${check.n}`);
  assert.ok(check.brier < check.brierOfRate, `seed ${seed}: ${check.brier} against ${check.brierOfRate}`);
  assert.equal(checkForecast(drawn.slice(0, 50)), null, 'too few to check');

  // A company in which twice as much breaks from one day on is foretold by what broke lately, not by all there ever was.
  const worse = drawn.map((one) => (one.person > 2_000 && one.person % 3 === 0 ? { ...one, settledRatio: 1, isBroken: true } : one));
  const lately = checkForecast(worse);
  assert.ok(lately !== null && Math.abs(lately.saidBroken - lately.broken) / lately.n < 0.09, `seed ${seed}: said ${lately?.saidBroken}, broke ${lately?.broken} of ${lately?.n}`);
});
