import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ValuesOfAll } from '../../customers/index.ts';
import { topicValues } from './topic-values.ts';

const people = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
/** Customers 1 to 40 spent 10.00 EUR each; of them 31 to 40 spent 5.00 SEK too; of all others nothing is known. */
const VALUES: ValuesOfAll = {
  of(customers) {
    const known = [...new Set(customers)].filter((one) => one <= 40);
    const inSek = known.filter((one) => one > 30).length;
    return { known: known.length, spent: [{ currency: 'EUR', minor: String(1_000 * known.length), people: known.length }, { currency: 'SEK', minor: String(500 * inSek), people: inSek }] };
  },
};
/** Topics 1 and 2 in group 9; 3 was merged into 1; 4 in no group. */
const AS = { from: [1, 2, 3, 4], topic: [1, 2, 1, 4], group: [9, 9, 9, 0], member: [0, 0, 0, 0] };
const shown = (key: number): string => `en.${key}`;

test('beside a topic stands what its customers spent, each once: also where they spoke of a topic that was merged into it, or of several of a group', async () => {
  const told = await topicValues(new Map([[1, people(1, 20)], [3, people(11, 30)], [2, people(1, 20)]]), AS, VALUES, shown);
  assert.deepEqual(told['en.1'], { known: 30, spent: [{ currency: 'EUR', minor: '30000', people: 30 }] });
  assert.deepEqual([told['en.2']?.known, told['en.9']?.known], [20, 30]);
});

test('a currency in which fewer than ten of them paid is left out, so that nobody’s own orders can be read from it', async () => {
  const told = await topicValues(new Map([[2, people(31, 39)], [4, people(31, 40)]]), AS, VALUES, shown);
  assert.deepEqual(told['en.2'], { known: 9, spent: [] });
  assert.deepEqual(told['en.4'], { known: 10, spent: [{ currency: 'EUR', minor: '10000', people: 10 }, { currency: 'SEK', minor: '5000', people: 10 }] });
});

test('a topic of which nobody spoke has no value, and what fits no topic has one of its own', async () => {
  const told = await topicValues(new Map([[0, people(1, 12)]]), AS, VALUES, shown);
  assert.deepEqual([told['en.1'], told['en.0']?.known], [{ known: 0, spent: [] }, 12]);
});
