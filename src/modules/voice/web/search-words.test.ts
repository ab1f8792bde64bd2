import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countMore, isAsking, isSameSearch, noticeText, searchText } from './search-words.ts';

test('a search is told in words, and is the same whatever stands empty in it', () => {
  assert.equal(searchText({ words: 'late parcel', channel: 'email', direction: 'in', from: '2026-03-01' }), 'late parcel, from customers, channel email, from 2026-03-01');
  assert.equal(searchText({ words: 'late', quotable: 'true' }), 'late, may be quoted');
  assert.equal(searchText({}), 'everything');
  assert.ok(isSameSearch({ words: 'late', channel: undefined }, { words: 'late' }) && !isSameSearch({ words: 'late' }, { words: 'late', brand: 'x' }));
  assert.deepEqual([isAsking({}), isAsking({ words: '' }), isAsking({ brand: 'x' })], [false, false, true]);
});

test('what is told says how many, since when, and what would be usual', () => {
  const one = { count: 1, isLeast: false, usual: null, day: null, since: '2026-06-20T10:00:00.000Z' };
  assert.match(noticeText({ ...one, kind: 'each' }), /^1 new one since /);
  assert.match(noticeText({ ...one, kind: 'each', count: 1000, isLeast: true }), /^1,000 or more new ones since /);
  assert.match(noticeText({ ...one, kind: 'many', count: 23, usual: 2.1, day: '2026-06-20' }), /^Unusually many: 23 on .*20.*2026.*, where about 2 are usual$/);
  assert.match(noticeText({ ...one, kind: 'many', count: 3, usual: 0.01, day: '2026-06-20' }), /where fewer than one is usual$/);
});

test('what stands behind “More filters” is told in words and counted, and makes a search another one', () => {
  const searched = { words: 'late', ratingFrom: 1, ratingUntil: 2, feeling: 'negative', intent: 'cancellation' } as const;
  assert.equal(searchText(searched), 'late, rated from 1, rated to 2, feeling negative, wants cancellation');
  assert.deepEqual([countMore(searched), countMore({ words: 'late', channel: 'email', quotable: 'true' })], [4, 0]);
  assert.ok(!isSameSearch(searched, { ...searched, ratingUntil: 3 }) && isAsking({ alarm: 'safety' }));
});
