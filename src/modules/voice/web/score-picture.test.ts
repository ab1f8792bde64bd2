import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Score } from '../contract.ts';
import { captionOf, linesOf, scorePicture } from './score-picture.ts';

const month = (at: number, value: number | null): Score['months'][number] => ({ month: `2026-0${at}`, answers: 40, people: value === null ? 4 : 38, certainty: value === null ? 'too-few' : 'shown', estimate: value === null ? null : { value, low: value - 8, high: value + 8 }, limits: value === null ? null : { low: 20, high: 44 }, isRunning: false });
const SCORE: Score = {
  key: 'nps', name: 'NPS of <b>"shops" & more', version: 1, meaning: 'Promoters less detractors.', unit: 'points', from: 0, to: 10, certainty: 'shown', words: null, estimate: { value: 34, low: 28, high: 40 }, answers: 412, people: 400, unknownPeople: 0, effectiveAnswers: 390,
  change: null, months: [month(1, 30), month(2, null), month(3, 38)], centre: null, runLength: null, alarms: [], consistency: null, asked: { invited: null, reached: null, answered: 400 }, distribution: [{ value: 9, answers: 212 }, { value: 3, answers: 200 }], excluded: [], turned: 0, wordings: [], otherWordings: 0, hasOthers: false,
};

test('a picture of a score says what it is, of how many, from when, how sure, and when it was made', () => {
  const caption = captionOf(SCORE, 'January 2026 to March 2026, months of UTC, only channel email.', '22 November 2026');
  for (const part of ['NPS of', '34', '28 to 40', '95 %', '400 people', '412 answers', 'January 2026 to March 2026', 'channel email', '22 November 2026']) assert.ok(caption.includes(part), part);
  const picture = scorePicture(SCORE, 'January 2026 to March 2026.', '22 November 2026') ?? assert.fail();
  for (const word of caption.split(' ').slice(-6)) assert.ok(picture.includes(word), word);
});

test('what is written in a name stays text, and nothing is fetched from elsewhere', () => {
  const picture = scorePicture(SCORE, '', '') ?? assert.fail();
  assert.ok(picture.includes('&lt;b&gt;&quot;shops&quot; &amp; more') && !picture.includes('<b>'));
  assert.ok(!/href|url\(|<image|<script/.test(picture));
});

test('months with too few people have no dot, and a score without months shows how often each answer of its scale was given', () => {
  assert.equal((scorePicture(SCORE, '', '') ?? '').split('<circle').length - 1, 2);
  const answers = scorePicture({ ...SCORE, months: [month(1, null)] }, '', '') ?? '';
  assert.ok(answers.includes('How often each answer was given') && !answers.includes('<circle') && answers.includes('>10</text>'));
});

test('below ten people there is no picture, because there is no figure', () => {
  assert.equal(scorePicture({ ...SCORE, estimate: null, words: 'Too few' }, '', ''), null);
});

test('long texts are broken into lines and cut at the last', () => {
  assert.deepEqual(linesOf('one two three four', 8, 2), ['one two', 'three …']);
  assert.deepEqual(linesOf('incomprehensibilities', 8, 2), ['incompr…']);
});
