import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { definitionOf } from '../scores/score-definition.ts';
import { predictScore, worthOfAnswer, type PredictTask } from './predict-score.ts';

const SEED = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(SEED);
const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)] ?? assert.fail();
const defined = (scale: string, from: number, to: number) => definitionOf({ scale, from, to }) ?? assert.fail();
const STARS = defined('stars', 1, 5);
const NPS = defined('nps', 0, 10);

const GOOD = ['wonderful bread', 'lovely people', 'arrived early', 'great taste', 'will come again', 'so friendly'];
const BAD = ['arrived broken', 'nobody answers', 'cold and stale', 'waited two weeks', 'never again', 'very rude'];
const PLAIN = ['the box was brown', 'i ordered on monday', 'it has four corners', 'the shop is near the station'];
/** A text of somebody who would answer so. */
const textOf = (isGood: boolean): string => Array.from({ length: 5 }, (_, at) => pick(at % 2 === 0 ? (isGood ? GOOD : BAD) : PLAIN)).join(', ');
const answered = (count: number, answerOf: (isGood: boolean) => number): PredictTask['answered'] => Array.from({ length: count }, (_, at) => { const isGood = random() < 0.6; return { text: textOf(isGood), language: 'en', person: at % 240 + 1, answer: answerOf(isGood) }; });
const stars = (isGood: boolean): number => (isGood ? 4 : 1) + Number(random() < 0.5);
const unasked = (count: number, share: number, language = 'en'): PredictTask['unasked'] => Array.from({ length: count }, (_, at) => ({ text: textOf(at < count * share), language, person: 1_000 + at, cells: ['all', at % 2 === 0 ? 'channel chat' : 'channel email'] }));

test('what was said unasked is predicted from words, as good as on answers held out', () => {
  const told = predictScore({ definition: STARS, answered: answered(500, stars), unasked: unasked(200, 0.3) });
  const { estimate } = told.cells['all'] ?? assert.fail();
  assert.equal(told.reason, null, `seed ${SEED}`);
  // Three of ten are content: 4.5 for them, 1.5 for the others.
  assert.ok(estimate !== null && Math.abs(estimate.value - 2.4) < 0.4 && estimate.low < 2.4 && estimate.high > 2.4, `seed ${SEED}: ${JSON.stringify(estimate)}`);
  assert.ok(told.answered !== null && told.answered.value > 2.9, 'those who answered are more content');
  const { quality } = told;
  assert.ok(quality !== null && quality.meanError < 0.8 && quality.plainError > 1 && quality.correlation > 0.8, `seed ${SEED}: ${JSON.stringify(quality)}`);
  assert.equal(quality.bands.length, 5);
  const [lowest, highest] = [quality.bands[0] ?? assert.fail(), quality.bands[4] ?? assert.fail()];
  assert.ok(Math.abs(lowest.predicted - lowest.answered.value) < 0.5 && Math.abs(highest.predicted - highest.answered.value) < 0.5, `seed ${SEED}: ${JSON.stringify(quality.bands)}`);
  assert.deepEqual([told.cells['channel chat']?.texts, told.cells['channel email']?.people], [100, 100]);
});

test('where words say nothing of the answer, nothing is predicted, and that is measured', () => {
  const told = predictScore({ definition: STARS, answered: answered(400, () => 1 + Math.floor(random() * 5)), unasked: unasked(50, 0.5) });
  assert.deepEqual([told.reason, told.cells], ['words-do-not-tell', {}], `seed ${SEED}`);
  assert.ok(told.quality !== null && told.quality.correlation < 0.3, `seed ${SEED}`);
});

test('too few answers, other languages and scales beyond eleven answers are refused by name', () => {
  assert.equal(predictScore({ definition: STARS, answered: answered(250, stars), unasked: unasked(50, 0.5) }).reason, 'too-few-answers');
  assert.equal(predictScore({ definition: STARS, answered: answered(400, stars).map((one) => ({ ...one, person: one.person % 90 })), unasked: [] }).reason, 'too-few-answers');
  assert.equal(predictScore({ definition: defined('points', 0, 100), answered: answered(320, () => Math.floor(random() * 100)), unasked: [] }).reason, 'scale-too-fine');
  const foreign = predictScore({ definition: STARS, answered: answered(320, stars), unasked: unasked(30, 0.5, 'fi') });
  assert.deepEqual([foreign.reason, foreign.otherLanguages], ['nothing-unasked', 30]);
  assert.equal(predictScore({ definition: STARS, answered: answered(320, () => 5), unasked: [] }).reason, 'words-do-not-tell');
});

test('a net score is predicted in points, with figures below ten people left out', () => {
  const told = predictScore({ definition: NPS, answered: answered(400, (isGood) => (isGood ? pick([9, 10]) : pick([0, 3, 6]))), unasked: [...unasked(100, 1), { text: textOf(true), language: 'en', person: 1, cells: ['month 2026-01'] }] });
  const { estimate } = told.cells['all'] ?? assert.fail();
  assert.ok(estimate !== null && estimate.value > 60 && estimate.high <= 100, `seed ${SEED}: ${JSON.stringify(told)}`);
  assert.equal(told.cells['month 2026-01']?.estimate, null);
  assert.deepEqual([9, 8, 6].map((answer) => worthOfAnswer(NPS, answer)), [1, 0, -1]);
});
