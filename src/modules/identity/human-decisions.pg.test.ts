import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { identityHouse, type IdentityHouse } from '../../../test/engines/identity-house.ts';
import { sql } from '../../platform/pg/sql.ts';
import { createChance, testSeed } from '../../../test/chance.ts';
import { claim, randomClaims } from './random-claims.fixture.ts';

const RUNS = process.env['CUSTOS_TEST_LONG'] === '1' ? 200 : 20;
let house: IdentityHouse;
before(async () => { house = await identityHouse(); });
after(() => house.close());

test('a join by hand and its undo, and the undo of that, give each person back exactly what they had', async () => {
  await house.emptied();
  const identity = house.started();
  const [a, b] = await house.send(identity, [claim({ user: 'u1', email: 'a@x.example' }), claim({ user: 'u2', email: 'b@x.example' }), claim({ user: 'u2', order: 'o1' })]);
  const [from, to] = [a?.customer ?? 0, b?.customer ?? 0];
  const apart = await house.storedPartition();
  const joined = await identity.join(from, to, 'same person, two logins', 'ann');
  assert.equal(joined.customer, to);
  assert.equal(await identity.canonical(from), to);
  const together = await house.storedPartition();
  assert.notEqual(together, apart);
  const [late] = await house.send(identity, [claim({ email: 'a@x.example', order: 'o9' })]);
  assert.equal(late?.customer, to);
  const undone = await identity.undo(joined.decision, 'ann');
  assert.deepEqual([...undone.customers], [from, to].sort((x, y) => x - y));
  assert.equal((await identity.customerOfNodes([a?.node ?? 0])).get(a?.node ?? 0), from, 'the losing id is back');
  assert.equal((await identity.customerOfNodes([late?.node ?? 0])).get(late?.node ?? 0), from, 'what came meanwhile follows the right person');
  assert.equal(identity.customerOfNodeNow(late?.node ?? 0), from, 'memory is right');
  assert.equal(await identity.canonical(from), from);
  await assert.rejects(identity.undo(joined.decision, 'ann'), { code: 'decision-undone' });
  await identity.undo(undone.decision, 'bob');
  assert.equal(await identity.canonical(from), await identity.canonical(to), 'the join holds again');
  await house.assertSound();
  const told = await identity.identityOf(await identity.canonical(to) ?? 0);
  assert.deepEqual(told?.decisions.map(({ kind, undone: isUndone, by }) => [kind, isUndone, by]), [['together', false, 'ann']]);
  assert.ok(told?.edges.some((edge) => edge.rule === 'human-join' && edge.joined));
});

test('the first decision ever is heeded, also by a process that had remembered that there was none', async () => {
  await house.emptied();
  const [identity, elsewhere] = [house.started(), house.started()];
  const sent = await house.send(identity, [claim({ email: 'a@x.example', order: 'o1' }), claim({ email: 'a@x.example', phone: '+31612345671' })]);
  const customer = sent[0]?.customer ?? 0;
  const { newCustomer } = await elsewhere.split(customer, [sent[1]?.node ?? 0], 'another person called', 'ann');
  await house.send(identity, [claim({ email: 'a@x.example', phone: '+31612345671', order: 'o1' })]);
  const owners = await identity.customerOfNodes(sent.map((one) => one.node));
  assert.deepEqual(sent.map((one) => owners.get(one.node)), [customer, newCustomer]);
});

test('a split names claims that are somebody else; the rest stays one, and later claims go to the right one', async () => {
  await house.emptied();
  const identity = house.started();
  const sent = await house.send(identity, [claim({ email: 'a@x.example', order: 'o1' }), claim({ email: 'a@x.example', phone: '+31612345671' }), claim({ phone: '+31612345671', order: 'o2' }), claim({ order: 'o2' })]);
  const customer = sent[0]?.customer ?? 0;
  assert.ok(sent.every((one) => one.customer === customer));
  const before = await house.storedPartition();
  const answer = await identity.split(customer, [sent[1]?.node ?? 0], 'another person called', 'ann');
  assert.equal(answer.customer, customer, 'the majority keeps the id');
  const owners = await identity.customerOfNodes(sent.map((one) => one.node));
  assert.deepEqual(sent.map((one) => owners.get(one.node)), [customer, answer.newCustomer, customer, customer], 'nobody else moves');
  const [again] = await house.send(identity, [claim({ order: 'o2', loyalty: 'L7' })]);
  assert.equal(again?.customer, customer);
  const told = await identity.identityOf(customer);
  assert.ok(told?.edges.some((edge) => !edge.joined && edge.refusal === 'human-decision'));
  await assert.rejects(identity.split(customer, sent.slice(0, 2).map((one) => one.node), 'not all hers', 'ann'), { code: 'claims-not-of-customer' });
  await identity.undo(answer.decision, 'ann');
  const all = await identity.nodesOf(customer);
  assert.equal(all.length, 5);
  assert.equal(await identity.canonical(answer.newCustomer), customer);
  await house.database.run(sql`delete from identity.assignment where node = ${again?.node}`);
  await house.database.run(sql`delete from identity.node_identifier where node = ${again?.node}`);
  await house.database.run(sql`delete from identity.node where number = ${again?.node}`);
  assert.equal(await house.storedPartition(), before);
});

