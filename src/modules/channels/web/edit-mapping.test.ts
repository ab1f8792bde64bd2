import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Mapping } from '../contract.ts';
import { feed } from './edit-mapping.ts';
import { sourceOf } from './import-kinds.ts';

const mapping = Mapping.parse({ fields: { id: 'nr', channel: '=review', 'rating.value': 'stars | 1..5', title: '{first} {last}' }, identifiers: { email: 'mail' }, zone: 'UTC' });

test('A column that becomes something else no longer feeds what it fed', () => {
  const next = feed(mapping, 'mail', 'traits.name');
  assert.deepEqual(next.identifiers, {});
  assert.deepEqual(next.traits, { name: 'mail' });
});

test('Constants and templates stay when a column changes', () => {
  const next = feed(mapping, 'nr', null);
  assert.deepEqual(next.fields, { channel: '=review', 'rating.value': 'stars | 1..5', title: '{first} {last}' });
});

test('A column with a scale is known by its name', () => {
  assert.equal(feed(mapping, 'stars', null).fields['rating.value'], undefined);
});

test('A target takes the newest column alone', () => {
  assert.deepEqual(feed(mapping, 'other', 'identifiers.email').identifiers, { email: 'other' });
});

test('A source is named after its file, in words that the server takes', () => {
  assert.deepEqual(['Orders 2024 (final).csv.gz', 'Bewertungen_März.jsonl', '2024.csv', 'mails.mbox', '評価.csv'].map(sourceOf), ['orders-2024-final', 'bewertungen-marz', 'import', 'mails', 'import']);
});
