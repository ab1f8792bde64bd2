import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance } from '../../../../test/chance.ts';
import type { EdgeOfCustomer, IdentityOfCustomer, NodeOfCustomer } from '../../identity/contract.ts';
import { layIdentity } from './lay-identity.ts';

const node = (id: string, source: string, places: readonly number[], day = '01'): NodeOfCustomer => ({ id, source, brand: '', session: null, firstOccurredAt: `2026-01-${day}T00:00:00Z`, identifiers: places.map((place) => ({ type: 'email', value: `v${place}`, verified: place === 0, place })), traits: {} });
const edge = (from: string, to: string, more: Partial<EdgeOfCustomer> = {}): EdgeOfCustomer => ({ from, to, rule: 'same-email', strength: 0.9, joined: true, refusal: null, evidence: { type: 'email', value: 'v0', place: 0 }, observedAt: '2026-01-01T00:00:00Z', other: null, ...more });
const identifiers: IdentityOfCustomer['identifiers'] = ['v0', 'v1', 'v2'].map((value, place) => ({ type: place === 2 ? 'cookie' : 'email', value, verified: place === 0, firstSeenAt: '2026-01-01T00:00:00Z', sources: [], blocked: false, verifiedBy: [] }));

test('claims stand by source, the source that spoke first at the top; what at least two hold ties them, the rest is counted', () => {
  const picture = layIdentity({ nodes: [node('n1', 'web', [0, 2], '05'), node('n2', 'shop', [0, 1], '02'), node('n3', 'web', [2], '04')], identifiers, edges: [] }, false);
  assert.deepEqual(picture.points.map(({ key, source }) => [key, source]), [['n2', 'shop'], ['n3', 'web'], ['n1', 'web']]);
  assert.deepEqual(picture.ties.map(({ value, isWeak, lines }) => [value, isWeak, lines.length]), [['v0', false, 2], ['v2', true, 2]]);
  assert.deepEqual([picture.alone, picture.sources.map(({ source, count }) => [source, count])], [1, [['shop', 1], ['web', 2]]]);
});

test('folded, each source is one point, and only what several sources hold ties', () => {
  const nodes = Array.from({ length: 70 }, (_, at) => node(`n${at}`, at % 2 === 0 ? 'web' : 'shop', [0, at % 2 === 0 ? 2 : 1]));
  const picture = layIdentity({ nodes, identifiers, edges: [] }, true);
  assert.deepEqual([picture.points.map(({ claims }) => claims.length), picture.ties.map(({ value, lines }) => [value, lines.length]), picture.alone], [[35, 35], [['v0', 2]], 2]);
  assert.ok(picture.height < 200);
});

test('a tie to somebody else that was refused stands below, once per value and reason, with whom; what a person decided is an arc', () => {
  const edges = [edge('n1', 'x1', { joined: false, refusal: 'claimed-only', other: 'cus_9' }), edge('n1', 'x2', { joined: false, refusal: 'claimed-only', other: 'cus_9' }), edge('n1', 'n2', { rule: 'human-decision', evidence: null }), edge('n2', 'n1', { rule: 'human-decision', evidence: null })];
  const picture = layIdentity({ nodes: [node('n1', 'web', [0]), node('n2', 'shop', [0], '02')], identifiers, edges }, false);
  assert.deepEqual(picture.ties.map(({ isRefused, refusal, other, lines }) => [isRefused, refusal, other, lines.length]), [[false, null, null, 2], [true, 'claimed-only', 'cus_9', 1]]);
  assert.deepEqual(picture.arcs, [{ from: 0, to: 1, by: 'person' }]);
});

test('several identifiers of one type that tie the same are drawn as one, with how many; folded, all of one type', () => {
  const several = identifiers.with(2, { ...identifiers[0] as IdentityOfCustomer['identifiers'][number], value: 'v2' });
  const nodes = [node('n1', 'web', [0, 1, 2]), node('n2', 'shop', [0, 1]), node('n3', 'mail', [2])];
  const told = (isFolded: boolean) => layIdentity({ nodes, identifiers: several, edges: [] }, isFolded).ties.map(({ value, count, lines }) => [value, count, lines.length]);
  assert.deepEqual([told(false), told(true)], [[[null, 2, 2], ['v2', 1, 2]], [[null, 3, 3]]]);
});

test('the order in which claims and joins are told changes nothing, and nothing stands on something else', (t) => {
  const seed = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
  t.diagnostic(`CUSTOS_TEST_SEED=${seed}`);
  const chance = createChance(seed);
  for (let run = 0; run < 100; run += 1) {
    const nodes = Array.from({ length: 1 + chance.below(25) }, (_, at) => node(`n${at}`, chance.pick(['web', 'shop', 'mail', 'desk']), [0, 1, 2].filter(() => chance.below(2) === 0), String(10 + at)));
    const edges = nodes.slice(1).map(({ id }, at) => edge(`n${at}`, chance.below(3) === 0 ? `x${at}` : id, { joined: chance.below(3) > 0, refusal: 'other-people' }));
    const folded = chance.below(2) === 0;
    const picture = layIdentity({ nodes, identifiers, edges }, folded);
    const again = layIdentity({ nodes: chance.shuffle(nodes), identifiers, edges: chance.shuffle(edges) }, folded);
    assert.deepEqual(again.points.map(({ key, y }) => [key, y]), picture.points.map(({ key, y }) => [key, y]));
    assert.deepEqual(again.ties.map(({ key, y }) => [key, y]), picture.ties.map(({ key, y }) => [key, y]));
    for (const list of [picture.points, picture.ties]) list.slice(1).forEach(({ y }, at) => assert.ok(y - (list[at]?.y ?? 0) >= 18));
    assert.ok([...picture.points, ...picture.ties].every(({ y }) => y > 0 && y < picture.height));
  }
});
