import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PinnedAgain } from '../contract.ts';
import { pinText } from './pin-words.ts';

const pinned: PinnedAgain['pinned'] = { number: 1, of: 'score', name: 'NPS', query: { months: 12 }, asOf: '2026-03-31T00:00:00.000Z', definition: 'nps', version: 1, value: { value: 31.24, low: 20, high: 40 }, answers: 412, people: 390, leftOut: 3, by: 'Olga', at: '2026-03-31T00:00:00.000Z' };

test('a pinned figure that gives the same number says so', () => {
  assert.match(pinText({ pinned: { ...pinned, value: { value: -33.33, low: -50, high: -13 } }, isSame: true, now: null, changes: [] }), /pinned at −33\.3\./);
  assert.equal(pinText({ pinned, isSame: true, now: null, changes: [] }), 'NPS was pinned at 31.2. Counted again, it is the same.');
});

test('after an erasure it says how many went, what it was and what it is without them', () => {
  const now = { value: { value: 31.44, low: 20, high: 40 }, answers: 400, people: 380, leftOut: 3 };
  assert.equal(pinText({ pinned, isSame: false, now, changes: [{ kind: 'deleted', count: 12 }] }), 'NPS was pinned at 31.2. Counted again: 31.4. 12 of what was counted then were erased or expired since.');
  assert.match(pinText({ pinned, isSame: false, now: { ...now, value: null, answers: 4, people: 4 }, changes: [{ kind: 'deleted', count: 408 }] }), /too few are left to say/);
});

test('a figure of texts that another reader read anew stands as it was pinned', () => {
  assert.equal(pinText({ pinned: { ...pinned, of: 'said', name: 'What is said', value: null }, isSame: false, now: null, changes: [{ kind: 'read-anew', count: 0 }] }), 'What is said was pinned at 412 answers or texts of 390 people. All texts were read anew since by another reader, so that it can not be counted again; what stands here is what was pinned.');
});
