import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hit } from './group-claims.ts';
import { valueKey, type IdentityNode } from './identity-node.ts';
import { namesToCompare } from './names-to-compare.ts';
import { saidOfPerson } from './said-of-person.ts';

const nodeOf = (number: number, values: readonly string[], name = ''): IdentityNode => ({
  number, hash: `${number}`, firstOccurredMs: 0, level: 'person', session: null, said: name === '' ? null : saidOfPerson({ givenName: name }),
  identifiers: values.map((value) => ({ type: 'cookie', value, verified: false, joins: true })),
});
const held = (owners: Readonly<Record<string, number>>): Map<string, Hit> => new Map(Object.entries(owners).map(([value, customer]) => [valueKey('cookie', value), { node: customer, customer, origin: customer, verified: false, firstOccurredMs: 0 }]));
const asked = (fresh: readonly IdentityNode[], owners: Readonly<Record<string, number>>): number[] => namesToCompare(fresh, new Map(fresh.flatMap((node) => node.identifiers.map(({ type, value }) => [valueKey(type, value), true] as const))), held(owners));

test('a visit that leads to one customer and says nothing asks for nobody’s names', () => {
  assert.deepEqual(asked([nodeOf(1, ['a', 'b']), nodeOf(2, ['a'])], { a: 7, b: 7 }), []);
});

test('a claim that gives a name asks for the names of those whom it leads to', () => {
  assert.deepEqual(asked([nodeOf(1, ['a'], 'Anna'), nodeOf(2, ['b'])], { a: 7, b: 8 }), [7]);
});

test('a claim that would tie two customers asks for the names of both, and so do two claims that hang together by a value that is new', () => {
  assert.deepEqual(asked([nodeOf(1, ['a', 'b'])], { a: 7, b: 8 }), [7, 8]);
  assert.deepEqual(asked([nodeOf(1, ['a', 'new']), nodeOf(2, ['b', 'new'])], { a: 7, b: 8 }), [7, 8]);
});
