import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assignNumbers, type NumberedNode } from './assign-numbers.ts';

let next = 0;
const many = (count: number, customer: number | null, origin: number | null, named = true): NumberedNode[] => Array.from({ length: count }, () => ({ node: (next += 1), customer, origin, named }));

test('of customers that meet, the one with most claims keeps its number, then the lowest', () => {
  assert.deepEqual(assignNumbers([[...many(2, 5, 5), ...many(3, 9, 9)]], new Set([5, 9])), { numbers: [9], retired: new Map([[5, 0]]) });
  assert.deepEqual(assignNumbers([[...many(2, 9, 9), ...many(2, 5, 5)]], new Set([5, 9])).numbers, [5]);
});

test('a person keeps the number before a visitor with more claims', () => {
  assert.deepEqual(assignNumbers([[...many(50, 5, 5, false), ...many(1, 9, 9)]], new Set([5, 9])).numbers, [9]);
});

test('a split leaves the number with the majority; the rest asks for a new one', () => {
  assert.deepEqual(assignNumbers([many(2, 7, 7), many(3, 7, 7)], new Set([7])).numbers, [null, 7]);
});

test('an undone join gives the retired number back to its person, also when the other has grown since', () => {
  const standing = new Set([5]);
  assert.deepEqual(assignNumbers([many(2, 5, 5), many(6, 5, 9)], standing), { numbers: [5, 9], retired: new Map() });
});

test('a retired number goes on answering as the block that has most of its claims', () => {
  assert.deepEqual(assignNumbers([[...many(5, 5, 5), ...many(2, 5, 9)], many(3, 6, 6)], new Set([5, 6])), { numbers: [5, 6], retired: new Map([[9, 0]]) });
});

test('new claims alone ask for a number', () => {
  assert.deepEqual(assignNumbers([many(2, null, null)], new Set()), { numbers: [null], retired: new Map() });
});

test('when all that people decided is taken back, a block has the number of before, whoever holds it meanwhile and however small it is', () => {
  const was = (number: number, customer: number, settled: number, named: boolean): NumberedNode => ({ node: number, customer, origin: customer, named, settled });
  const { numbers } = assignNumbers([[was(1, 9, 4, true), was(2, 4, 4, false)], [was(3, 4, 5, true)]], new Set([4, 9]));
  assert.deepEqual(numbers, [4, 5]);
});
