import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Weighed } from '../weighing/contract.ts';
import { leftOutText, notOfferedText, notWeighedText, readWeighing, weighedText, writeWeighing } from './weigh-words.ts';

const POINTS = { unit: 'points', from: 0, to: 10 } as const;
const told: Weighed = {
  score: 'nps', name: 'NPS', version: 1, unit: 'points', zone: 'UTC', from: '2026-01', until: '2026-03', among: 'customers', asOf: null, isCounting: false, population: 1000, offered: [], notOffered: [{ trait: 'persona', reason: 'known-of-few' }, { trait: 'brand', reason: 'all-alike' }], by: ['language'], reason: null,
  plain: { estimate: { value: 40, low: 30, high: 50 }, answers: 200, people: 190, effectiveAnswers: 195 }, weighed: { estimate: { value: 25, low: 12, high: 38 }, effectiveAnswers: 90, trimmed: 3, lightest: 0.4, heaviest: 2.9 }, groups: [], silent: [{ trait: 'language', name: 'nl', people: 20, ratio: 0.02 }], unplaced: 0,
};

test('what a score is weighed by stands in the address, and nothing unknown with it', () => {
  assert.deepEqual(readWeighing(writeWeighing({ by: ['segment', 'language'], among: 'invited' })), { by: ['segment', 'language'], among: 'invited' });
  assert.deepEqual([readWeighing(null), readWeighing('shoe-size~everybody'), writeWeighing({ by: ['stage'], among: 'customers' })], [{ by: [], among: 'customers' }, { by: [], among: 'customers' }, 'stage']);
});

test('whether weighing matters is said against what chance leaves open', () => {
  assert.equal(weighedText(POINTS, told), 'Weighed, the score moves by −15, further than chance leaves open: who answers differs from all customers, and it matters.');
  assert.equal(weighedText(POINTS, { ...told, weighed: told.weighed === null ? null : { ...told.weighed, estimate: { value: 44, low: 30, high: 58 } } }), 'Weighed, the score moves by +4: within what chance leaves open anyway.');
});

test('what cannot be weighed is said plainly, and what was left out', () => {
  assert.equal(notWeighedText({ ...told, reason: 'group-silent', weighed: null, silent: [{ trait: 'language', name: 'nl', people: 120, ratio: 0.12 }] }), 'Not possible: nobody answered of language nl (12% of customers). No weight can speak for them.');
  assert.equal(notWeighedText({ ...told, reason: 'too-few-people', weighed: null, plain: { ...told.plain, people: 12 } }), 'Not possible: 12 people answered; with fewer than 30 weights add more chance than they take away.');
  assert.equal(leftOutText(told), '3 answers would have counted more than three times or less than 0.3 times and are kept there: the answers look like the customers a little less. Nobody answered of language nl (2%): left out.');
  assert.equal(notOfferedText(told), 'Known of fewer than half: persona. All are alike: brand.');
});
