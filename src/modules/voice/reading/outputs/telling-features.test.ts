import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scaledRows, tellingOf } from './telling-features.ts';

/** Four texts of two features and a meaning: all hold the first, only the first two hold the second. */
const rows = { starts: Int32Array.of(0, 3, 6, 8, 10), columns: Int32Array.of(0, 1, 2, 0, 1, 2, 0, 2, 0, 2), values: Float32Array.of(0.6, 0.8, 1, 0.6, 0.8, 1, 1, 1, 1, 1), width: 3 };
const POSITIVE = Uint8Array.of(1, 1, 0, 0);

test('a word that only texts with the label hold counts for more than one that all texts hold, and a meaning counts as it did', () => {
  const [common = 0, telling = 0, meaning = 0] = tellingOf(rows, 1, POSITIVE);
  assert.ok(telling > 1 && common < 0.01, `${telling} and ${common}`);
  assert.equal(meaning, 1);
});

test('a word that only texts without the label hold counts as much as one that only texts with it hold', () => {
  const [[, has = 0], [, lacks = 0]] = [tellingOf(rows, 1, POSITIVE), tellingOf(rows, 1, Uint8Array.of(0, 0, 1, 1))];
  assert.ok(Math.abs(has - lacks) < 1e-6, `${has} and ${lacks}`);
});

test('texts are as long together as before, so that an error costs what it did', () => {
  const squares = ({ values, columns }: typeof rows): number => values.reduce((sum, value, place) => sum + (columns[place] === 2 ? 0 : value ** 2), 0);
  const scaled = scaledRows(rows, tellingOf(rows, 1, POSITIVE)) as typeof rows;
  assert.ok(Math.abs(squares(scaled) - squares(rows)) < 1e-5, `${squares(scaled)} and ${squares(rows)}`);
});
