import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balancedCut, cutForPrecision } from './choose-cut.ts';

/** Pairs with these claimed probabilities. */
function claimed(...probabilities: readonly number[]) {
  return { a: new Int32Array(probabilities.length), b: new Int32Array(probabilities.length), bits: Float32Array.from(probabilities, (p) => Math.log2(p / (1 - p))), length: probabilities.length };
}

test('The balanced cut finds what it can without joining more wrongly than rightly', () => {
  // Expected right: .99 + .9 + .6 = 2.49 of 3; taking the pair at .1 too gives 2.59 of 4.
  const cut = balancedCut(claimed(0.99, 0.9, 0.6, 0.1));
  assert.equal(cut.pairs, 3);
  assert.ok(Math.abs(cut.precision - 2.49 / 3) < 1e-6 && Math.abs(cut.recall - 2.49 / 2.59) < 1e-6);
});

test('A company that wants nineteen joins in twenty right gets the lowest cut that promises it', () => {
  const cut = cutForPrecision(claimed(0.99, 0.98, 0.9, 0.5), 0.95);
  assert.equal(cut.pairs, 3);
  assert.equal(cutForPrecision(claimed(0.6, 0.5), 0.95).pairs, 0);
});
