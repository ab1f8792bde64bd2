import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goldenTraits, nameOf, placeOf } from './golden-record.ts';
import type { TraitFact } from './trait-store.ts';

const said = (name: string, value: string | null, saidMs: number, interaction = saidMs, source = 'shop', key = `key ${interaction}`): TraitFact => ({ node: interaction, name, value, source, saidMs, interaction, key });

test('the latest word wins, and how many others there were is told', () => {
  const [city] = goldenTraits([said('city', 'Oslo', 1), said('city', 'Bergen', 3, 3, 'web'), said('city', 'Oslo', 2)]);
  assert.deepEqual(city, { name: 'city', value: 'Bergen', source: 'web', atMs: 3, others: 1 });
});

test('what a source deleted is gone until somebody says it again', () => {
  assert.deepEqual(goldenTraits([said('plan', 'gold', 1), said('plan', null, 2)]), []);
  assert.equal(goldenTraits([said('plan', 'gold', 1), said('plan', null, 2), said('plan', 'blue', 3)])[0]?.value, 'blue');
});

test('words of one moment are settled by the names of their interactions, whichever came first', () => {
  for (const [first, second] of [[5, 6], [6, 5]] as const) {
    const facts = [said('city', 'A', 1, first, 'shop', 'key of a'), said('city', 'B', 1, second, 'shop', 'key of b')];
    for (const order of [facts, [...facts].reverse()]) assert.equal(goldenTraits(order)[0]?.value, 'B');
  }
});

test('somebody is called by their whole name, else by its parts, else by their company; nobody is given a name', () => {
  const name = (...facts: TraitFact[]): string | null => nameOf(goldenTraits(facts));
  assert.equal(name(said('name', 'Ann Lee', 1), said('givenName', 'Anna', 2)), 'Ann Lee');
  assert.equal(name(said('givenName', 'Anna', 2), said('familyName', 'Lee', 2)), 'Anna Lee');
  assert.equal(name(said('company', 'Northern Tents', 1)), 'Northern Tents');
  assert.equal(name(said('city', 'Oslo', 1)), null);
  assert.equal(placeOf(goldenTraits([said('city', 'Oslo', 1), said('country', 'NO', 1)])), 'Oslo, NO');
});
