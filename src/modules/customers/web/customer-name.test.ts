import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestIdentifiers, customerName, lineName } from './customer-name.ts';

const claimed = (type: string, value: string): { type: string; value: string; verified: boolean } => ({ type, value, verified: false });
const nameless = { id: 'cus_9', kind: 'person', name: null } as const;

test('Somebody without a name is called by an address, never by the number that a system gave them', () => {
  assert.equal(customerName({ ...nameless, name: 'Ida Berg', identifiers: [] }), 'Ida Berg');
  assert.equal(customerName({ ...nameless, identifiers: [claimed('account', '8514'), claimed('email', 'ida@post.example')] }), 'ida@post.example');
  assert.equal(customerName({ ...nameless, identifiers: [claimed('account', '8514'), claimed('order', 'A-1')] }), 'Nameless cus_9');
});

test('A list and the page it opens call somebody the same', () => {
  for (const kind of ['person', 'visitor', 'organisation'] as const) assert.equal(customerName({ ...nameless, kind, identifiers: [claimed('cookie', 'c-1')] }), lineName({ ...nameless, kind, email: null, phone: null }));
});

test('What people use to reach somebody stands before what machines use, verified first', () => {
  const identifiers = [claimed('account', '8514'), claimed('cookie', 'c-1'), claimed('order', 'A-1'), claimed('user', 'u-1'), claimed('phone', '+47 1'), { ...claimed('phone', '+47 2'), verified: true }];
  assert.deepEqual(bestIdentifiers(identifiers).map(({ value }) => value), ['+47 2', '+47 1']);
  assert.deepEqual(bestIdentifiers(identifiers.slice(0, 4)).map(({ value }) => value), ['u-1', '8514']);
});
