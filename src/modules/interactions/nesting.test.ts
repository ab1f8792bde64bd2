import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutBeyond, isNestedBeyond } from './nesting.ts';

test('a text is not nested, a list is by one level, and only what goes beyond the allowed levels is said to', () => {
  assert.deepEqual([isNestedBeyond('a', 0), isNestedBeyond([], 0), isNestedBeyond([], 1), isNestedBeyond({ a: [{}] }, 2), isNestedBeyond({ a: [{}] }, 3)], [false, true, false, true, false]);
});

test('what is nested a million deep is seen and cut without trouble', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 1_000_000; level += 1) deep = level % 2 === 0 ? [deep] : { deep };
  assert.equal(isNestedBeyond(deep, 64), true);
  assert.equal(isNestedBeyond(cutBeyond(deep, 64), 64), false);
});

test('what is cut keeps everything above the cut', () => {
  assert.deepEqual(cutBeyond({ id: 'a', list: [1, { x: 2 }], deep: { deeper: { deepest: 3 } } }, 2), { id: 'a', list: [1, '[nested too deeply]'], deep: { deeper: '[nested too deeply]' } });
});