test('blocking a value undoes the joins made by it; undoing the block makes them again', async () => {
  await house.emptied();
  const identity = house.started();
  const sent = await house.send(identity, [claim({ email: 'a@x.example', order: 'o1' }), claim({ email: 'a@x.example', order: 'o2' }), claim({ order: 'o2' })]);
  const before = await house.storedPartition();
  const blocked = await identity.blockValue('email', 'A@x.example', 'typed by the shop', 'ann');
  assert.equal(blocked.customersChanged, 2);
  const owners = await identity.customerOfNodes(sent.map((one) => one.node));
  assert.notEqual(owners.get(sent[0]?.node ?? 0), owners.get(sent[1]?.node ?? 0));
  assert.equal(owners.get(sent[1]?.node ?? 0), owners.get(sent[2]?.node ?? 0));
  const [later] = await house.send(identity, [claim({ email: 'a@x.example', order: 'o1', loyalty: 'L1' })]);
  assert.equal(later?.customer, owners.get(sent[0]?.node ?? 0));
  assert.deepEqual((await identity.customersByIdentifier('email', 'a@x.example')).length, 2, 'it stays searchable');
  await house.assertSound();
  await identity.undo(blocked.decision, 'ann');
  await house.send(identity, [claim({ email: 'a@x.example', order: 'o1' })]);
  const nodes = new Set((await identity.nodesOf(later?.customer ?? 0)));
  assert.equal(nodes.size === 4 || (await identity.nodesOf(await identity.canonical(later?.customer ?? 0) ?? 0)).length === 4, true);
  assert.notEqual(await house.storedPartition(), before);
});

test('whom a block parted stay two when a device of one of them is seen again', async () => {
  await house.emptied();
  const identity = house.started();
  await house.send(identity, [claim({ user: 'u2', device: 'd1' }), claim({ order: 'o1', email: 'a@x.example' }), claim({ email: 'a@x.example', device: 'd1' })]);
  await identity.blockValue('email', 'a@x.example', 'typed by the shop', 'ann');
  const parted = await house.storedPartition();
  await house.send(identity, [claim({ device: 'd1' })]);
  assert.equal(await house.storedPartition(), await house.rightPartitionNow());
  assert.equal((await house.storedPartition()).split('\n').length, parted.split('\n').length + 1);
  await house.assertSound();
});

test('random joins, splits and blocks, each taken back, restore who was who', async () => {
  const seed = testSeed();
  const chance = createChance(seed);
  await house.emptied();
  const identity = house.started();
  await house.sendInBatches(identity, randomClaims(chance, 400, 80), chance);
  let before = await house.storedPartition();
  for (let run = 0; run < RUNS; run += 1) {
    const numbers = (await house.database.rows<{ number: number }>(sql`select number from identity.customer where merged_into is null order by number`)).map((row) => row.number);
    const decisions: number[] = [];
    for (let step = 0; step < 3; step += 1) {
      const customer = await identity.canonical(chance.pick(numbers)) ?? 0;
      const nodes = await identity.nodesOf(customer);
      const other = await identity.canonical(chance.pick(numbers)) ?? 0;
      if (chance.next() < 0.4 && nodes.length > 1) decisions.push((await identity.split(customer, nodes.filter((_, index) => index % 3 === 0), 'test', 'ann')).decision);
      else if (customer !== other) decisions.push((await identity.join(customer, other, 'test', 'ann')).decision);
    }
    decisions.push((await identity.blockValue('email', `p${chance.below(80)}.0@mail.example`, 'test', 'ann')).decision);
    await house.assertSound();
    assert.equal(await house.storedPartition(), await house.rightPartitionNow(), `seed ${seed}, run ${run}, as decided`);
    if (run % 4 === 0) await house.send(identity, randomClaims(chance, 5, 80));
    assert.equal(await house.storedPartition(), await house.rightPartitionNow(), `seed ${seed}, run ${run}, with new claims`);
    for (const decision of chance.shuffle(decisions)) await identity.undo(decision, 'ann');
    if (run % 4 !== 0) assert.equal(await house.storedPartition(), before, `seed ${seed}, run ${run}`);
    before = await house.storedPartition();
    assert.equal(before, await house.rightPartitionNow(), `seed ${seed}, run ${run}, taken back`);
    await house.assertSound();
  }
});
