import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PinnedAgain } from '../contract.ts';
import { pinAddress } from './pin-address.ts';
import { overText, pinText } from './pin-words.ts';

const pinned: PinnedAgain['pinned'] = { number: 1, of: 'score', name: 'NPS', query: { months: 12 }, asOf: '2026-03-31T00:00:00.000Z', definition: 'nps', version: 1, value: { value: 31.24, low: 20, high: 40 }, answers: 412, people: 390, leftOut: 3, by: 'Olga', at: '2026-03-31T00:00:00.000Z', note: '', mayChange: true, isPinned: true };

test('a pinned figure that gives the same number says so', () => {
  assert.match(pinText({ pinned: { ...pinned, value: { value: -33.33, low: -50, high: -13 } }, isSame: true, now: null, changes: [], stored: null }), /pinned at −33\.3\./);
  assert.equal(pinText({ pinned, isSame: true, now: null, changes: [], stored: null }), 'NPS was pinned at 31.2. Counted again, it is the same.');
});

test('after an erasure it says how many went, what it was and what it is without them', () => {
  const now = { value: { value: 31.44, low: 20, high: 40 }, answers: 400, people: 380, leftOut: 3 };
  assert.equal(pinText({ pinned, isSame: false, now, changes: [{ kind: 'deleted', count: 12 }], stored: null }), 'NPS was pinned at 31.2. Counted again: 31.4. 12 of what was counted then were erased or expired since.');
  assert.match(pinText({ pinned, isSame: false, now: { ...now, value: null, answers: 4, people: 4 }, changes: [{ kind: 'deleted', count: 408 }], stored: null }), /too few are left to say/);
});

test('what can not be counted again is given as it was stored, and says why', () => {
  const again: PinnedAgain = { pinned: { ...pinned, of: 'said', name: 'What is said', value: null }, isSame: false, now: null, changes: [{ kind: 'read-anew', count: 0 }], stored: null };
  assert.equal(pinText(again), 'What is said was pinned at 412 answers or texts of 390 people: stored then, not worked out again. All texts were read anew since by another reader, and what was read then is gone.');
  assert.match(pinText({ ...again, pinned, changes: [{ kind: 'not-kept', count: 0 }] }), /^NPS was pinned at 31\.2: stored then, not worked out again\. What it stands on is not kept as it was\.$/);
});

test('a pinned figure opens where it was pinned, as of its moment and over the same answers', () => {
  const then = { months: 12, asOf: pinned.asOf, pin: 1 };
  const address = (of: PinnedAgain['pinned']['of'], query: object): unknown => JSON.parse(JSON.stringify(pinAddress({ ...pinned, of, query: { months: 12, ...query } })));
  assert.deepEqual(address('score', { score: 'nps', office: 'service', channel: 'chat' }), { to: '/scores', search: { ...then, office: 'service', channel: 'chat' } });
  assert.deepEqual(address('compare', { score: 'nps', by: 'brand', first: 'north' }), { to: '/scores', search: { ...then, compare: 'nps', of: 'brand~north~' } });
  assert.equal(address('compare', { score: 'nps', by: 'segment', first: 'high-value' }), null, 'which groups customers were in then is not kept');
  assert.deepEqual(address('said', { office: 'brand' }), { to: '/said', search: { ...then, office: 'brand' } });
  assert.equal(address('topics', { persona: 'asks-first' }), null);
  assert.deepEqual(address('drivers', { score: 'nps', among: 'questions' }), { to: '/scores', search: { ...then, drivers: 'nps', of: 'questions' } });
  assert.deepEqual(address('topics', { language: 'en' }), { to: '/topics', search: { ...then, language: 'en' } });
  assert.equal(overText({ query: { months: 1, office: 'brand', by: 'channel', first: 'chat', second: '' } }), '1 month, only office brand, channel chat against all others');
});
