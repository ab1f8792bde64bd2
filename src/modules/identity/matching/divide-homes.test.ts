import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import { divideHomes, MOST_MEMBERS, type HomeTie } from './divide-homes.ts';

const likely = (customer: number, other: number, probability: number): HomeTie => ({ customer, other, probability, isOne: true, records: { a: customer, b: other } });
const said = (customer: number, other: number, isOne: boolean): HomeTie => ({ customer, other, probability: 1, isOne, records: null });
const homes = (customers: readonly number[], ties: readonly HomeTie[]): number[][] => divideHomes(customers, ties).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));

test('people who are tied one after the other are one household; whoever is tied to nobody lives alone', () => {
  assert.deepEqual(homes([1, 2, 3, 4], [likely(1, 2, 0.95), likely(3, 2, 0.92)]), [[1, 2, 3], [4]]);
});

test('two who were said not to share a home are in two, and whoever lies between them lives with the surer one', () => {
  assert.deepEqual(homes([1, 2, 3], [likely(1, 2, 0.91), likely(2, 3, 0.97), said(1, 3, false)]), [[1], [2, 3]]);
});

test('a word of somebody here is surer than any likelihood', () => {
  assert.deepEqual(homes([1, 2, 3], [said(1, 2, true), likely(2, 3, 0.999), said(3, 1, false)]), [[1, 2], [3]]);
});

test('a household has twelve people at most, and the same ones in whatever order the ties come', () => {
  const seed = testSeed();
  const chance = createChance(seed);
  for (let round = 0; round < 100; round += 1) {
    const customers = Array.from({ length: 20 + chance.below(20) }, (_, at) => at + 1);
    const pick = (): number => customers[chance.below(customers.length)] ?? 1;
    const ties = Array.from({ length: chance.below(80) }, () => (chance.next() < 0.1 ? said(pick(), pick(), false) : likely(pick(), pick(), 0.9 + chance.below(10) / 100)));
    const found = homes(customers, ties);
    const what = `seed ${seed}, round ${round}`;
    assert.deepEqual(found.flat().sort((a, b) => a - b), customers, what);
    assert.ok(found.every((home) => home.length <= MOST_MEMBERS), what);
    for (const { customer, other, isOne } of ties) if (!isOne && customer !== other) assert.ok(!found.some((home) => home.includes(customer) && home.includes(other)), what);
    const turned = chance.shuffle(ties).map((tie) => (chance.next() < 0.5 ? tie : { ...tie, customer: tie.other, other: tie.customer }));
    assert.deepEqual(homes(chance.shuffle(customers), turned), found, what);
  }
});
