import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Driver, Drivers } from '../contract.ts';
import { amongOf, correlationText, explainedText, gapsText, headlineText, leftOutTexts, mayBeFirst, noDriversText, ordersText, otherMethodText, placesText, shareRangeText } from './driver-words.ts';

const driver = (name: string, value: number, alike: string[] = [], isReal = true): Driver => ({ key: name, name, kind: 'question', answers: 100, share: { value, low: value - 0.04, high: value + 0.04 }, shareBySets: value + 0.012, correlation: { value: 0.741, low: -0.004, high: 0.8 }, isReal, alike, places: { from: 1, to: 1 } });
const told: Drivers = {
  score: 'csat', name: 'CSAT', zone: 'UTC', from: '2025-01', until: '2025-12', version: 1, among: 'questions', orders: null, reason: null, drivers: [driver('Comfort', 0.5), driver('Food', 0.3, ['Staff']), driver('Staff', 0.2, ['Food'])],
  explained: { value: 0.752, low: 0.71, high: 0.791 }, explainedPlainly: 0.76, interactions: 120, lookedAt: 120, complete: { answers: 112, people: 100 }, peopleWanted: 30, leftOut: [], unnamed: 0, movedByGaps: 0.0064, isMixed: false, rounds: 1_000,
};

test('the headline says no more than the answers do: one, several that cannot be told apart, all alike, none', () => {
  assert.equal(headlineText(told), 'Comfort goes with CSAT most.');
  const two = { ...told, drivers: [driver('Comfort', 0.5, ['Food']), driver('Food', 0.4, ['Comfort']), driver('Staff', 0.1)] };
  assert.equal(headlineText(two), 'Comfort and Food lead; which of them counts most can’t be told.');
  assert.deepEqual(mayBeFirst(two).map(({ name }) => name), ['Comfort', 'Food']);
  assert.equal(headlineText({ ...told, drivers: [driver('Comfort', 0.5, ['Food']), driver('Food', 0.5, ['Comfort'])] }), 'No question can be told to count more than all others.');
  assert.equal(headlineText({ ...told, drivers: [driver('Comfort', 0.5, ['Food'], false), driver('Food', 0.5, ['Comfort'], false)] }), 'None of the questions can be told from one that has nothing to do with CSAT.');
  assert.equal(headlineText({ ...told, name: 'How was it?', drivers: [driver('Was it clean?', 0.6), driver('Comfort', 0.4)] }), '“Was it clean?” goes with “How was it?” most.');
  const five = ['a', 'b', 'c', 'd', 'e'];
  assert.equal(headlineText({ ...told, drivers: [...five.map((name) => driver(name, 0.2, five)), driver('f', 0.1)] }), '5 of 6 questions lead; which of them counts most can’t be told.');
  assert.equal(headlineText({ ...told, drivers: [driver('Comfort', 1)] }), 'Comfort is the only other question that can be looked at.');
  assert.deepEqual([headlineText({ ...told, drivers: [] }), mayBeFirst({ drivers: [] })], ['None of the questions can be told from one that has nothing to do with CSAT.', []]);
});

test('how much is explained stands with the people behind it and a word about causes', () => {
  assert.equal(explainedText(told), 'Together they go with 75 % (71 to 79 %) of the differences in CSAT, among 100 people who answered all 3. What goes together need not be cause and effect.');
  assert.equal(explainedText({ ...told, explained: null }), '');
});

test('places, ranges and correlations are written as a reader would', () => {
  assert.deepEqual([{ from: 1, to: 1 }, { from: 1, to: 3 }].map(placesText), ['place 1', 'place 1 to 3']);
  assert.deepEqual([shareRangeText({ low: 0.118, high: 0.194 }), correlationText({ value: -0.741, low: -0.8, high: -0.002 })], ['12 to 19 %', '−0.74 (−0.80 to 0.00)']);
});

test('too little is said with what would be enough, and nothing is left out without its reason', () => {
  assert.equal(noDriversText({ ...told, reason: 'too-few-for-questions', complete: { answers: 50, people: 45 }, peopleWanted: 60 }), 'Too little to say: 45 people answered all the questions that are looked at together; 60 are needed, ten for each question.');
  assert.equal(noDriversText({ ...told, reason: 'score-all-the-same' }), 'Everybody answered CSAT the same: there are no differences to explain.');
  assert.equal(noDriversText(told), '');
  assert.deepEqual(leftOutTexts({ leftOut: [{ name: 'Wifi', kind: 'question', reason: 'all-the-same', answers: 90, sameAs: null }, { name: 'Food again', kind: 'question', reason: 'repeats-another', answers: 90, sameAs: 'Food' }], unnamed: 2 }), ['“Wifi” (everybody answered the same)', '“Food again” (the same answers as Food)', '2 questions that fewer than ten people answered']);
});

test('gaps and the other method are told by how far they move a share', () => {
  assert.equal(gapsText(told), '8 of 120 interactions lack an answer to one of them and are left out; nothing is put in its place. Counted question by question they move no share by more than 0.7 points.');
  assert.equal(gapsText({ ...told, lookedAt: 112 }), 'None: everybody answered every question that is shown.');
  assert.match(otherMethodText(told) ?? '', /by more than 1\.2 points\.$/);
  assert.equal(otherMethodText({ drivers: told.drivers.map((one) => ({ ...one, shareBySets: null })) }), null);
});

test('facts are told as facts, that they are no proved causes, and of whom the order is known', () => {
  const late: Driver = { ...driver('Days late', 0.6), kind: 'order' };
  const withFacts: Drivers = { ...told, among: 'all', orders: { of: 120, known: 80, naming: 50 }, drivers: [late, driver('Comfort', 0.4)] };
  assert.equal(headlineText(withFacts), '“Days late” goes with CSAT most.');
  assert.match(explainedText(withFacts), /among 100 people of whom both are known\. These go together with the score; they are not proved causes\.$/u);
  assert.deepEqual(leftOutTexts({ leftOut: [{ name: 'Order value', kind: 'order', reason: 'too-few-known', answers: 3, sameAs: null }, { name: 'Channel of the answer', kind: 'channel', reason: 'all-the-same', answers: 90, sameAs: null }], unnamed: 0 }), ['Order value (known of fewer than ten people)', 'Channel of the answer (the same for everybody)']);
  assert.match(ordersText(withFacts), /^Of 80 of 120 answers the order is known: 50 name one/u);
  assert.equal(ordersText(told), '');
  assert.deepEqual([amongOf(null), amongOf('orders'), amongOf('month.2026-01')], ['all', 'orders', 'all']);
});
