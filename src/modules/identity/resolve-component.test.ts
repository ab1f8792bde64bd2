import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimHash, claimOf } from './claim.ts';
import type { ClaimInput } from './contract.ts';
import { nodeOf, valueKey, type IdentityNode } from './identity-node.ts';
import { HASH_TYPE, mailHashesOf } from './mail-hash.ts';
import { createChance, testSeed } from '../../../test/chance.ts';
import { asText, claim, randomClaims } from './random-claims.fixture.ts';
import { resolveComponent } from './resolve-component.ts';
import type { HumanDecision } from './resolution.ts';

/** Nodes as the store makes them: equal claims are one node, numbered in order of arrival, known from their earliest moment. */
function nodesOf(claims: readonly ClaimInput[]): IdentityNode[] {
  const nodes = new Map<string, IdentityNode>();
  for (const input of claims) {
    const made = claimOf(input);
    assert.ok(made.ok);
    const hash = claimHash(made.value);
    const before = nodes.get(hash);
    if (before === undefined) nodes.set(hash, nodeOf(made.value, nodes.size + 1, hash));
    else if (made.value.occurredMs < before.firstOccurredMs) nodes.set(hash, { ...before, firstOccurredMs: made.value.occurredMs });
  }
  return [...nodes.values()];
}

const NOTHING = { blocked: new Set<string>(), generic: new Set<string>() };

function resolve(nodes: readonly IdentityNode[], decisions: readonly HumanDecision[] = [], blocked: ReadonlySet<string> = new Set()) {
  return resolveComponent({ nodes, decisions, blocked, generic: NOTHING.generic });
}

function partition(nodes: readonly IdentityNode[], blocks: readonly (readonly number[])[]): string {
  const hashOf = new Map(nodes.map((node) => [node.number, node.hash.slice(0, 10)]));
  return asText(blocks.map((block) => block.map((number) => hashOf.get(number) ?? '')));
}

