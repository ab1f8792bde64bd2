import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spentNote, spentShort, spentText } from './topic-spent-words.ts';

const AS_OF = '2026-03-04T10:00:00.000Z';
const VALUE = { known: 70, spent: [{ currency: 'EUR', minor: '8431250', people: 60 }, { currency: 'SEK', minor: '1200000', people: 12 }, { currency: 'JPY', minor: '5000', people: 10 }] };

test('an open topic says what its people spent by currency, of how many it is known, and that it is not what would be lost', () => {
  const said = spentText(VALUE, { people: 120 }, AS_OF);
  assert.match(said, /^Spent by those who spoke of it, in the 365 days up to .*: €84,312\.50 by 60, SEK\s12,000\.00 by 12, and ¥5,000 by 10, net of refunds; known of 70 of 120 people\. It is not what would be lost\.$/u);
});

test('a row has whole amounts, a line for each of two currencies, and says that there are more', () => {
  assert.deepEqual(spentShort(VALUE).map((one) => one.replaceAll('\u00a0', ' ')), ['€84,313', 'SEK 12,000, 1 more']);
  assert.deepEqual(spentShort({ spent: [] }), []);
});

test('where too few are known, or nobody, it says so instead of a sum', () => {
  assert.equal(spentText({ known: 7, spent: [] }, { people: 120 }, AS_OF), 'What they spent is known of 7 of 120 people: too few to add up.');
  assert.equal(spentText({ known: 0, spent: [] }, { people: 120 }, AS_OF), 'What they spent is known of none of them.');
});

test('while orders are being counted the list says so, and as of a moment nothing', () => {
  assert.match(spentNote({ values: { asOf: null, of: {} } }) ?? '', /is being counted/u);
  assert.match(spentNote({ values: { asOf: AS_OF, of: {} } }) ?? '', /not what would be lost/u);
  assert.equal(spentNote({ values: null }), null);
});
