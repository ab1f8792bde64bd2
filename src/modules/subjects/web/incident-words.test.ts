import assert from 'node:assert/strict';
import { test } from 'node:test';
import { affectsText, fieldMoment, momentOfField, readAffects } from './incident-words.ts';

test('what a problem touches is typed a line each, with its type first', () => {
  const { affects, unread } = readAffects('product skarv\n\n  Order: BH-1 \nplace warehouse venlo\n');
  assert.deepEqual(affects, [{ type: 'product', id: 'skarv' }, { type: 'order', id: 'BH-1' }, { type: 'place', id: 'warehouse venlo' }]);
  assert.deepEqual(unread, []);
  assert.deepEqual(readAffects(affectsText(affects)).affects, affects);
});

test('a line that names no type, or no number, is given back and not guessed', () => {
  assert.deepEqual(readAffects('skarv\nproduct\nperson Anna'), { affects: [], unread: ['skarv', 'product', 'person Anna'] });
});

test('a moment comes back from its field as it went in', () => {
  assert.equal(momentOfField(fieldMoment('2026-03-04T10:05:00.000Z')), '2026-03-04T10:05:00.000Z');
  assert.equal(momentOfField(fieldMoment(null)), null);
});
