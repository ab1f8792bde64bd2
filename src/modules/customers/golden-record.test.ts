import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goldenTraits, nameOf, placeOf } from './golden-record.ts';
import type { TraitFact } from './trait-store.ts';

const said = (name: string, value: string | null, saidMs: number, interaction = saidMs, source = 'shop', revision = 1): TraitFact => ({ node: interaction * 10 + revision, name, value, source, saidMs, interaction, revision });

test('the latest word wins, and how many others there were is told', () => {
  const [city] = goldenTraits([said('city', 'Oslo', 1), said('city', 'Bergen', 3, 3, 'web'), said('city', 'Oslo', 2)]);
  assert.deepEqual(city, { name: 'city', value: 'Bergen', source: 'web', atMs: 3, others: 1 });
});

test('what a source deleted is gone until somebody says it again', () => {
  assert.deepEqual(goldenTraits([said('plan', 'gold', 1), said('plan', null, 2)]), []);
  assert.equal(goldenTraits([said('plan', 'gold', 1), said('plan', null, 2), said('plan', 'blue', 3)])[0]?.value, 'blue');
});

test('words of one moment are settled by the later interaction, however they arrive', () => {
  const facts = [said('city', 'A', 1, 5), said('city', 'B', 1, 6)];
  assert.equal(goldenTraits(facts)[0]?.value, 'B');
  assert.equal(goldenTraits([...facts].reverse())[0]?.value, 'B');
});

test('what a source corrected no longer counts, not even as another value, though it was of the same or of a later moment', () => {
  for (const wrongMs of [5, 9]) {
    const facts = [said('city', 'Bergn', wrongMs, 4, 'web', 1), said('city', 'Bergen', 5, 4, 'web', 2), said('city', 'Oslo', 1)];
    for (const order of [facts, [...facts].reverse()]) assert.deepEqual(goldenTraits(order).map(({ value, others }) => [value, others]), [['Bergen', 1]]);
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
