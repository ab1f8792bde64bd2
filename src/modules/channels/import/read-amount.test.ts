import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currencyIn, fitCurrency, readDecimal, sniffDecimalMark } from './read-amount.ts';

test('amounts are read exactly, in whichever country they were written', () => {
  for (const [written, expected] of [['1.234,56', '1234.56'], ['1,234.56', '1234.56'], ['R$ 12,90', '12.90'], ['(3.00)', '-3.00'], ["1'234.50", '1234.50'], ['12.5-', '-12.5'], ['1.234.567', '1234567'], ['€12,50', '12.50'], ['12 €', '12'], ['.5', '0.5'], ['−7', '-7'], ['9007199254740993.01', '9007199254740993.01']] as const) assert.equal(readDecimal(written, null), expected, written);
  for (const written of ['', 'abc', '1,23,4', '1.2.3', '12-13', '--5']) assert.equal(readDecimal(written, null), null, written);
});

test('1.234 and 1,234 are read as the column writes its decimals', () => {
  assert.equal(readDecimal('1.234', 'comma'), '1234');
  assert.equal(readDecimal('1.234', 'point'), '1.234');
  assert.equal(readDecimal('1,234', 'point'), '1234');
  assert.equal(readDecimal('1,234', 'comma'), '1.234');
  assert.equal(sniffDecimalMark(['1.234', '12,50', '3,99']), 'comma');
  assert.equal(sniffDecimalMark(['1,234.50', '12']), 'point');
  assert.equal(sniffDecimalMark(['1234', '5']), null);
});

test('noise of floating point is rounded away, real fractions of a cent are not', () => {
  assert.equal(fitCurrency('0.30000000000000004', 'EUR'), '0.30');
  assert.equal(fitCurrency('19.999999999999996', 'EUR'), '20.00');
  assert.equal(fitCurrency('1.005', 'EUR'), null);
  assert.equal(fitCurrency('100.00', 'JPY'), '100');
  assert.equal(fitCurrency('-2.50', 'JPY'), null);
});

test('a currency is named by its sign or code', () => {
  assert.deepEqual(['R$ 5', '5 €', '£3', '10 CHF', '7'].map(currencyIn), ['BRL', 'EUR', 'GBP', 'CHF', null]);
});
