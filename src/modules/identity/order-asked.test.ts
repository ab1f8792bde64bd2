import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimHash, claimOf } from './claim.ts';
import type { ClaimInput } from './contract.ts';
import { nodeOf } from './identity-node.ts';
import { claim } from './random-claims.fixture.ts';
import { resolveComponent } from './resolve-component.ts';

const about = (...numbers: readonly string[]): Partial<ClaimInput> => ({ about: numbers });

/** Who is one customer, by name; the claims come in two orders, and the answer is the same. */
function customersOf(said: Readonly<Record<string, ClaimInput>>): string[] {
  const answer = (names: readonly string[]): string[] => {
    const nodes = names.map((name, at) => {
      const made = claimOf(said[name] ?? assert.fail(name));
      assert.ok(made.ok);
      return nodeOf(made.value, at + 1, claimHash(made.value));
    });
    return resolveComponent({ nodes, decisions: [], blocked: new Set(), generic: new Set() }).blocks.map((block) => block.map((number) => names[number - 1] ?? '').sort().join(' ')).sort();
  };
  const found = answer(Object.keys(said));
  assert.deepEqual(answer(Object.keys(said).reverse()), found);
  return found;
}

const ANN = claim({ user: 'u-ann!', email: 'ann@x.example!', order: 'BH1001!' }, { traits: { givenName: 'Ann', familyName: 'Bee' } });

test('who chats, calls without a number or writes from the desk of a firm about an order is whoever has it', () => {
  assert.deepEqual(customersOf({ ann: ANN, chat: claim({ cookie: 'c1' }, about('#bh1001')), call: claim({}, about('BH1001')), number: claim({ phone: '+31612340001' }, about('BH1001')), desk: claim({ email: 'info@firm.example!' }, about('BH1001')) }), ['ann call chat desk number']);
});

test('whoever says who they are is that, whatever order they ask about: the one who got a gift, a colleague, a carrier', () => {
  const written = claimOf(claim({ email: 'ben@x.example', cookie: 'c2' }, about('BH1001')));
  assert.ok(written.ok);
  assert.deepEqual(written.value.identifiers.map(({ type }) => type), ['cookie', 'email'], 'the order is not even noted');
  assert.deepEqual(customersOf({ ann: ANN, gift: claim({ email: 'ben@x.example', cookie: 'c2' }, about('BH1001')), carrier: claim({ user: 'carrier!' }, about('BH1001')) }), ['ann', 'carrier', 'gift']);
});

test('somebody who is called otherwise asks about an order of somebody else', () => {
  assert.deepEqual(customersOf({ ann: ANN, husband: claim({ cookie: 'c3' }, { ...about('BH1001'), traits: { givenName: 'Bernard' } }) }), ['ann', 'husband']);
});

test('who asks about several orders at once may be anybody; one order written in two ways is one', () => {
  assert.deepEqual(customersOf({ ann: ANN, partner: claim({ cookie: 'c4' }, about('BH1001', 'BH2002')) }), ['ann', 'partner']);
  assert.deepEqual(customersOf({ ann: ANN, chat: claim({ cookie: 'c5' }, about('BH1001', ' # bh1001')) }), ['ann chat']);
});

test('an order that the claim itself names counts as it was named, and what cannot be a number of an order is passed over', () => {
  assert.deepEqual(customersOf({ ann: ANN, call: claim({ order: 'BH3003', phone: '+31612340002' }, about('BH1001')) }), ['ann', 'call']);
  assert.deepEqual(customersOf({ ann: ANN, chat: claim({ cookie: 'c6' }, about('\u0007', 'x'.repeat(2_000), 'BH1001')) }), ['ann chat']);
});

test('a number that two people have, in two shops that both count from 1, says of neither that the chat is theirs', () => {
  assert.deepEqual(customersOf({ north: claim({ email: 'n@x.example!', order: '17!' }), south: claim({ email: 's@x.example!', order: '17!' }), chat: claim({ cookie: 'c7' }, about('17')) }), ['chat', 'north', 'south']);
});

test('a browser from which somebody asked about an order of theirs is theirs, before and after', () => {
  assert.deepEqual(customersOf({ ann: ANN, visit: claim({ cookie: 'c8' }, { session: 's1' }), chat: claim({ cookie: 'c8' }, { ...about('BH1001'), session: 's2' }) }), ['ann chat visit']);
});
