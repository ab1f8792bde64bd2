import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Score } from '../contract.ts';
import { askedHeadlines, evenHeadlines } from './headline-words.ts';

const lowest = { by: 'channel', name: 'chat', people: 40, estimate: { value: -30, low: -50, high: -10 }, isLower: true } as const;
const score: Score = {
  unit: 'points', from: 0, to: 10, key: 'nps', name: 'NPS', version: 1, meaning: '', certainty: 'shown', words: null, estimate: { value: 12, low: 2, high: 22 }, answers: 100, people: 90, unknownPeople: 0, effectiveAnswers: 85, change: null, months: [], centre: null, runLength: null, alarms: [],
  consistency: { deviation: 2.5, tenth: 3, lowest }, asked: { invited: null, reached: null, answered: 90 }, distribution: [], excluded: [], turned: 0, wordings: [], otherWordings: 0, hasOthers: false,
};
const values = (one: Score): string[] => evenHeadlines(one).map(({ value }) => value);
const EVEN = score.consistency ?? assert.fail();

test('beside a score stand its spread, what a tenth of the answers is at best, and the lowest part by its name', () => {
  assert.deepEqual(values(score), ['2.50', '3 or worse', 'chat: −30']);
  assert.equal(evenHeadlines(score)[2]?.told, 'by channel; −50 to −10, 40 people');
  assert.equal(values({ ...score, consistency: { ...EVEN, lowest: { ...lowest, by: 'office', name: 'service' } } })[2], 'Service: −30');
});

test('a part that may be lower by chance is not named, and where nothing can be told that is what it says', () => {
  assert.deepEqual([values({ ...score, consistency: { ...EVEN, lowest: { ...lowest, isLower: false } } })[2], evenHeadlines({ ...score, consistency: { ...EVEN, lowest: { ...lowest, isLower: false } } })[2]?.told], ['None', 'no channel, brand, or office is clearly below the rest']);
  assert.equal(values({ ...score, consistency: { ...EVEN, lowest: null } })[2], 'Can’t be told');
  assert.deepEqual(values({ ...score, consistency: null }), ['Can’t be told', 'Can’t be told', 'Can’t be told']);
  assert.deepEqual(values({ ...score, estimate: null }), [], 'of fewer than ten people there is no figure at all');
});

test('invited, reached and answered stand beside the score, each not known where nothing tells', () => {
  const told = (asked: Score['asked']): string[] => askedHeadlines({ asked, people: asked.answered }).map(({ value, told: of }) => `${value} ${of}`.trim());
  assert.deepEqual(told({ invited: 400, reached: 380, answered: 100 }), ['400 people', '380 people', '100 25% of the invited']);
  assert.deepEqual(told({ invited: null, reached: null, answered: 90 }), ['Not known', 'Not known', '90 people']);
  assert.equal(told({ invited: 20, reached: null, answered: 90 })[2], '90 more than were invited');
});
