import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import type { AnsweredTogether } from './choose-drivers.ts';
import { findDrivers, type FoundDrivers } from './find-drivers.ts';

const NAMES = ['comfort', 'food', 'staff'];

/** People in whose score comfort counts three times, staff once and food not at all; `mood` makes all their answers alike. */
function lounge(people: number, mood = 1, seed = 1): AnsweredTogether[] {
  const random = seededRandom(seed);
  return Array.from({ length: people }, (_, person) => {
    const own = random() * mood;
    const [comfort = 0, food = 0, staff = 0] = Array.from({ length: 3 }, () => Math.round(1 + 4 * (own + random()) / (1 + mood)));
    return { person: String(person), score: 3 * comfort + staff + 2 * random(), answers: [comfort, food, staff] };
  });
}
const named = ({ drivers }: FoundDrivers, names = NAMES): string[] => drivers.map(({ question }) => names[question] ?? '?');

test('what counts most comes first, shares are of one whole, and each says where it may stand', () => {
  const found = findDrivers(NAMES, lounge(300));
  assert.deepEqual([found.reason, named(found), found.leftOut, found.complete], [null, ['comfort', 'staff', 'food'], [], { answers: 300, people: 300 }]);
  const [comfort, staff, food] = found.drivers;
  assert.ok(comfort !== undefined && staff !== undefined && food !== undefined);
  assert.ok(Math.abs(comfort.share.value + staff.share.value + food.share.value - 1) < 1e-9);
  assert.ok(Math.abs(found.drivers.reduce((sum, { weight }) => sum + weight, 0) - (found.explainedPlainly ?? NaN)) < 1e-9);
  assert.deepEqual([comfort.places, comfort.alike], [{ from: 1, to: 1 }, []]);
  for (const { share, direct } of found.drivers) assert.ok(share.low <= share.value && share.value <= share.high && share.low >= 0 && share.high <= 1 && direct.low >= -1 && direct.high <= 1);
  assert.ok(Math.abs((comfort.bySets ?? 0) - comfort.share.value) < 0.05);
});

test('drivers that count alike are not put in an order that chance made', () => {
  const random = seededRandom(8);
  const rows = Array.from({ length: 60 }, (_, person) => { const answers = Array.from({ length: 3 }, () => Math.round(1 + 4 * random())); return { person: String(person), score: answers.reduce((sum, one) => sum + one, 0) + 6 * random(), answers }; });
  const found = findDrivers(NAMES, rows);
  assert.deepEqual(found.drivers.map(({ places, alike }) => [places.from, places.to, alike.length]), [[1, 3, 2], [1, 3, 2], [1, 3, 2]]);
});

test('the same answers give the same figures in whatever order people and questions come', () => {
  const rows = lounge(120);
  const found = findDrivers(NAMES, rows);
  const other = findDrivers(NAMES.toReversed(), rows.toReversed().map((row) => ({ ...row, answers: row.answers.toReversed() })));
  assert.deepEqual(named(other, NAMES.toReversed()), named(found));
  found.drivers.forEach((driver, at) => {
    for (const key of ['value', 'low', 'high'] as const) assert.ok(Math.abs(driver.share[key] - (other.drivers[at]?.share[key] ?? NaN)) < 1e-9);
    assert.deepEqual(driver.places, other.drivers[at]?.places);
  });
});

test('a question that works against the score is a driver with a minus; turning a question or stretching its scale changes no share', () => {
  const rows = lounge(200);
  const found = findDrivers(NAMES, rows);
  const turned = findDrivers(NAMES, rows.map((row) => ({ ...row, score: 100 + 10 * row.score, answers: [6 - (row.answers[0] ?? 0), 20 * (row.answers[1] ?? 0), row.answers[2] ?? null] })));
  assert.deepEqual(named(turned), named(found));
  assert.ok((turned.drivers[0]?.direct.value ?? 0) < -0.5 && (turned.drivers[0]?.direct.high ?? 0) < 0);
  turned.drivers.forEach(({ share }, at) => assert.ok(Math.abs(share.value - (found.drivers[at]?.share.value ?? NaN)) < 1e-9));
});

test('forty answers of one person are one person: intervals grow, and people are counted, not answers', () => {
  const rows = lounge(60);
  const width = ({ drivers }: FoundDrivers): number => (drivers[0]?.share.high ?? NaN) - (drivers[0]?.share.low ?? NaN);
  const four = rows.flatMap((row) => Array.from({ length: 4 }, () => row));
  const [own, strangers] = [findDrivers(NAMES, four), findDrivers(NAMES, four.map((row, at) => ({ ...row, person: String(at) })))];
  assert.deepEqual([own.complete, strangers.complete.people], [{ answers: 240, people: 60 }, 240]);
  assert.ok(width(own) > 1.7 * width(strangers));
  assert.equal(findDrivers(NAMES, lounge(29).flatMap((row) => [row, row])).reason, 'too-few-people');
});

