import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createLog } from '../../platform/log/log.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { OpenDatabase } from '../../platform/pg/database.ts';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { claimHash, claimOf } from './claim.ts';
import type { ClaimInput } from './contract.ts';
import { asHuman, decisionsAbout, valuesSetAside } from './decision-store.ts';
import { nodeOf, valueKey, type IdentityNode } from './identity-node.ts';
import { nodesOfCustomers } from './identity-store.ts';
import { createIdentity, type Identity } from './index.ts';
import { asText, claim, createChance, randomClaims, rememberingOutbox, testSeed, type Chance } from './random-claims.fixture.ts';
import { resolveComponent } from './resolve-component.ts';

const RUNS = process.env['CUSTOS_TEST_LONG'] === '1' ? 200 : 20;
const IDENTIFIERS = process.env['CUSTOS_TEST_LONG'] === '1' ? 100_000 : 40_000;
let at: TestDatabase;
let database: OpenDatabase;

before(async () => {
  at = await testDatabase(migrationsOf('platform', 'identity'));
  database = at.database;
});
after(() => at.close());

/** An identity with empty memory on the database as it is: what a restart gives. */
function started(): Identity & { readonly outbox: ReturnType<typeof rememberingOutbox> } {
  const outbox = rememberingOutbox();
  return { ...createIdentity({ database, analytics: {} as Analytics, outbox, log: createLog('error', () => undefined), clock: () => Date.UTC(2026, 5, 1) }), outbox };
}

async function emptied(): Promise<void> {
  await database.run(sql`truncate identity.node, identity.node_identifier, identity.customer, identity.assignment, identity.edge, identity.decision, identity.blocked_value, identity.node_home`);
  await database.run(sql`update identity.state set version = version + 2`);
}

async function send(identity: Identity, claims: readonly ClaimInput[]) {
  return database.transaction((tx) => identity.resolveClaims(tx, claims));
}

async function sendInBatches(identity: Identity, claims: readonly ClaimInput[], chance: Chance, most = 400): Promise<void> {
  for (let from = 0; from < claims.length;) {
    const to = from + 1 + chance.below(most);
    await send(identity, claims.slice(from, to));
    from = to;
  }
}

/** Who is who, as the database has it. */
async function storedPartition(): Promise<string> {
  const rows = await database.rows<{ hashes: string[] }>(sql`select array_agg(left(encode(n.hash, 'hex'), 10)) as hashes from identity.node n join identity.assignment a on a.node = n.number group by a.customer`);
  return asText(rows.map((row) => row.hashes));
}

function nodesOf(claims: readonly ClaimInput[]): IdentityNode[] {
  const nodes = new Map<string, IdentityNode>();
  for (const input of claims) {
    const made = claimOf(input);
    if (!made.ok || made.value.identifiers.length === 0) continue;
    const hash = claimHash(made.value);
    const known = nodes.get(hash);
    if (known === undefined) nodes.set(hash, nodeOf(made.value, nodes.size + 1, hash));
    else if (made.value.occurredMs < known.firstOccurredMs) nodes.set(hash, { ...known, firstOccurredMs: made.value.occurredMs });
  }
  return [...nodes.values()];
}

/** Who is who by the rules alone, all claims at once. */
function rightPartition(claims: readonly ClaimInput[]): string {
  const nodes = nodesOf(claims);
  const { blocks } = resolveComponent({ nodes, decisions: [], blocked: new Set(), generic: new Set() });
  return asText(blocks.map((block) => block.map((number) => nodes[number - 1]?.hash.slice(0, 10) ?? '')));
}

/** Who is who by the rules alone, from all claims and standing decisions in the database. */
async function rightPartitionNow(): Promise<string> {
  const customers = await database.rows<{ number: number }>(sql`select number from identity.customer`);
  const nodes = await nodesOfCustomers(database, customers.map((row) => row.number));
  const decisions = (await decisionsAbout(database, nodes.map((node) => node.number))).filter((row) => !row.undone).map(asHuman);
  const blocked = new Set((await valuesSetAside(database)).flatMap((row) => (row.kind === 'human' ? [valueKey(row.type, row.value)] : [])));
  const hashOf = new Map(nodes.map((node) => [node.number, node.hash.slice(0, 10)]));
  return asText(resolveComponent({ nodes, decisions, blocked, generic: new Set() }).blocks.map((block) => block.map((number) => hashOf.get(number) ?? '')));
}

