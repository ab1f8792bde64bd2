import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextOnWall, sizeOnWall } from './wall-turns.ts';

test('what arrived comes first, then the wall goes round from the newest to the oldest', () => {
  assert.equal(nextOnWall(['c', 'b', 'a'], null, new Set()), 'c');
  assert.equal(nextOnWall(['c', 'b', 'a'], 'c', new Set(['c'])), 'b');
  assert.equal(nextOnWall(['c', 'b', 'a'], 'a', new Set(['a', 'b', 'c'])), 'c');
  assert.equal(nextOnWall(['d', 'c', 'b', 'a'], 'b', new Set(['a', 'b', 'c'])), 'd', 'it just arrived');
  assert.equal(nextOnWall(['c', 'b'], 'gone', new Set(['b', 'c'])), 'c', 'what was shown is there no more');
  assert.equal(nextOnWall([], 'a', new Set(['a'])), null);
});

test('few words are drawn larger than many', () => {
  assert.deepEqual([10, 100, 200, 320].map((length) => sizeOnWall('x'.repeat(length))), ['huge', 'large', 'middle', 'small']);
});