test('too few people are said, not reckoned: under thirty, and under ten for each question', () => {
  assert.deepEqual([findDrivers(NAMES, lounge(29)).reason, findDrivers(NAMES, lounge(30)).reason, findDrivers(NAMES, []).reason], ['too-few-people', null, 'no-questions']);
  const random = seededRandom(3);
  const rows = Array.from({ length: 59 }, (_, person) => ({ person: String(person), score: random(), answers: Array.from({ length: 6 }, () => Math.round(5 * random())) }));
  const found = findDrivers(['a', 'b', 'c', 'd', 'e', 'f'], rows);
  assert.deepEqual([found.reason, found.drivers, found.explained], ['too-few-for-questions', [], null]);
});

test('what can be no driver is named with its reason: all the same, nearly so, asked twice, seldom answered', () => {
  const names = ['a comfort', 'b again', 'c same', 'd nearly', 'e seldom', 'f staff'];
  const rows = lounge(100).map(({ answers: [comfort = 0, , staff = 0], ...row }, at) => ({ ...row, answers: [comfort, 10 - 2 * (comfort ?? 0), 3, at < 4 ? 2 : 3, at < 40 ? at % 5 : null, staff] }));
  const found = findDrivers(names, rows);
  assert.deepEqual(named(found, names), ['a comfort', 'f staff']);
  assert.deepEqual(found.leftOut.toSorted((a, b) => a.question - b.question).map(({ question, reason, answers, sameAs }) => [names[question], reason, answers, sameAs]), [['b again', 'repeats-another', 100, 0], ['c same', 'all-the-same', 100, null], ['d nearly', 'nearly-all-the-same', 100, null], ['e seldom', 'seldom-answered', 40, null]]);
});

test('a gap is not a zero: whoever left one out is not counted, and it is said how far that moves the shares', () => {
  const rows = lounge(200);
  const gaps = rows.map((row, at) => ({ ...row, answers: row.answers.map((answer, question) => (at % 10 === question ? null : answer)) }));
  const found = findDrivers(NAMES, gaps);
  assert.deepEqual([found.complete.answers, found.drivers.map(({ answers }) => answers)], [140, [180, 180, 180]]);
  assert.ok(found.movedByGaps !== null && found.movedByGaps > 0 && found.movedByGaps < 0.1);
  assert.equal(findDrivers(NAMES, rows).movedByGaps, 0);
  const asZero = findDrivers(NAMES, gaps.map((row) => ({ ...row, answers: row.answers.map((answer) => answer ?? 0) })));
  assert.ok(Math.abs((asZero.drivers[0]?.share.value ?? 0) - (findDrivers(NAMES, rows).drivers[0]?.share.value ?? 0)) > Math.abs((found.drivers[0]?.share.value ?? 0) - (findDrivers(NAMES, rows).drivers[0]?.share.value ?? 0)));
});

test('a question that is exactly the mean of two others is said to be mixed, and nothing breaks', () => {
  const found = findDrivers([...NAMES, 'mean'], lounge(200).map((row) => ({ ...row, answers: [...row.answers, ((row.answers[0] ?? 0) + (row.answers[1] ?? 0)) / 2] })));
  assert.deepEqual([found.reason, found.isMixed, found.drivers.length], [null, true, 4]);
  assert.ok(found.drivers.every(({ share, weight }) => Number.isFinite(share.low) && Number.isFinite(share.high) && weight >= 0));
});

test('a score that never changes, or goes with nothing, has no drivers', () => {
  assert.equal(findDrivers(NAMES, lounge(100).map((row) => ({ ...row, score: 5 }))).reason, 'score-all-the-same');
  assert.equal(findDrivers(NAMES, lounge(100).map((row, at) => ({ ...row, score: at < 4 ? 4 : 5 }))).reason, 'score-nearly-all-the-same');
  const even = Array.from({ length: 100 }, (_, at) => ({ person: String(at), score: at % 2, answers: [Math.floor(at / 2) % 2] }));
  assert.equal(findDrivers(['apart'], even).reason, 'nothing-explained');
});

test('where answers are chance alone, hardly ever is a driver told from nothing, or from another; and nothing to speak of is explained', () => {
  const random = seededRandom(11);
  const runs = Array.from({ length: 40 }, () => findDrivers(NAMES, Array.from({ length: 60 }, (_, person) => ({ person: String(person), score: random(), answers: [random(), random(), random()] }))));
  assert.ok(runs.filter(({ drivers }) => drivers.some(({ isReal }) => isReal)).length <= 5);
  assert.ok(runs.filter(({ drivers }) => drivers.some(({ alike }) => alike.length < 2)).length <= 5);
  assert.ok(runs.filter(({ explained }) => explained?.low === 0).length >= 36);
  assert.ok(findDrivers(NAMES, lounge(100)).drivers.find(({ question }) => question === 0)?.isReal);
});
