import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { identityHouse, type IdentityHouse } from '../../../test/engines/identity-house.ts';
import { parsePublicId } from '../../kernel/public-id.ts';
import { sql } from '../../platform/pg/sql.ts';
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

/** Two claims by one login, two by one loyalty number, with names that may be one person’s, and one address that nobody verified between them. */
const halves = [
  claim({ user: 'u1', email: 'jansen@x.example' }, { traits: { name: 'A. Jansen' } }), claim({ user: 'u1', phone: '+31612345678' }, { traits: { name: 'A. Jansen' } }),
  claim({ loyalty: 'l1', email: 'jansen@x.example' }, { traits: { name: 'Anna Jansen' } }), claim({ loyalty: 'l1', order: 'o1' }, { traits: { name: 'Anna Jansen' } }),
];

test('who hangs together by one unverified address alone is asked about, in whatever order the claims came; nobody moves by it', async () => {
  for (const order of [[0, 1, 2, 3], [0, 2, 1, 3], [3, 1, 2, 0], [1, 3, 0, 2]]) {
    await house.emptied();
    const identity = house.started();
    for (const at of order) await house.send(identity, halves.slice(at, at + 1));
    const { count, customers: [one] } = await identity.heldByOne(10);
    assert.deepEqual([count, one?.by, one?.left.claims, one?.right.claims], [1, { kind: 'value', type: 'email', value: 'jansen@x.example', probability: null }, 2, 2], `order ${order.join(' ')}`);
    assert.deepEqual(new Set([one?.left.names, one?.right.names].flat()), new Set(['A. Jansen', 'Anna Jansen']));
    assert.equal(await house.storedPartition(), await house.rightPartitionNow());
  }
});

test('said to be one person, the halves are never asked about again, unless it is taken back; said to be two, they are parted, and back again', async () => {
  await house.emptied();
  const identity = house.started();
  const [first] = await house.send(identity, halves);
  const customer = first?.customer ?? 0;
  const ends = async (): Promise<[number, number]> => {
    const [one] = (await identity.heldByOne(10)).customers;
    assert.ok(one !== undefined, 'they are asked about');
    return [parsePublicId('node', one.ends.left), parsePublicId('node', one.ends.right)];
  };
  const shown = await ends();
  const before = await house.storedPartition();
  await assert.rejects(identity.answerHeldByOne(customer, 'one-person', [shown[1], shown[0]], '', 'ann'), { code: 'held-by-more' });
  const sure = await identity.answerHeldByOne(customer, 'one-person', shown, '', 'ann');
  assert.equal(await house.storedPartition(), before);
  await house.send(identity, [claim({ loyalty: 'l1', social: 'anna' }, { traits: { name: 'Anna Jansen' } })]);
  assert.equal((await identity.heldByOne(10)).count, 0);
  await identity.blockValue('email', 'jansen@x.example', 'a shared mailbox', 'ann');
  assert.equal((await identity.customersByIdentifier('loyalty', 'l1'))[0], customer, 'the person’s word holds where the tie is gone');
  const [block] = (await identity.identityOf(customer))?.decisions.filter(({ kind }) => kind === 'block-value') ?? [];
  await identity.undo(parsePublicId('decision', block?.id ?? ''), 'ann');
  await identity.undo(sure.decision, 'ann');

  const parted = await identity.answerHeldByOne(customer, 'two-people', await ends(), 'two of one name', 'ann');
  const loyalty = (await identity.customersByIdentifier('loyalty', 'l1'))[0] ?? 0;
  const login = (await identity.customersByIdentifier('user', 'u1'))[0] ?? 0;
  assert.notEqual(loyalty, login);
  assert.deepEqual(new Set([loyalty, login]), new Set([parted.customer, parted.newCustomer]));
  assert.equal((await identity.heldByOne(10)).count, 0);
  await house.assertSound();
  await identity.undo(parted.decision, 'ann');
  assert.equal((await identity.customersByIdentifier('loyalty', 'l1'))[0], (await identity.customersByIdentifier('user', 'u1'))[0]);
  assert.equal((await identity.heldByOne(10)).count, 1);
  await house.assertSound();
});

test('a likely join near the cut that alone holds two halves is asked about; a pair of records well above it ends it', async () => {
  await house.emptied();
  const identity = house.started();
  const [first] = await house.send(identity, halves.map((one) => ({ ...one, traits: { name: 'Anna Jansen' } })));
  const nodes = await identity.nodesOf(first?.customer ?? 0);
  const [a, b, c, d] = nodes;
  assert.equal((await identity.heldByOne(10)).count, 0, 'they are called the same');
  // As if likelihood had learnt: the cut, what each claim says, and that the second and the fourth are likely one.
  await house.database.run(sql`update identity.match_state set cut_bits = 6.6`);
  await house.database.run(sql`insert into identity.thin_claim (node) values (${a ?? 0})`);
  await house.database.run(sql`insert into identity.match_record (hash, said) select decode(md5(n::text), 'hex'), '{}' from generate_series(1, 4) n`);
  await house.database.run(sql`insert into identity.match_node (node, record) select * from unnest(${[a ?? 0, b ?? 0, c ?? 0, d ?? 0]}::bigint[], (select array_agg(number order by number) from identity.match_record))`);
  const pair = (left: number, right: number, bits: number) => house.database.run(sql`insert into identity.match_pair (a, b, bits, household_bits, agreeing) select min(number) + ${left}, min(number) + ${right}, ${bits}::real, 0, 2 from identity.match_record`);
  await identity.blockValue('email', 'jansen@x.example', 'a shared mailbox', 'ann');
  assert.notEqual((await identity.customersByIdentifier('loyalty', 'l1'))[0], (await identity.customersByIdentifier('user', 'u1'))[0]);
  await house.database.run(sql`update identity.assignment set customer = ${first?.customer ?? 0}`);
  await house.database.run(sql`update identity.customer set node_count = 4 where number = ${first?.customer ?? 0}`);
  await pair(1, 3, 7);
  const [one] = (await identity.heldByOne(10)).customers;
  assert.deepEqual([one?.by.kind, one?.by.type, one?.left.claims, one?.right.claims, (one?.by.probability ?? 0) > 0.99], ['likely', null, 2, 2, true]);
  await pair(0, 2, 1);
  assert.equal((await identity.heldByOne(10)).count, 1, 'more records that are rather alike say the same once more');
  await pair(0, 3, 9);
  assert.equal((await identity.heldByOne(10)).count, 0);
});
