import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { identityHouse, type IdentityHouse } from '../../../test/engines/identity-house.ts';
import { claim } from './random-claims.fixture.ts';

let house: IdentityHouse;
before(async () => { house = await identityHouse(); });
after(() => house.close());

test('two customers kept apart by hand stay two, also when a claim comes that holds values of both; taken back, that claim joins them', async () => {
  await house.emptied();
  const identity = house.started();
  const [a, b] = await house.send(identity, [claim({ email: 'a@x.example' }), claim({ email: 'b@x.example' })]);
  const [left, right] = [a?.customer ?? 0, b?.customer ?? 0];
  const before = await house.storedPartition();
  const { decision } = await identity.keepApart(left, right, 'father and son', 'ann');
  assert.equal(await house.storedPartition(), before, 'nobody moves');
  await house.send(identity, [claim({ email: 'a@x.example', email2: 'b@x.example' })]);
  assert.notEqual(await identity.canonical(left), await identity.canonical(right));
  await house.assertSound();
  assert.equal(await house.storedPartition(), await house.rightPartitionNow());
  const told = await identity.identityOf(left);
  assert.deepEqual(told?.decisions.map(({ kind, reason, undone }) => [kind, reason, undone]), [['apart', 'father and son', false]]);
  await identity.undo(decision, 'ann');
  assert.equal(await identity.canonical(left), await identity.canonical(right), 'the rules speak again');
  await house.assertSound();
});

test('a visitor and a person are kept apart as well, and every claim of the visitor stays', async () => {
  await house.emptied();
  const identity = house.started();
  const [visit, again, person] = await house.send(identity, [claim({ device: 'd1' }, { session: 's1' }), claim({ device: 'd1' }, { session: 's1', source: 'app' }), claim({ email: 'a@x.example' })]);
  assert.equal(visit?.customer, again?.customer);
  await identity.keepApart(person?.customer ?? 0, visit?.customer ?? 0, 'the device of the shop', 'ann');
  await house.send(identity, [claim({ email: 'a@x.example', device: 'd1' })]);
  assert.notEqual(await identity.canonical(visit?.customer ?? 0), await identity.canonical(person?.customer ?? 0));
  assert.deepEqual((await identity.nodesOf(visit?.customer ?? 0)).length, 2);
  await house.assertSound();
});

test('one customer can not be kept apart from itself, nor from somebody unknown', async () => {
  await house.emptied();
  const identity = house.started();
  const [a] = await house.send(identity, [claim({ email: 'a@x.example' })]);
  await assert.rejects(async () => identity.keepApart(a?.customer ?? 0, a?.customer ?? 0, 'no', 'ann'), { code: 'apart-from-itself' });
  await assert.rejects(async () => identity.keepApart(a?.customer ?? 0, 999_999, 'no', 'ann'), { code: 'customer-unknown' });
});
