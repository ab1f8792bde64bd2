import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../../test/chance.ts';
import { claimHash, claimOf } from './claim.ts';
import type { ClaimInput } from './contract.ts';
import { nodeOf, type IdentityNode } from './identity-node.ts';
import type { LikelyPair } from './join-likely.ts';
import { claim } from './random-claims.fixture.ts';
import { resolveComponent } from './resolve-component.ts';
import type { HumanDecision } from './resolution.ts';

function nodesOf(claims: readonly ClaimInput[]): IdentityNode[] {
  return claims.map((input, at) => {
    const made = claimOf(input);
    assert.ok(made.ok);
    return nodeOf(made.value, at + 1, claimHash(made.value));
  });
}

/** Who is one with whom, claim `n` saying record `n`; `weigh` says what whole customers are worth. */
function resolved(claims: readonly ClaimInput[], pairs: readonly Partial<LikelyPair>[], how: { readonly weigh?: (left: readonly number[], right: readonly number[]) => number; readonly decisions?: readonly HumanDecision[]; readonly nodes?: readonly IdentityNode[] } = {}) {
  const nodes = how.nodes ?? nodesOf(claims);
  const { blocks, edges } = resolveComponent({
    nodes, decisions: how.decisions ?? [], blocked: new Set(), generic: new Set(),
    likely: { cutBits: 5, recordOf: new Map(nodes.map(({ number }) => [number, number])), pairs: pairs.map((pair) => ({ a: 1, b: 2, bits: 10, agreeing: 2, ...pair })), weigh: how.weigh ?? (() => 10) },
  });
  return { blocks: blocks.map((block) => [...block].sort((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)), refusals: edges.flatMap((edge) => (edge.refusal === null ? [] : [edge.refusal])) };
}

const ANN = claim({ email: 'ann@home.example' });
const ANN_AT_WORK = claim({ email: 'ann@work.example' });

test('two addresses of somebody who is very likely one person are one customer', () => {
  assert.deepEqual(resolved([ANN, ANN_AT_WORK], [{}]), { blocks: [[1, 2]], refusals: [] });
  assert.deepEqual(resolved([ANN, ANN_AT_WORK], []).blocks, [[1], [2]]);
});

test('whoever is proven to be somebody is never joined by likelihood with somebody else who is', () => {
  assert.deepEqual(resolved([claim({ email: 'ann@home.example!' }), claim({ email: 'ann@work.example!' })], [{}]), { blocks: [[1], [2]], refusals: ['both-proven'] });
  assert.deepEqual(resolved([claim({ email: 'ann@home.example!' }), ANN_AT_WORK], [{}]).blocks, [[1, 2]], 'one of them proven is no contradiction');
});

test('two logins are two people, however alike they are', () => {
  assert.deepEqual(resolved([claim({ user: 'u-1' }), claim({ user: 'u-2' })], [{}]), { blocks: [[1], [2]], refusals: ['limit'] });
});

test('one kind of evidence alone joins nobody: a rare birth date, a shared name', () => {
  assert.deepEqual(resolved([ANN, ANN_AT_WORK], [{ agreeing: 1 }]), { blocks: [[1], [2]], refusals: ['thin'] });
});

test('a pair that agrees does not drag along a customer whose other claims contradict it', () => {
  const claims = [ANN, ANN_AT_WORK, claim({ email: 'ann@work.example', user: 'u-3' })];
  assert.deepEqual(resolved(claims, [{}], { weigh: (left, right) => (left.length + right.length > 2 ? -3 : 10) }), { blocks: [[1], [2, 3]], refusals: ['contradicted'] });
});

test('what a person parted stays apart, and what a person joined stays together', () => {
  const apart: HumanDecision = { number: 1, kind: 'apart', left: [1], right: [2], keep: [] };
  assert.deepEqual(resolved([ANN, ANN_AT_WORK], [{}], { decisions: [apart] }), { blocks: [[1], [2]], refusals: ['human-decision'] });
  assert.deepEqual(resolved([ANN, ANN_AT_WORK], [], { decisions: [{ ...apart, kind: 'together', left: [1, 2], right: [] }] }).blocks, [[1, 2]]);
});

test('what many different people say tells nobody apart', () => {
  const claims = Array.from({ length: 10 }, (_, at) => claim({ email: `p${at}@home.example` }));
  const nodes = nodesOf(claims);
  const { blocks } = resolveComponent({ nodes, decisions: [], blocked: new Set(), generic: new Set(), likely: { cutBits: 5, recordOf: new Map(nodes.map(({ number }) => [number, 1])), pairs: [{ a: 1, b: 1, bits: 10, agreeing: 2 }], weigh: () => 10 } });
  assert.equal(blocks.length, 10);
});

test('the surest pairs come first, whatever the order in which claims and pairs arrived', () => {
  const seed = testSeed();
  console.log(`seed ${seed}`);
  const chance = createChance(seed);
  for (let run = 0; run < 200; run += 1) {
    const claims = Array.from({ length: 8 }, (_, at) => claim(chance.next() < 0.3 ? { user: `u-${chance.below(4)}`, email: `p${at}@home.example` } : { email: `p${chance.below(8)}@home.example`, order: `o-${at}` }));
    const nodes = nodesOf(claims);
    const pairs = Array.from({ length: 8 }, () => ({ a: 1 + chance.below(8), b: 1 + chance.below(8), bits: 5 + chance.below(6) })).filter(({ a, b }) => a !== b);
    // Everything that whole customers say, in a number that does not depend on who is named first.
    const weigh = (left: readonly number[], right: readonly number[]): number => 8 - [...left, ...right].reduce((sum, record) => sum + record, 0) % 6;
    const first = resolved(claims, pairs, { nodes, weigh }).blocks;
    assert.deepEqual(resolved(claims, chance.shuffle(pairs), { nodes: chance.shuffle(nodes), weigh }).blocks, first);
  }
});
