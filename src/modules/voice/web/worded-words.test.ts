import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leavesWords, wordedBy } from './worded-words.ts';

test('words of a machine say so, and from how many texts; before anything leaves it is said where to', () => {
  assert.equal(wordedBy({ by: 'small-one', texts: 12 }), 'Written by a language model, small-one, from 12 texts. Nobody has checked it.');
  assert.equal(leavesWords({ name: 'small-one', host: 'api.example.com', isHere: false }), 'Texts leave the house for small-one at api.example.com, personal data masked.');
  assert.equal(leavesWords({ name: 'small-one', host: 'localhost:11434', isHere: true }), 'Texts go to small-one at localhost:11434, personal data masked.');
});