/** Everything that must hold whatever happened. */
async function assertSound(): Promise<void> {
  const wrong = await database.rows<{ what: string; number: number }>(sql`
    select 'node count' as what, c.number from identity.customer c where c.node_count <> (select count(*) from identity.assignment a where a.customer = c.number)
    union all select 'claims of a retired number', c.number from identity.customer c where c.merged_into is not null and exists (select 1 from identity.assignment a where a.customer = c.number)
    union all select 'nobody left', c.number from identity.customer c where c.merged_into is null and c.node_count = 0
    union all select 'claim without customer', n.number from identity.node n where not exists (select 1 from identity.assignment a where a.node = n.number)
    union all select 'first seen', c.number from identity.customer c where c.merged_into is null and c.first_seen_ms <> (select min(n.first_occurred_ms) from identity.assignment a join identity.node n on n.number = a.node where a.customer = c.number)`);
  assert.deepEqual(wrong, []);
}

test('a claim gets a node and a customer; the same claim again is the same; nobody is node 0', async () => {
  await emptied();
  const identity = started();
  const [first, second, nobody] = await send(identity, [claim({ email: 'Ann@X.example' }), claim({ email: 'ann@x.example ' }), claim({ user: 'null' })]);
  assert.ok(first !== undefined && first.node > 0 && first.customer > 0);
  assert.deepEqual(second, first);
  assert.deepEqual(nobody, { node: 0, customer: 0 });
  assert.deepEqual(await identity.customersByIdentifier('email', 'ANN@x.example'), [first.customer]);
  assert.deepEqual(await identity.customersByValue('ann@x.example'), [{ customer: first.customer, type: 'email' }]);
  assert.equal(identity.customerOfNodeNow(first.node), first.customer);
});

test('a claim seen lately costs no question to the database', async () => {
  await emptied();
  const identity = started();
  const claims = [claim({ email: 'a@x.example' }), claim({ user: 'u1' })];
  const known = await send(identity, claims);
  const version = await database.rows(sql`select version from identity.state`);
  await database.transaction(async (tx) => {
    const counting = { ...tx, rows: () => assert.fail('a question was asked'), run: () => assert.fail('a statement was sent') };
    assert.deepEqual(await identity.resolveClaims(counting, claims), known);
  });
  assert.deepEqual(await database.rows(sql`select version from identity.state`), version);
});

test('what rolls back leaves nothing behind in memory', async () => {
  await emptied();
  const identity = started();
  await assert.rejects(database.transaction(async (tx) => {
    await identity.resolveClaims(tx, [claim({ email: 'gone@x.example' })]);
    throw new Error('no');
  }), /no/);
  const [who] = await send(identity, [claim({ email: 'gone@x.example' })]);
  assert.deepEqual((await identity.nodesOf(who?.customer ?? 0)), [who?.node]);
});

test('customers meet by a later claim: one number survives, the other still answers, and everybody is told', async () => {
  await emptied();
  const identity = started();
  const [a, a2, b] = await send(identity, [claim({ email: 'a@x.example' }), claim({ email: 'a@x.example', order: 'o1' }), claim({ phone: '+31612345671' })]);
  const [bridge] = await send(identity, [claim({ email: 'a@x.example', phone: '+31612345671' })]);
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
  await assertSound();
});

