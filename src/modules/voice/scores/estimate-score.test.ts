import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectiveN } from './effective-n.ts';
import { certaintyOf, estimateScore } from './estimate-score.ts';
import { normalQuantile, studentQuantile } from './quantiles.ts';
import { definitionOf, type ScoreDefinition } from './score-definition.ts';
import { NO_ANSWERS, tallyOf, together, type WeighedAnswer } from './tally.ts';

const defined = (scale: string, from: number, to: number): ScoreDefinition => {
  const definition = definitionOf({ scale, from, to });
  assert.ok(definition !== null);
  return definition;
};
const nps = defined('nps', 0, 10);
const csat = defined('csat', 1, 5);
const stars = defined('stars', 1, 5);
const ofPeople = (worths: readonly number[]): WeighedAnswer[] => worths.map((worth, at) => ({ person: String(at), worth, weight: 1 }));
const many = (worth: number, count: number): number[] => Array.from({ length: count }, () => worth);
const near = (found: number | undefined, wanted: number, by = 0.005): void => { assert.ok(found !== undefined && Math.abs(found - wanted) <= by, `${found} is not ${wanted}`); };

test('quantiles are those of the tables', () => {
  near(normalQuantile(0.975), 1.959964, 1e-6);
  near(normalQuantile(0.9983333), 2.935199, 1e-5);
  near(studentQuantile(0.975, 1), 12.7062, 1e-3);
  near(studentQuantile(0.975, 9), 2.262157, 1e-5);
  near(studentQuantile(0.975, 2.5), 3.558, 0.02);
});

test('an NPS of 30 from 100 people is shown with 14 to 44 beside it', () => {
  const estimate = estimateScore(nps, tallyOf(ofPeople([...many(1, 50), ...many(0, 30), ...many(-1, 20)])));
  near(estimate?.value, 30);
  // By hand: P' = 50.75, D' = 20.75, n' = 103, m = 0.29126, half = 1.96 √((0.69417 − 0.08483)/103) = 0.15075.
  near(estimate?.low, 14.05, 0.01);
  near(estimate?.high, 44.2, 0.01);
});

test('Wilson: 8 of 10 satisfied is 49 to 94 per cent', () => {
  const estimate = estimateScore(csat, tallyOf(ofPeople([...many(1, 8), ...many(0, 2)])));
  near(estimate?.low, 49.02, 0.01);
  near(estimate?.high, 94.33, 0.01);
});

test('all answers equal still leaves something open, and nothing leaves the scale', () => {
  for (const [definition, worth, end] of [[nps, 1, 100], [nps, -1, -100], [csat, 1, 100], [csat, 0, 0], [stars, 5, 5], [stars, 1, 1]] as const) {
    const estimate = estimateScore(definition, tallyOf(ofPeople(many(worth, 12))));
    assert.equal(estimate?.value, end);
    assert.ok(estimate.high - estimate.low > 0.1, `${definition.key}: no width`);
    assert.ok(estimate.low >= (definition === stars ? 1 : -100) && estimate.high <= (definition === stars ? 5 : 100));
  }
});

test('no answers and weights of zero make no score; one answer makes a finite one', () => {
  assert.equal(estimateScore(nps, NO_ANSWERS), null);
  assert.equal(estimateScore(nps, tallyOf([{ person: 'a', worth: 1, weight: 0 }, { person: 'b', worth: 1, weight: NaN }])), null);
  for (const definition of [nps, csat, stars]) {
    const estimate = estimateScore(definition, tallyOf(ofPeople([1])));
    assert.ok(estimate !== null && [estimate.value, estimate.low, estimate.high, estimate.error].every(Number.isFinite));
  }
});

test('forty answers of one person are one person, not forty', () => {
  const one = tallyOf(Array.from({ length: 40 }, () => ({ person: 'a', worth: 1, weight: 1 })));
  assert.equal(effectiveN(one), 1);
  assert.equal(certaintyOf(one.people), 'too-few');
  const loud = tallyOf([...Array.from({ length: 40 }, () => ({ person: 'loud', worth: -1, weight: 1 })), ...ofPeople(many(1, 40))]);
  assert.ok(effectiveN(loud) < 3, `one person is half of all that was said: ${effectiveN(loud)}`);
});

test('people who always say the same count once each; people who differ from answer to answer count almost fully', () => {
  const steady = tallyOf(Array.from({ length: 200 }, (_, at) => ({ person: String(at % 40), worth: at % 40 < 20 ? 1 : 0, weight: 1 })));
  near(effectiveN(steady), 39 * (1.959964 / 2.022691) ** 2, 0.2);
  const fickle = tallyOf(Array.from({ length: 200 }, (_, at) => ({ person: String(at % 40), worth: (at + Math.floor(at / 40)) % 2, weight: 1 })));
  assert.ok(effectiveN(fickle) > 180);
  const same = tallyOf(Array.from({ length: 200 }, (_, at) => ({ person: String(at % 40), worth: 1, weight: 1 })));
  assert.ok(effectiveN(same) <= 40, 'all equal: nothing tells how alike the answers of one person are');
});

test('uneven weights make fewer effective answers', () => {
  near(effectiveN(tallyOf([...ofPeople(many(1, 50)), ...many(0, 50).map((worth, at) => ({ person: `b${at}`, worth, weight: 3 }))])), 80, 1e-9);
});

test('where most of all who could answer did, less is open, and when all did, nothing', () => {
  const tally = tallyOf(ofPeople([...many(1, 50), ...many(0, 50)]));
  const width = (population: number | null): number => { const estimate = estimateScore(csat, tally, population); return (estimate?.high ?? NaN) - (estimate?.low ?? NaN); };
  assert.ok(width(150) < width(null) * 0.7);
  assert.equal(width(100_000), width(null));
  assert.ok(width(100) < 0.1);
  assert.equal(width(20), width(null), 'more answers than invitations: the number is not what could answer');
});

test('below ten people there are words, from ten on a hint, from thirty on a figure', () => {
  assert.deepEqual([0, 1, 9, 10, 29, 30].map(certaintyOf), ['none', 'too-few', 'too-few', 'indicative', 'indicative', 'shown']);
});

test('two groups together say what one group of all answers says', () => {
  const [a, b] = [ofPeople([1, 0, -1]), ofPeople([1, 1, 0]).map((one) => ({ ...one, person: `b${one.person}` }))];
  assert.deepEqual(together(tallyOf(a), tallyOf(b)), tallyOf([...a, ...b]));
});
