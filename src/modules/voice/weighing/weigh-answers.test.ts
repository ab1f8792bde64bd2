import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMakeUpTally } from '../../customers/index.ts';
import { definitionOf } from '../scores/score-definition.ts';
import { tallyOf } from '../scores/tally.ts';
import { estimateScore } from '../scores/estimate-score.ts';
import { weighAnswers, type PlacedAnswers } from './weigh-answers.ts';
import { marginsOf, offeredOf } from './weigh-score.ts';

const NPS = definitionOf({ scale: 'nps', from: 0, to: 10 }) ?? assert.fail();

/** One answer each of so many people. */
const people = (count: number, worth: number, groups: readonly string[] | null, first = 1): PlacedAnswers[] => Array.from({ length: count }, (_, at) => ({ person: first + at, answers: 1, sum: worth, squares: worth ** 2, cubes: worth ** 3, tops: Number(worth === 1), bottoms: Number(worth === -1), groups }));

test('where the unhappy are silent, the weighed score is that of all customers, and less sure', () => {
  // Of new customers half are unhappy, of old ones nobody; nine of ten answers are of old ones, though half of the customers are new.
  const answers = [...people(10, 1, ['new']), ...people(10, -1, ['new'], 11), ...people(180, 1, ['old'], 21)];
  const told = weighAnswers(NPS, answers, [{ trait: 'segment', groups: [{ name: 'new', people: 500 }, { name: 'old', people: 500 }] }]);
  // Weights of new ones are five times as much, kept at three at most: 20 answers of 3 and 180 of 5 / 9, brought to mean 1.
  assert.deepEqual([told.trimmed, told.unplaced, told.silent], [20, 0, []]);
  assert.ok(told.estimate !== null && Math.abs(told.estimate.value - 100 * (180 * 5 / 9) / (180 * 5 / 9 + 60)) < 1e-6, JSON.stringify(told.estimate));
  const plain = estimateScore(NPS, tallyOf(answers.map(({ person, sum }) => ({ person: String(person), worth: sum, weight: 1 }))));
  assert.ok(plain !== null && plain.value === 90 && told.estimate.effectiveN < plain.effectiveN && told.estimate.high - told.estimate.low > plain.high - plain.low);
});

test('a weighed tally is the tally of weighed answers, several of one person among them', () => {
  const [groups, weight] = [[{ name: 'a', people: 40 }, { name: 'b', people: 60 }], 0.8];
  const twice: PlacedAnswers = { person: 99, answers: 2, sum: 0, squares: 2, cubes: 0, tops: 1, bottoms: 1, groups: ['a'] };
  const told = weighAnswers(NPS, [...people(48, 1, ['a']), twice, ...people(50, -1, ['b'], 100)], [{ trait: 'country', groups }]);
  const same = estimateScore(NPS, tallyOf([...Array.from({ length: 48 }, (_, at) => ({ person: String(at), worth: 1, weight })), { person: 'x', worth: 1, weight }, { person: 'x', worth: -1, weight }, ...Array.from({ length: 50 }, (_, at) => ({ person: `b${at}`, worth: -1, weight: 1.2 }))]));
  assert.ok(same !== null && told.estimate !== null);
  assert.ok(Object.entries(same).every(([key, value]) => Math.abs(value - (told.estimate?.[key as keyof typeof same] ?? Number.NaN)) < 1e-6), `${JSON.stringify(same)} ${JSON.stringify(told.estimate)}`);
});

test('a group of whom nobody answered is named with its share, and who is no customer counts once', () => {
  const told = weighAnswers(NPS, [...people(30, 1, ['pt']), ...people(30, -1, ['de'], 50), ...people(5, 1, null, 90)], [{ trait: 'language', groups: [{ name: 'pt', people: 45 }, { name: 'de', people: 45 }, { name: 'nl', people: 10 }] }]);
  assert.deepEqual([told.silent, told.unplaced], [[{ trait: 'language', name: 'nl', people: 10, ratio: 0.1 }], 5]);
  assert.deepEqual(told.groups.map(({ name, answers }) => [name, answers]), [['pt', 30], ['de', 30], ['nl', 0]]);
});

test('traits known of few, or in which all are alike, are not offered', () => {
  const tally = createMakeUpTally(100);
  for (let customer = 1; customer <= 100; customer += 1) tally.add(customer, { country: customer <= 60 ? 'PT' : 'DE', language: 'pt', ...(customer <= 20 ? { segment: customer <= 10 ? 'gold' : 'silver' } : {}) });
  const all = marginsOf(tally.makeUp(), null);
  assert.deepEqual([all.people, offeredOf(all).offered.map(({ trait, groups, knownRatio }) => [trait, groups, knownRatio])], [100, [['country', 2, 1]]]);
  assert.deepEqual(offeredOf(all).notOffered.slice(0, 3), [{ trait: 'segment', reason: 'known-of-few' }, { trait: 'region', reason: 'known-of-few' }, { trait: 'language', reason: 'all-alike' }]);
  const invited = marginsOf(tally.makeUp(), [1, 2, 61, 999]);
  assert.deepEqual([invited.people, invited.margins.find(({ trait }) => trait === 'country')?.groups], [3, [{ name: 'PT', people: 2 }, { name: 'DE', people: 1 }]]);
});