test('a join by hand and its undo, and the undo of that, give each person back exactly what they had', async () => {
  await emptied();
  const identity = started();
  const [a, b] = await send(identity, [claim({ user: 'u1', email: 'a@x.example' }), claim({ user: 'u2', email: 'b@x.example' }), claim({ user: 'u2', order: 'o1' })]);
  const [from, to] = [a?.customer ?? 0, b?.customer ?? 0];
  const apart = await storedPartition();
  const joined = await identity.join(from, to, 'same person, two logins', 'ann');
  assert.equal(joined.customer, to);
  assert.equal(await identity.canonical(from), to);
  const together = await storedPartition();
  assert.notEqual(together, apart);
  const [late] = await send(identity, [claim({ email: 'a@x.example', order: 'o9' })]);
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
  await assertSound();
  const told = await identity.identityOf(await identity.canonical(to) ?? 0);
  assert.deepEqual(told?.decisions.map(({ kind, undone: isUndone, by }) => [kind, isUndone, by]), [['together', false, 'ann']]);
  assert.ok(told?.edges.some((edge) => edge.rule === 'human-join' && edge.joined));
});

test('a split names claims that are somebody else; the rest stays one, and later claims go to the right one', async () => {
  await emptied();
  const identity = started();
  const sent = await send(identity, [claim({ email: 'a@x.example', order: 'o1' }), claim({ email: 'a@x.example', phone: '+31612345671' }), claim({ phone: '+31612345671', order: 'o2' }), claim({ order: 'o2' })]);
  const customer = sent[0]?.customer ?? 0;
  assert.ok(sent.every((one) => one.customer === customer));
  const before = await storedPartition();
  const answer = await identity.split(customer, [sent[1]?.node ?? 0], 'another person called', 'ann');
  assert.equal(answer.customer, customer, 'the majority keeps the id');
  const owners = await identity.customerOfNodes(sent.map((one) => one.node));
  assert.deepEqual(sent.map((one) => owners.get(one.node)), [customer, answer.newCustomer, customer, customer], 'nobody else moves');
  const [again] = await send(identity, [claim({ order: 'o2', loyalty: 'L7' })]);
  assert.equal(again?.customer, customer);
  const told = await identity.identityOf(customer);
  assert.ok(told?.edges.some((edge) => !edge.joined && edge.refusal === 'human-decision'));
  await assert.rejects(identity.split(customer, sent.slice(0, 2).map((one) => one.node), 'not all hers', 'ann'), { code: 'claims-not-of-customer' });
  await identity.undo(answer.decision, 'ann');
  const all = await identity.nodesOf(customer);
  assert.equal(all.length, 5);
  assert.equal(await identity.canonical(answer.newCustomer), customer);
  await database.run(sql`delete from identity.assignment where node = ${again?.node}`);
  await database.run(sql`delete from identity.node_identifier where node = ${again?.node}`);
  await database.run(sql`delete from identity.node where number = ${again?.node}`);
  assert.equal(await storedPartition(), before);
});

test('blocking a value undoes the joins made by it; undoing the block makes them again', async () => {
  await emptied();
  const identity = started();
  const sent = await send(identity, [claim({ email: 'a@x.example', order: 'o1' }), claim({ email: 'a@x.example', order: 'o2' }), claim({ order: 'o2' })]);
  const before = await storedPartition();
  const blocked = await identity.blockValue('email', 'A@x.example', 'typed by the shop', 'ann');
  assert.equal(blocked.customersChanged, 2);
  const owners = await identity.customerOfNodes(sent.map((one) => one.node));
  assert.notEqual(owners.get(sent[0]?.node ?? 0), owners.get(sent[1]?.node ?? 0));
  assert.equal(owners.get(sent[1]?.node ?? 0), owners.get(sent[2]?.node ?? 0));
  const [later] = await send(identity, [claim({ email: 'a@x.example', order: 'o1', loyalty: 'L1' })]);
  assert.equal(later?.customer, owners.get(sent[0]?.node ?? 0));
  assert.deepEqual((await identity.customersByIdentifier('email', 'a@x.example')).length, 2, 'it stays searchable');
  await assertSound();
  await identity.undo(blocked.decision, 'ann');
  await send(identity, [claim({ email: 'a@x.example', order: 'o1' })]);
  const nodes = new Set((await identity.nodesOf(later?.customer ?? 0)));
  assert.equal(nodes.size === 4 || (await identity.nodesOf(await identity.canonical(later?.customer ?? 0) ?? 0)).length === 4, true);
  assert.notEqual(await storedPartition(), before);
});

