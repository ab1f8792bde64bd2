import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { identityHouse, type IdentityHouse } from '../../../test/engines/identity-house.ts';
import { publicId } from '../../kernel/public-id.ts';
import type { ClaimInput } from './contract.ts';

let house: IdentityHouse;
before(async () => { house = await identityHouse(); });
after(() => house.close());

const claim = (identifiers: readonly (readonly [type: string, value: string, verified?: boolean])[]): ClaimInput => ({
  source: 'shop', brand: '', identifiers: identifiers.map(([type, value, verified = false]) => ({ type, value, verified, ...(verified ? { verifiedBy: 'login' as const } : {}) })), traits: {}, session: null, occurredMs: Date.UTC(2026, 0, 1), evidence: 1,
});

test('two accounts with one claimed address: the address speaks for one person, that each is known by a login of their own against it', async () => {
  const identity = house.started();
  const [ann, ben] = await house.send(identity, [claim([['user', 'ann', true], ['email', 'home@x.example'], ['order', '#a-1']]), claim([['user', 'ben', true], ['email', 'home@x.example'], ['order', 'A-1'], ['cookie', 'c1']])]);
  assert.notEqual(ann?.customer, ben?.customer);
  const found = await identity.compareExactly(ann?.customer ?? 0, ben?.customer ?? 0);
  assert.deepEqual(found?.reasons.filter(({ weighs }) => weighs === 'for').map(({ type, value, verified }) => [type, value, verified]), [['email', 'home@x.example', 'none'], ['order', '#a-1', 'none']]);
  const against = found?.reasons.filter(({ weighs }) => weighs === 'against') ?? [];
  assert.ok(against.some(({ because, type, limit }) => because === 'limit' && type === 'user' && limit === 1), JSON.stringify(against));
  assert.ok(against.some(({ type, value }) => type === 'email' && value === 'home@x.example'), 'why the address did not join them is told');
  assert.deepEqual(found?.decisions, []);
});

test('a device that both used and a value that somebody blocked say nothing; people who share nothing have nothing for or against them', async () => {
  await house.emptied();
  const identity = house.started();
  const [ann, ben, cleo] = await house.send(identity, [claim([['user', 'ann', true], ['device', 'd1'], ['phone', '+31612345678']]), claim([['user', 'ben', true], ['device', 'd1'], ['phone', '+31612345678']]), claim([['email', 'cleo@x.example']])]);
  await identity.blockValue('phone', '+31612345678', 'the reception', 'per_1');
  const found = await identity.compareExactly(ann?.customer ?? 0, ben?.customer ?? 0);
  assert.deepEqual(found?.reasons.filter(({ weighs }) => weighs === 'nothing').map(({ because, type }) => [because, type]), [['device', 'device'], ['blocked', 'phone']]);
  assert.ok(found?.reasons.every(({ weighs }) => weighs !== 'for'));
  assert.deepEqual(await identity.compareExactly(cleo?.customer ?? 0, ann?.customer ?? 0), { reasons: [], decisions: [] });
  assert.equal(await identity.compareExactly(99_999_999, ann?.customer ?? 0), null);
});

test('what people decided of the two is told on both sides, until it is taken back', async () => {
  await house.emptied();
  const identity = house.started();
  const [a, b] = await house.send(identity, [claim([['email', 'a@x.example']]), claim([['phone', '+31612345678']])]);
  const { decision, customer } = await identity.join(a?.customer ?? 0, b?.customer ?? 0, 'one and the same', 'per_1');
  const node = (await identity.nodesOf(customer)).at(-1) ?? 0;
  const parted = await identity.split(customer, [node], 'mother and daughter', 'per_1');
  for (const [left, right] of [[parted.customer, parted.newCustomer], [parted.newCustomer, parted.customer]] as const) {
    assert.deepEqual((await identity.compareExactly(left, right))?.decisions.map(({ kind, reason }) => [kind, reason]).filter(([kind]) => kind === 'apart'), [['apart', 'mother and daughter']], `${publicId('customer', left)} ${decision}`);
  }
});
