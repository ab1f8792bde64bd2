import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createValueTally } from './value-tally.ts';

function told() {
  const tally = createValueTally(6);
  tally.add(1, new Map([['EUR', 10_000n]]));
  tally.add(2, new Map([['EUR', -2_500n], ['SEK', 49_900n]]));
  tally.add(3, new Map([['SEK', 100n]]));
  tally.add(4, new Map());
  tally.add(5, new Map([['EUR', 0n]]));
  return tally;
}

test('what customers spent is added up by currency, never across currencies, and told with how many of them any value is known', () => {
  assert.deepEqual(told().values().of([1, 2, 3, 4]), { known: 3, spent: [{ currency: 'EUR', minor: '7500', people: 2 }, { currency: 'SEK', minor: '50000', people: 2 }] });
});

test('each customer counts once, however often somebody is named', () => {
  assert.deepEqual(told().values().of([1, 1, 2, 1, 2]), told().values().of([2, 1]));
});

test('whoever returned everything has a known value of nothing; who never ordered has none, and strangers are nobody', () => {
  assert.deepEqual(told().values().of([5]), { known: 1, spent: [{ currency: 'EUR', minor: '0', people: 1 }] });
  assert.deepEqual(told().values().of([4, 6, 99, 0]), { known: 0, spent: [] });
});

test('a customer is taken in once, and one who came after the count began is left for the next', () => {
  const tally = told();
  tally.add(1, new Map([['EUR', 5n]]));
  tally.add(7, new Map([['EUR', 5n]]));
  assert.deepEqual(tally.values().of([1, 7]), { known: 1, spent: [{ currency: 'EUR', minor: '10000', people: 1 }] });
});

test('sums larger than a floating number holds are exact', () => {
  const tally = createValueTally(2);
  tally.add(1, new Map([['VND', 9_007_199_254_740_993n]]));
  tally.add(2, new Map([['VND', 2n]]));
  assert.equal(tally.values().of([1, 2]).spent[0]?.minor, '9007199254740995');
});