test('claims in batches of any size, with restarts in between, give what the rules give for all at once', async () => {
  const seed = testSeed();
  for (let run = 0; run < RUNS / 2; run += 1) {
    const chance = createChance(seed + run);
    await emptied();
    const claims = randomClaims(chance, 300, 5 + chance.below(60));
    let identity = started();
    for (let from = 0; from < claims.length;) {
      const to = from + 1 + chance.below(chance.next() < 0.3 ? 3 : 120);
      await send(identity, claims.slice(from, to));
      if (chance.next() < 0.2) identity = started();
      from = to;
    }
    assert.equal(await storedPartition(), rightPartition(claims), `seed ${seed + run}`);
    await assertSound();
  }
});

test(`the same 10,000 claims in any order, split and repeated any way, ${RUNS} runs: the same customers, the same counts`, { timeout: 1_800_000 }, async () => {
  const seed = testSeed();
  const claims = randomClaims(createChance(seed), 10_000, 2_500);
  const expected = rightPartition(claims);
  for (let run = 0; run < RUNS; run += 1) {
    const chance = createChance(seed + run + 1);
    await emptied();
    await sendInBatches(started(), chance.shuffle([...claims, ...claims.filter(() => chance.next() < 0.2)]), chance, 4_000);
    assert.equal(await storedPartition(), expected, `seed ${seed}, run ${run}`);
  }
  await assertSound();
});

test('random joins, splits and blocks, each taken back, restore who was who', async () => {
  const seed = testSeed();
  const chance = createChance(seed);
  await emptied();
  const identity = started();
  await sendInBatches(identity, randomClaims(chance, 400, 80), chance);
  let before = await storedPartition();
  for (let run = 0; run < RUNS; run += 1) {
    const numbers = (await database.rows<{ number: number }>(sql`select number from identity.customer where merged_into is null order by number`)).map((row) => row.number);
    const decisions: number[] = [];
    for (let step = 0; step < 3; step += 1) {
      const customer = await identity.canonical(chance.pick(numbers)) ?? 0;
      const nodes = await identity.nodesOf(customer);
      const other = await identity.canonical(chance.pick(numbers)) ?? 0;
      if (chance.next() < 0.4 && nodes.length > 1) decisions.push((await identity.split(customer, nodes.filter((_, index) => index % 3 === 0), 'test', 'ann')).decision);
      else if (customer !== other) decisions.push((await identity.join(customer, other, 'test', 'ann')).decision);
    }
    decisions.push((await identity.blockValue('email', `p${chance.below(80)}.0@mail.example`, 'test', 'ann')).decision);
    await assertSound();
    assert.equal(await storedPartition(), await rightPartitionNow(), `seed ${seed}, run ${run}, as decided`);
    if (run % 4 === 0) await send(identity, randomClaims(chance, 5, 80));
    assert.equal(await storedPartition(), await rightPartitionNow(), `seed ${seed}, run ${run}, with new claims`);
    for (const decision of chance.shuffle(decisions)) await identity.undo(decision, 'ann');
    if (run % 4 !== 0) assert.equal(await storedPartition(), before, `seed ${seed}, run ${run}`);
    before = await storedPartition();
    assert.equal(before, await rightPartitionNow(), `seed ${seed}, run ${run}, taken back`);
    await assertSound();
  }
});

test(`${IDENTIFIERS} identifiers of one person end in bounded time, and the claims beyond the cap stay apart and are marked`, { timeout: 600_000 }, async () => {
  await emptied();
  const identity = started();
  const start = performance.now();
  for (let from = 0; from < IDENTIFIERS; from += 5_000) await send(identity, Array.from({ length: 5_000 }, (_, index) => claim({ user: 'u1', device: `d${from + index}` })));
  const tookMs = performance.now() - start;
  const [sizes] = await database.rows<{ largest: number; capped: number }>(sql`select max(node_count) as largest, count(*) filter (where capped) as capped from identity.customer`);
  assert.ok((sizes?.largest ?? 0) <= 20_000 && (sizes?.capped ?? 0) > 0);
  assert.ok(tookMs < 180_000, `took ${Math.round(tookMs)} ms`);
  await assertSound();
});
