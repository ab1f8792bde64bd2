import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verbatim } from './contract.ts';
import { CSV_HEAD, csvField, csvLeftOut, csvLine } from './verbatims-csv.ts';

const verbatim: Verbatim = {
  id: 'int_1', revision: 1, customer: 'cus_2', name: 'Kari "K" Nordmann', signed: [], channel: 'review', source: 'shop', brand: '', kind: 'review-posted', direction: 'public', office: 'service', language: null, occurredAt: '2026-03-01T10:00:00.000Z', occurredPrecision: 'ms',
  rating: { value: 4, min: 1, max: 5, scale: 'stars', question: null }, quotes: [{ of: 'title', speaker: null, text: 'Good, but', isCutBefore: false, isCutAfter: false, hits: [] }, { of: 'turn', speaker: 'customer', text: '=HYPERLINK("http://x")', isCutBefore: false, isCutAfter: false, hits: [] }], more: 0, quoting: 'not-asked',
};

test('commas, quotes and lines stay in their field', () => {
  assert.equal(csvField('a,b'), '"a,b"');
  assert.equal(csvField('said "no"\nand left'), '"said ""no""\nand left"');
  assert.match(csvLine(verbatim), /^2026-03-01T10:00:00.000Z,review,shop,,public,,cus_2,"Kari ""K"" Nordmann",4,1 to 5 stars,"Good, but\ncustomer: =HYPERLINK/);
});

test('what a spreadsheet would take for a formula is text to it', () => {
  for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '|cmd', '%0', '\n=1', '\uFEFF=1']) assert.match(csvField(formula), /^"'/, JSON.stringify(formula));
  assert.equal(csvField('a = b'), 'a = b');
});

test('a moment of which only the day is known is a day; who signed stands where nobody is known', () => {
  const line = csvLine({ ...verbatim, occurredPrecision: 'day', customer: null, name: null, signed: ['Snowman'], rating: null, quotes: [] });
  assert.equal(line, '2026-03-01,review,shop,,public,,,Snowman,,,,not asked,int_1\r\n');
  assert.equal(CSV_HEAD.split(',').length, line.split(',').length);
});

test('a file that does not hold everything says how much is missing', () => {
  assert.match(csvLeftOut(10_000, 12), /newest 10000 are in this file\. 12 more are left out/);
  assert.match(csvLeftOut(10_000, null), /There are more/);
});

test('each line tells whether the customer may be quoted; where a customer said nothing it tells neither', () => {
  assert.deepEqual((['agreed', 'not-asked', 'refused', null] as const).map((quoting) => csvLine({ ...verbatim, quotes: [], quoting }).split(',').at(-2)), ['yes', 'not asked', 'no', '']);
});
