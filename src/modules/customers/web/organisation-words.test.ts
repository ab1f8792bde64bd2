import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressWords, othersWords } from './organisation-words.ts';

const SAID = [{ source: 'crm', at: '2026-06-01T00:00:00.000Z' }];

test('where nobody said it, the page says that others make it likely', () => {
  assert.equal(addressWords({ name: 'Acme', domains: ['acme.example'], said: SAID }), 'They have an address there.');
  assert.equal(addressWords({ name: 'Acme', domains: ['acme.example'], said: [] }), 'They have an address there, as others who say this company do.');
  assert.equal(addressWords({ name: null, domains: ['acme.example', 'acme.test'], said: [] }), 'They have addresses there, as others of it do.');
  assert.equal(addressWords({ name: 'Acme', domains: [], said: SAID }), null);
});

test('others are counted, never as fewer than there may be', () => {
  const ann = { id: 'cus_1', name: 'Ann' };
  assert.equal(othersWords({ count: 1, isLeast: false, shown: [ann] }), '1 other person of it:');
  assert.equal(othersWords({ count: 12, isLeast: true, shown: [ann] }), 'At least 12 other people of it, such as:');
});
