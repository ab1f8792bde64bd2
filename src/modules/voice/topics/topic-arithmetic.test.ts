import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { joinedGroups } from './count-topics.ts';
import { groupsOfTopics } from './group-topics.ts';
import { fitLatentSpace } from './latent-space.ts';
import { continued } from './match-topics.ts';
import { nearTexts } from './near-texts.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import { dot, normalise, zeroVectors } from './vectors.ts';

test('a symmetric matrix taken apart can be put together again', () => {
  const random = seededRandom(5);
  const size = 12;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) for (let j = 0; j <= i; j += 1) { const value = random() - 0.5; matrix[i * size + j] = value; matrix[j * size + i] = value; }
  const { values, vectors } = symmetricEigen(matrix, size);
  for (let i = 0; i < size; i += 1) for (let j = 0; j < size; j += 1) {
    let sum = 0;
    for (let k = 0; k < size; k += 1) sum += (values[k] as number) * (vectors[i * size + k] as number) * (vectors[j * size + k] as number);
    assert.ok(Math.abs(sum - (matrix[i * size + j] as number)) < 1e-9);
  }
  assert.deepEqual([...values], [...values].sort((a, b) => b - a));
});

test('texts of one direction lie on one direction, and texts with nothing in common at right angles', () => {
  const rows = { starts: Int32Array.of(0, 2, 4, 5, 6), columns: Int32Array.of(0, 1, 0, 1, 2, 2), values: Float32Array.of(1, 1, 2, 2, 1, 3), width: 3 };
  const { places } = fitLatentSpace(rows, 2, 1);
  normalise(places);
  assert.equal(places.width, 2);
  assert.ok(Math.abs(dot(places, 0, places, 1) - 1) < 1e-5 && Math.abs(dot(places, 2, places, 3) - 1) < 1e-5 && Math.abs(dot(places, 0, places, 2)) < 1e-5);
});

test('small groups whose texts are neighbours become one topic, others stay apart', () => {
  const random = seededRandom(3);
  const vectors = zeroVectors(80, 4);
  for (let row = 0; row < 80; row += 1) for (let at = 0; at < 4; at += 1) vectors.values[row * 4 + at] = random() * 0.2 + (at === Math.floor(row / 40) ? 1 : 0);
  const topics = joinedGroups(nearTexts(normalise(vectors), 10), Int32Array.from({ length: 80 }, (_, row) => Math.floor(row / 10)));
  assert.equal(new Set(topics.subarray(0, 40)).size, 1);
  assert.equal(new Set(topics).size, 2);
});

test('topics whose centres lie together share a group', () => {
  const centres = zeroVectors(4, 2);
  centres.values.set([1, 0, 0.98, 0.2, 0, 1, 0.2, 0.98]);
  const groups = groupsOfTopics(centres);
  assert.deepEqual([...groups], [0, 0, 1, 1]);
  assert.equal(groupsOfTopics(zeroVectors(0, 2)).length, 0);
});

test('a new topic continues the old one with which it shares most; one that shares little is new', () => {
  const old = [1, 1, 1, 1, 2, 2, 2, null, null, null];
  assert.deepEqual([...continued(old, [0, 0, 0, 1, 1, 1, 1, 2, 2, 2])].sort((a, b) => a[0] - b[0]), [[0, 1], [1, 2]]);
});
