import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageWords, likenessText, shareWords } from './share-words.ts';

const share = { texts: 60_000, readable: 56_000, embedded: 12_340, isListing: false };

test('it says how many of all texts can be found by their meaning, and which can not', () => {
  assert.equal(shareWords(share, ['en']), '12,340 of 56,000 texts (English) are embedded, the newest first. 4,000 more, in other languages or too short to tell, can not be found by meaning.');
  assert.equal(shareWords({ ...share, embedded: 56_000, texts: 56_000 }, ['en']), 'All 56,000 texts (English) are embedded.');
  assert.equal(shareWords({ ...share, isListing: true, texts: 56_000 }, null), '12,340 of 56,000 texts are embedded, the newest first; the history is still being gone through.');
  assert.equal(shareWords({ texts: 0, readable: 0, embedded: 0, isListing: true }, ['en']), 'No text in English is known yet; the history is still being gone through.');
});

test('languages are named, likeness has two digits', () => {
  assert.deepEqual([languageWords(['en', 'de']), languageWords(null), likenessText(0.8349)], ['English and German', null, '0.83']);
});
