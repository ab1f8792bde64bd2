import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asRuled, exactRules, settable, STARTING_RULES, typesChanged, whyNever } from './exact-rules.ts';
import type { IdentityNode } from './identity-node.ts';
import { resolveComponent } from './resolve-component.ts';

const node = (number: number, as: Readonly<Record<string, string>>): IdentityNode => ({
  number, hash: `h${number}`, firstOccurredMs: number, level: 'person', session: null, said: null,
  identifiers: Object.entries(as).map(([type, value]) => ({ type, value, verified: false, joins: true })),
});
const peopleBy = (nodes: readonly IdentityNode[], rules = STARTING_RULES): number => resolveComponent({ nodes: asRuled(nodes, rules), decisions: [], blocked: new Set(), generic: new Set(), rules }).blocks.length;

test('a change keeps what it leaves open, comes on top of earlier ones, and is gone when all is as it was', () => {
  const rules = exactRules([{ type: 'email', limit: 2 }, { type: 'email', joins: 'nobody' }, { type: 'phone', limit: 9 }, { type: 'phone', limit: 5 }]);
  assert.deepEqual(rules.changes, [{ type: 'email', joins: 'nobody', limit: 2 }]);
  assert.deepEqual(settable('email', rules), { joins: 'nobody', limit: 2, priority: 3 });
  assert.deepEqual(settable('phone', rules), { joins: 'people', limit: 5, priority: 5 });
  assert.deepEqual(settable('cookie', rules), { joins: 'nameless', limit: 1_000, priority: 10 });
  assert.deepEqual(exactRules([...rules.changes, { type: 'email', joins: 'people', limit: 5 }]).changes, []);
});

test('a device never joins two people, and what is only shown joins nobody, whatever anybody wants', () => {
  assert.equal(whyNever({ type: 'device', joins: 'people' }), 'joins-by-nature');
  assert.equal(whyNever({ type: 'email', joins: 'nameless' }), 'joins-by-nature');
  assert.equal(whyNever({ type: 'address', limit: 3 }), 'only-shown');
  assert.equal(whyNever({ type: 'device', joins: 'nobody' }), null);
  assert.equal(whyNever({ type: 'email', joins: 'people', limit: 3 }), null);
});

test('who must be looked at again holds a type of which any two versions in a row differ, also one that went and came back', () => {
  assert.deepEqual(typesChanged([[], [{ type: 'email', limit: 2 }], [{ type: 'phone', limit: 1 }]]), ['email', 'phone']);
  assert.deepEqual(typesChanged([[{ type: 'email', limit: 2 }], [{ limit: 2, type: 'email' }]]), []);
  assert.deepEqual(typesChanged([[]]), []);
});

test('a lower limit refuses a join, and a type that wins a conflict stands against one that came before', () => {
  const threeAddresses = [node(1, { loyalty: 'L', email: 'a' }), node(2, { loyalty: 'L', email: 'b' }), node(3, { loyalty: 'L', email: 'c' })];
  assert.equal(peopleBy(threeAddresses), 1);
  assert.equal(peopleBy(threeAddresses, exactRules([{ type: 'email', limit: 2 }])), 1, 'a loyalty number outranks an address, so it is carried along');
  assert.equal(peopleBy(threeAddresses, exactRules([{ type: 'email', limit: 2, priority: 1 }])), 2);
});

test('of a type that joins nobody nothing is left to join by', () => {
  const shared = [node(1, { email: 'a', phone: '1' }), node(2, { email: 'a', phone: '2' })];
  assert.equal(peopleBy(shared), 1);
  assert.equal(peopleBy(shared, exactRules([{ type: 'email', joins: 'nobody' }])), 2);
  assert.equal(asRuled(shared, exactRules([{ type: 'email', limit: 1 }])), shared, 'where every type counts, claims are not copied');
});