/** Which of the claims, counted from 0, are one customer. */
function groupsOf(...claims: ClaimInput[]): number[][] {
  const nodes = nodesOf(claims);
  assert.equal(nodes.length, claims.length, 'the claims of an example differ');
  return resolve(nodes).blocks.map((block) => block.map((number) => number - 1).sort((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

const later = { occurredMs: Date.UTC(2026, 5, 1) };

test('claims that share an address are one person, also through a third', () => {
  assert.deepEqual(groupsOf(claim({ email: 'a@x.example' }), claim({ email: 'a@x.example', phone: '+31612345671' }), claim({ phone: '+31612345671' }), claim({ email: 'b@x.example' })), [[0, 1, 2], [3]]);
});

test('shared tablet: two user ids on one device stay two people, and what nobody was signed in for stays a visitor of its session', () => {
  const groups = groupsOf(claim({ user: 'u1', device: 'tablet' }), claim({ user: 'u2', device: 'tablet' }), claim({ device: 'tablet' }, { session: 'morning' }), claim({ device: 'tablet', cookie: 'c1' }, { session: 'morning' }), claim({ device: 'tablet' }, { session: 'evening' }));
  assert.deepEqual(groups, [[0], [1], [2, 3], [4]]);
});

test('a device of one person brings its nameless claims to that person, whenever they came', () => {
  assert.deepEqual(groupsOf(claim({ device: 'd1' }, { session: 'before' }), claim({ user: 'u1', device: 'd1' }, later), claim({ device: 'd1', cookie: 'c' }, { session: 'after' }), claim({ cookie: 'c' })), [[0, 1, 2, 3]]);
});

test('nameless claims between devices of two people go by their own device, or to nobody', () => {
  const groups = groupsOf(claim({ user: 'u1', device: 'd1' }), claim({ user: 'u2', device: 'd2' }), claim({ device: 'd1', cookie: 'c' }), claim({ device: 'd2', cookie: 'c' }), claim({ cookie: 'c' }));
  assert.deepEqual(groups, [[0, 2], [1, 3], [4]]);
});

test('role address: info@ joins no people; claims that name only the desk are one contact point', () => {
  const groups = groupsOf(claim({ user: 'u1', email: 'info@firm.example' }), claim({ user: 'u2', email: 'info@firm.example' }), claim({ email: 'info@firm.example' }), claim({ email: 'info@firm.example' }, { source: 'mail' }));
  assert.deepEqual(groups, [[0], [1], [2, 3]]);
});

test('placeholder: null, undefined and 0000000000 are no identifiers at all', () => {
  const made = claimOf(claim({ user: 'null', email: 'test@test.com', phone: '0000000000', device: '00000000-0000-0000-0000-000000000000', loyalty: '"undefined"', cookie: '[object Object]' }));
  assert.ok(made.ok);
  assert.deepEqual(made.value.identifiers, []);
});

test('alias loop: a → b → c → a names no new people and joins none', () => {
  const loop = [claim({ alias: 'a', alias2: 'b' }), claim({ alias: 'b', alias2: 'c' }), claim({ alias: 'c', alias2: 'a' })];
  assert.deepEqual(groupsOf(...loop), [[0, 1, 2]]);
  const groups = groupsOf(...loop, claim({ user: 'u1', alias: 'a' }), claim({ user: 'u2', alias: 'b' }));
  assert.ok(!groups.some((group) => group.includes(3) && group.includes(4)), 'two user ids in a loop stay two people');
});

test('two user ids with one address stay two people; the address stays with whoever verified it', () => {
  const nodes = nodesOf([claim({ user: 'u1', email: 'a@x.example!' }), claim({ user: 'u2', email: 'a@x.example' }), claim({ email: 'a@x.example!' })]);
  const { blocks, edges } = resolve(nodes);
  assert.equal(asText(blocks.map((block) => block.map(String))), '1 3\n2');
  assert.equal(edges.find((edge) => edge.outcome === 'refused')?.refusal, 'verified-by-another');
});

test('same address typed by another person: an earlier, unverified claim does not take it from who verified it later', () => {
  const groups = groupsOf(claim({ user: 'typist', email: 'a@x.example' }), claim({ user: 'owner', email: 'a@x.example!' }, later), claim({ email: 'a@x.example!' }, { source: 'mail' }));
  assert.deepEqual(groups, [[0], [1, 2]]);
});

test('recycled phone: people with more addresses than one can have are not joined by their number', () => {
  const before = [0, 1, 2, 3].map((n) => claim({ user: 'first', email: `first${n}@x.example` }));
  const after = [0, 1, 2].map((n) => claim({ user: 'second', email: `second${n}@x.example` }, later));
  const groups = groupsOf(...before, claim({ user: 'first', phone: '+31612345671' }), ...after, claim({ user: 'second', phone: '+31612345671' }, later));
  assert.deepEqual(groups, [[0, 1, 2, 3, 4], [5, 6, 7, 8]]);
  const nameless = groupsOf(...[0, 1, 2, 3].map((n) => claim({ email: `a${n}@x.example`, loyalty: 'L1' })), claim({ loyalty: 'L1', phone: '+31612345671' }), ...[0, 1].map((n) => claim({ email: `b${n}@x.example`, loyalty: 'L2' })), claim({ loyalty: 'L2', phone: '+31612345671' }, later));
  assert.deepEqual(nameless, [[0, 1, 2, 3, 4], [5, 6, 7]]);
});

test('a login outranks a sixth address: the person keeps it, and it joins nobody else', () => {
  const six = [0, 1, 2, 3, 4, 5].map((n) => claim({ user: 'u1', email: `m${n}@x.example` }));
  assert.deepEqual(groupsOf(...six), [[0, 1, 2, 3, 4, 5]]);
});

test('a number that goes with more than 25 people is nobody’s, and joins made by it are none', () => {
  const desk = Array.from({ length: 26 }, (_, n) => claim({ email: `guest${n}@x.example`, phone: '+31201234567' }));
  assert.equal(groupsOf(...desk).length, 26);
  assert.deepEqual(resolve(nodesOf(desk)).newlyGeneric, [valueKey('phone', '+31201234567')]);
  const oneBuyer = Array.from({ length: 60 }, (_, n) => claim({ email: 'buyer@x.example', phone: '+31201234567', order: `o${n}` }));
  assert.equal(groupsOf(...oneBuyer).length, 1);
});

test('the same claims in any order, repeated any way, give the same people', () => {
  const seed = testSeed();
  for (let run = 0; run < 60; run += 1) {
    const chance = createChance(seed + run);
    const claims = randomClaims(chance, 250, 3 + chance.below(40), chance.pick([0.7, 1_500]));
    const nodes = nodesOf(claims);
    const expected = partition(nodes, resolve(nodes).blocks);
    for (let again = 0; again < 3; again += 1) {
      const other = nodesOf(chance.shuffle([...claims, ...claims.slice(0, 80)]));
      assert.equal(partition(other, resolve(other).blocks), expected, `seed ${seed + run}`);
    }
  }
});

test('a component alone gives what it gives among others', () => {
  const seed = testSeed();
  const chance = createChance(seed);
  const nodes = nodesOf(randomClaims(chance, 800, 200));
  const values = new Map<string, number>();
  const groupOf = nodes.map((_, at) => at);
  const find = (at: number): number => (groupOf[at] === at ? at : find(groupOf[at] ?? at));
  nodes.forEach((node, at) => node.identifiers.filter(({ joins }) => joins).forEach((identifier) => {
    for (const key of [valueKey(identifier.type, identifier.value), ...mailHashesOf(identifier).map((hash) => valueKey(HASH_TYPE, hash))]) {
      const first = values.get(key);
      if (first === undefined) values.set(key, at);
      else groupOf[find(at)] = find(first);
    }
  }));
  const components = [...Map.groupBy(nodes, (_, at) => find(at)).values()];
  assert.ok(components.length > 5);
  assert.equal(partition(nodes, components.flatMap((component) => resolve(component).blocks)), partition(nodes, resolve(nodes).blocks), `seed ${seed}`);
});

test('a human decision holds against every rule, and taking it back gives exactly what was before', () => {
  const seed = testSeed();
  for (let run = 0; run < 40; run += 1) {
    const chance = createChance(seed + run);
    const nodes = nodesOf(randomClaims(chance, 150, 20));
    const before = resolve(nodes);
    const text = partition(nodes, before.blocks);
    const [one, other] = [chance.pick(before.blocks)[0] ?? 0, chance.pick(before.blocks)[0] ?? 0];
    const joined = resolve(nodes, [{ number: 1, kind: 'together', left: [one, other], right: [], keep: [] }]);
    assert.ok(joined.blocks.some((block) => block.includes(one) && block.includes(other)), `seed ${seed + run}`);
    const large = before.blocks.find((block) => block.length > 2) ?? [];
    const parted: HumanDecision = { number: 2, kind: 'apart', left: large.slice(0, 1), right: large.slice(1), keep: [] };
    const split = resolve(nodes, [parted]);
    assert.ok(!split.blocks.some((block) => block.includes(large[0] ?? 0) && large.slice(1).some((node) => block.includes(node))), `seed ${seed + run}`);
    assert.equal(partition(nodes, resolve(nodes, []).blocks), text);
  }
});

test('of two contradicting decisions the later one holds', () => {
  const nodes = nodesOf([claim({ email: 'a@x.example' }), claim({ email: 'a@x.example', order: 'o1' })]);
  const apart: HumanDecision = { number: 1, kind: 'apart', left: [1], right: [2], keep: [] };
  const together: HumanDecision = { number: 2, kind: 'together', left: [1, 2], right: [], keep: [] };
  assert.equal(resolve(nodes, [apart]).blocks.length, 2);
  assert.equal(resolve(nodes, [apart, together]).blocks.length, 1);
  assert.equal(resolve(nodes, [{ ...together, number: 1 }, { ...apart, number: 2 }]).blocks.length, 2);
});

test('a blocked value joins nobody', () => {
  const nodes = nodesOf([claim({ email: 'a@x.example' }), claim({ email: 'a@x.example', order: 'o1' })]);
  assert.equal(resolve(nodes, [], new Set([valueKey('email', 'a@x.example')])).blocks.length, 2);
});

test('100,000 claims of one person are weighed in bounded time', () => {
  const nodes = nodesOf(Array.from({ length: 100_000 }, (_, n) => claim({ user: 'u1', device: `d${n}` })));
  const start = performance.now();
  assert.equal(resolve(nodes).blocks.length, 1);
  const tookMs = performance.now() - start;
  assert.ok(tookMs < 20_000, `took ${Math.round(tookMs)} ms`);
});
