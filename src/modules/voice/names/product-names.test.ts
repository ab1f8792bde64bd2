import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseName, productNames } from './product-names.ts';

test('a product is looked for without its size, colour and pack', () => {
  assert.deepEqual(['Fjell jacket, M, blue', 'Fjell jacket (2 pieces)', 'Fjell jacket – blue', '  Fjell   jacket ', 'A-Frame Tent'].map(baseName), ['Fjell jacket', 'Fjell jacket', 'Fjell jacket', 'Fjell jacket', 'A-Frame Tent']);
});

test('codes, numbers and whole sentences are no names', () => {
  assert.deepEqual(['4006381333931', 'a7f09c2b', 'XL', '', 'A very long description of something that nobody would ever write out'].map(baseName), [null, null, null, null, null]);
});

test('variants of one name are one product, whichever sells most; a product that was renamed has both names', () => {
  const told = [{ id: 'fj-l', name: 'Fjell jacket, L', told: 5 }, { id: 'fj-m', name: 'FJELL JACKET, M', told: 9 }, { id: 'st', name: 'Rast stove', told: 7 }, { id: 'st', name: 'Rast Kocher', told: 2 }];
  const known = productNames(told, 10);
  assert.deepEqual(known, [{ id: 'fj-l', told: 14, names: ['FJELL JACKET'] }, { id: 'st', told: 9, names: ['Rast stove', 'Rast Kocher'] }]);
  assert.deepEqual(productNames(told.toReversed(), 10), known);
  assert.deepEqual(productNames(told, 1).map(({ id }) => id), ['fj-l']);
});
