import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldWords } from './told-words.ts';

const words = (told: Parameters<typeof toldWords>[0]): string => { const { told: said, seen } = toldWords(told); return `${said} …; ${seen} …`; };

test('what was told stands beside what the facts say, in one sentence', () => {
  assert.equal(words({ kind: 'out-for-delivery', mode: 'plain', because: 'later', stage: 'shipped' }), 'Told “out for delivery” on …; it left us on …');
  assert.equal(words({ kind: 'refunded', mode: 'plain', because: 'later', stage: 'refunded' }), 'Told “refunded” on …; the refund was paid on …');
  assert.equal(words({ kind: 'shipped', mode: 'not', because: 'before', stage: 'shipped' }), 'Told “not shipped” on …; it left us before that, on …');
});

test('what had not come further is told by where it was afterwards', () => {
  assert.equal(words({ kind: 'shipped', mode: 'plain', because: 'not-yet', stage: 'packed' }), 'Told “shipped” on …; it was only packed afterwards, on …');
  assert.equal(words({ kind: 'delivered', mode: 'plain', because: 'not-yet', stage: 'out-for-delivery' }), 'Told “delivered” on …; it was only out for delivery afterwards, on …');
});
