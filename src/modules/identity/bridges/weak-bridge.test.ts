import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import type { IdentityNode } from '../identity-node.ts';
import { areCalledOneWay, saidOfPerson } from '../said-of-person.ts';
import { MOST_WALKED, weakBridgeOf, type OtherTies } from './weak-bridge.ts';

/** A claim of a name and of values; a value ending in ! is verified. */
const node = (number: number, name: string, ...values: readonly string[]): IdentityNode => ({
  number, hash: `h${number}`, firstOccurredMs: number, level: 'person', session: null, said: saidOfPerson(name === '' ? {} : { name }),
  identifiers: values.map((one) => { const [type = '', value = ''] = one.split('='); return { type, value: value.replace('!', ''), verified: value.endsWith('!'), joins: true }; }),
});
const NONE: OtherTies = { takes: () => true, likely: [], cutBits: null, together: [] };
/** Two claims of A. Jansen with one login, two of Anna Jansen with one loyalty number, and one address between them. */
const jansens = (address = 'email=e', sure = 'email=e'): IdentityNode[] => [node(1, 'A. Jansen', 'user=u', address), node(2, 'A. Jansen', 'user=u', 'phone=1'), node(3, 'Anna Jansen', 'loyalty=l', sure), node(4, 'Anna Jansen', 'loyalty=l', 'order=o')];

test('two named halves that one unverified address alone holds together are asked about', () => {
  assert.deepEqual(weakBridgeOf(jansens(), NONE), { left: [1, 2], right: [3, 4], bridge: { kind: 'value', type: 'email', value: 'e' }, ends: [1, 3] });
});

test('nobody is asked where the address is verified by both, where a second tie holds, or where the names agree', () => {
  assert.equal(weakBridgeOf(jansens('email=e!', 'email=e!'), NONE), null);
  assert.ok(weakBridgeOf(jansens('email=e!'), NONE) !== null, 'verified by one half proves nothing of the other');
  const [one, two, three, four] = jansens();
  assert.ok(one !== undefined && two !== undefined && three !== undefined && four !== undefined);
  assert.equal(weakBridgeOf([one, two, three, { ...four, identifiers: [...four.identifiers, ...two.identifiers.slice(1)] }], NONE), null, 'they share a number too');
  assert.equal(weakBridgeOf([one, two, three, four].map((each) => ({ ...each, said: saidOfPerson({ name: 'Anna Jansen' }) })), NONE), null);
  assert.equal(weakBridgeOf([one, two, three, four].map((each) => (each.number < 3 ? { ...each, said: null } : each)), NONE), null, 'one half gives no name');
  assert.equal(weakBridgeOf([one, two, three, four], { ...NONE, together: [[2, 4]] }), null, 'somebody said that they are one');
  assert.equal(weakBridgeOf([one, two, three, four], { ...NONE, likely: [{ nodes: [2, 4], bits: 1 }], cutBits: 8 }), null, 'their records are rather alike');
});

test('a half is more than one claim, and a login is never weak', () => {
  assert.equal(weakBridgeOf(jansens().slice(0, 3), NONE), null);
  assert.equal(weakBridgeOf(jansens('user=u', 'user=u'), NONE), null);
});

test('a likely join near the cut is asked about, one well above it is not', () => {
  const halves = [node(1, 'Ann Lee', 'user=u'), node(2, 'Ann Lee', 'user=u'), node(3, 'Ann Lee', 'loyalty=l'), node(4, 'Ann Lee', 'loyalty=l')];
  const joinedAt = (bits: number): OtherTies => ({ ...NONE, cutBits: 6.6, likely: [{ nodes: [2, 3], bits }] });
  assert.deepEqual(weakBridgeOf(halves, joinedAt(7)), { left: [1, 2], right: [3, 4], bridge: { kind: 'likely', bits: 7 }, ends: [2, 3] });
  assert.equal(weakBridgeOf(halves, joinedAt(7.7)), null);
  const alike = { ...joinedAt(7), likely: [{ nodes: [1, 4], bits: 3 }, { nodes: [2, 3], bits: 7 }] };
  assert.deepEqual(weakBridgeOf(halves, alike)?.ends, [2, 3], 'more records that are rather alike say the same once more');
  assert.equal(weakBridgeOf(halves, { ...alike, likely: [...alike.likely, { nodes: [1, 3], bits: 9 }] }), null, 'one well above the cut holds');
});

test('the answer is the same in whatever order claims came, and without its tie the halves hang together by nothing', () => {
  const seed = testSeed();
  const chance = createChance(seed);
  const names = ['A. Jansen', 'Anna Jansen', 'Jo Jansen', ''];
  let found = 0;
  for (let round = 0; round < 400; round += 1) {
    const nodes = Array.from({ length: 2 + chance.below(7) }, (_, at) => node(at + 1, chance.pick(names), ...Array.from({ length: 1 + chance.below(2) }, () => `${chance.pick(['email', 'loyalty', 'phone', 'user'])}=${chance.below(3)}${chance.next() < 0.2 ? '!' : ''}`)));
    const weak = weakBridgeOf(nodes, NONE);
    assert.deepEqual(weakBridgeOf([...nodes].reverse(), NONE), weak, `seed ${seed}, round ${round}`);
    if (weak === null || weak.bridge.kind !== 'value') continue;
    found += 1;
    const { type, value } = weak.bridge;
    const valuesOf = (side: readonly number[]): Set<string> => new Set(nodes.flatMap((one) => (side.includes(one.number) ? one.identifiers.map((each) => `${each.type}=${each.value}`) : [])));
    const ours = valuesOf(weak.left);
    assert.deepEqual([...valuesOf(weak.right)].filter((one) => ours.has(one)), [`${type}=${value}`], `seed ${seed}, round ${round}`);
    assert.ok(!areCalledOneWay(nodes.flatMap(({ said }) => said ?? [])), `whoever is asked about was noted before, seed ${seed}, round ${round}`);
  }
  assert.ok(found > 5, `${found} of 400, seed ${seed}`);
});

test('a customer with very many claims is passed over', () => {
  const many = Array.from({ length: MOST_WALKED + 1 }, (_, at) => node(at + 1, at % 2 === 0 ? 'A. Jansen' : 'Anna Jansen', at % 2 === 0 ? 'user=u' : 'loyalty=l', ...(at < 2 ? ['email=e'] : [])));
  assert.equal(weakBridgeOf(many, NONE), null);
  assert.ok(weakBridgeOf(many.slice(1), NONE) === null && weakBridgeOf(many.slice(0, -1), NONE) !== null);
});
