import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NearMeaning } from './meanings-log.ts';
import { nearTexts } from './near-texts.ts';

const row = (number: number, likeness: number, more: Partial<NearMeaning> = {}): NearMeaning => ({ home: 1, number, revision: 1, occurredMs: number, likeness, ...more });

test('copies of one text are one, shown by the newest, with how many they are', () => {
  assert.deepEqual(nearTexts([row(1, 0.9), row(2, 0.9), row(3, 0.8)]).map(({ number, same }) => [number, same]), [[2, 2], [3, 1]]);
});

test('a text that was revised without other words is no copy of itself, and counts by its latest revision', () => {
  assert.deepEqual(nearTexts([row(1, 0.9), row(1, 0.9, { revision: 2 })]).map(({ revision, same }) => [revision, same]), [[2, 1]]);
  assert.deepEqual(nearTexts([row(1, 0.9), row(1, 0.5, { revision: 2 })]).map(({ likeness }) => likeness), [0.5]);
});

test('what is like nothing is not told, and the order is by likeness', () => {
  assert.deepEqual(nearTexts([row(1, 0.1), row(2, 0.3), row(3, 0.7)]).map(({ number }) => number), [3, 2]);
});
