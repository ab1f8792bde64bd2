import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { identityHouse, type IdentityHouse } from '../../../test/engines/identity-house.ts';
import { sql } from '../../platform/pg/sql.ts';
import { claim } from './random-claims.fixture.ts';

const IDENTIFIERS = process.env['CUSTOS_TEST_LONG'] === '1' ? 100_000 : 25_000;
let house: IdentityHouse;
before(async () => { house = await identityHouse(); });
after(() => house.close());

test('a claim gets a node and a customer; the same claim again is the same; nobody is node 0', async () => {
  await house.emptied();
  const identity = house.started();
  const [first, second, nobody] = await house.send(identity, [claim({ email: 'Ann@X.example' }), claim({ email: 'ann@x.example ' }), claim({ user: 'null' })]);
  assert.ok(first !== undefined && first.node > 0 && first.customer > 0);
  assert.deepEqual(second, first);
  assert.deepEqual(nobody, { node: 0, customer: 0 });
  assert.deepEqual(await identity.customersByIdentifier('email', 'ANN@x.example'), [first.customer]);
  assert.deepEqual(await identity.customersByValue('ann@x.example'), [{ customer: first.customer, type: 'email' }]);
  assert.equal(identity.customerOfNodeNow(first.node), first.customer);
});

test('a claim seen lately costs no question to the database', async () => {
  await house.emptied();
  const identity = house.started();
  const claims = [claim({ email: 'a@x.example' }), claim({ user: 'u1' })];
  const known = await house.send(identity, claims);
  const version = await house.database.rows(sql`select version from identity.state`);
  await house.database.transaction(async (tx) => {
    const counting = { ...tx, rows: () => assert.fail('a question was asked'), run: () => assert.fail('a statement was sent') };
    assert.deepEqual(await identity.resolveClaims(counting, claims), known);
  });
  assert.deepEqual(await house.database.rows(sql`select version from identity.state`), version);
});

test('what rolls back leaves nothing behind in memory', async () => {
  await house.emptied();
  const identity = house.started();
  await assert.rejects(house.database.transaction(async (tx) => {
    await identity.resolveClaims(tx, [claim({ email: 'gone@x.example' })]);
    throw new Error('no');
  }), /no/);
  const [who] = await house.send(identity, [claim({ email: 'gone@x.example' })]);
  assert.deepEqual((await identity.nodesOf(who?.customer ?? 0)), [who?.node]);
});

test('what was joined or refused is written down once, however often it is looked at again', async () => {
  await house.emptied();
  const identity = house.started();
  const logins = [claim({ user: 'u1', email: 'shared@x.example' }), claim({ user: 'u2', email: 'shared@x.example' })];
  const others = Array.from({ length: 3 }, (_, at) => claim({ user: 'u2', order: `o${at}` }));
  const written = (): Promise<{ edges: number; different: number }[]> => house.database.rows(sql`
    select count(*) as edges, (select count(*) from (select distinct node_a, node_b, rule, outcome, refusal, value from identity.edge) d) as different from identity.edge`);
  for (const one of [...logins, ...others]) await house.send(identity, [one]);
  const [told] = await written();
  assert.ok((await house.database.rows(sql`select 1 from identity.edge where outcome = 'refused'`)).length > 0, 'two logins are refused, so that each later claim looks at all of them again');
  assert.equal(told?.edges, told?.different);
});

test('customers meet by a later claim: one number survives, the other still answers, and everybody is told', async () => {
  await house.emptied();
  const identity = house.started();
  const [a, a2, b] = await house.send(identity, [claim({ email: 'a@x.example' }), claim({ email: 'a@x.example', order: 'o1' }), claim({ phone: '+31612345671' })]);
  const [bridge] = await house.send(identity, [claim({ email: 'a@x.example', phone: '+31612345671' })]);
  assert.equal(a?.customer, a2?.customer);
  assert.equal(bridge?.customer, a?.customer, 'the number with most claims survives');
  assert.equal(await identity.canonical(b?.customer ?? 0), a?.customer);
  assert.equal(identity.customerOfNodeNow(b?.node ?? 0), a?.customer);
  assert.deepEqual((await identity.kindsOf([b?.customer ?? 0])).get(b?.customer ?? 0), { customer: a?.customer, kind: 'person' });
  assert.deepEqual(identity.outbox.published, [{ type: 'customer.merged', from: b?.customer, into: a?.customer, nodes: [b?.node], reason: 'claims' }]);
  const last = identity.outbox.copied.at(-1)?.jsonLines.split('\n').map((line) => JSON.parse(line) as { node: number; customer: number });
  assert.deepEqual(new Map(last?.map(({ node, customer }) => [node, customer])), new Map([[b?.node, a?.customer], [bridge?.node, a?.customer]]));
  assert.equal(await identity.canonical(99_999_999), null);
  const [described] = await identity.describe([a?.customer ?? 0]);
  assert.deepEqual(described?.formerIds, [b?.customer]);
  assert.deepEqual(described?.identifiers.map(({ type }) => type).sort(), ['email', 'order', 'phone']);
  await house.assertSound();
});

test('an order number is shown as it was first written, and two spellings of it are one', async () => {
  await house.emptied();
  const identity = house.started();
  const [a, b] = await house.send(identity, [claim({ order: '#ord-17' }), claim({ order: 'Ord-17', email: 'o@x.example' })]);
  assert.equal(a?.customer, b?.customer);
  const told = await identity.identityOf(a?.customer ?? 0);
  assert.deepEqual(told?.identifiers.filter(({ type }) => type === 'order').map(({ value }) => value), ['#ord-17']);
  const orders = told?.nodes.flatMap(({ identifiers }) => identifiers.filter(({ type }) => type === 'order')) ?? [];
  assert.deepEqual([orders.map(({ value }) => value).sort(), new Set(orders.map(({ place }) => place)).size], [['#ord-17', 'Ord-17'], 1]);
  assert.deepEqual(told?.edges.map(({ evidence }) => evidence?.value), ['#ord-17']);
  assert.deepEqual((await identity.describe([a?.customer ?? 0]))[0]?.identifiers.filter(({ type }) => type === 'order').map(({ value }) => value), ['#ord-17']);
  assert.deepEqual(await identity.customersByIdentifier('order', 'ORD-17'), [a?.customer]);
  await house.assertSound();
});

test(`${IDENTIFIERS} identifiers of one person end in bounded time, and the claims beyond the cap stay apart and are marked`, { timeout: 600_000 }, async () => {
  await house.emptied();
  const identity = house.started();
  const start = performance.now();
  for (let from = 0; from < IDENTIFIERS; from += 5_000) await house.send(identity, Array.from({ length: 5_000 }, (_, index) => claim({ user: 'u1', device: `d${from + index}` })));
  const tookMs = performance.now() - start;
  const [sizes] = await house.database.rows<{ largest: number; capped: number }>(sql`select max(node_count) as largest, count(*) filter (where capped) as capped from identity.customer`);
  assert.ok((sizes?.largest ?? 0) <= 20_000 && (sizes?.capped ?? 0) > 0);
  assert.ok(tookMs < 180_000, `took ${Math.round(tookMs)} ms`);
  await house.assertSound();
});
