import type { ConstrainedBlocks } from './constrained-blocks.ts';
import type { IdentityNode } from './identity-node.ts';
import type { HumanDecision, ResolvedEdge } from './resolution.ts';

/**
 * Puts human decisions into effect before any rule speaks; the latest wins where two contradict. Limits do not bind people.
 * Cost: in the number of claims that the decisions name.
 */
export function applyDecisions(nodes: readonly IdentityNode[], decisions: readonly HumanDecision[], placeOf: ReadonlyMap<number, number>, blocks: ConstrainedBlocks, edges: ResolvedEdge[]): void {
  const placesOf = (numbers: readonly number[]): number[] => numbers.flatMap((number) => placeOf.get(number) ?? []).sort((a, b) => a - b);
  const chain = (places: readonly number[], rule: string): void => {
    const [first, ...rest] = places;
    if (first === undefined) return;
    for (const other of rest) {
      const isOne = blocks.find(first) === blocks.find(other);
      const refusal = !isOne && blocks.isBarred(first, other) ? 'later-decision' : null;
      edges.push({ a: nodes[first]?.number ?? 0, b: nodes[other]?.number ?? 0, rule, strength: 1, outcome: isOne ? 'confirmed' : refusal === null ? 'joined' : 'refused', refusal, evidence: null });
      if (!isOne && refusal === null) blocks.join(first, other);
    }
  };
  for (const decision of [...decisions].sort((a, b) => b.number - a.number)) {
    const left = placesOf(decision.left);
    if (decision.kind === 'together') {
      chain(left, 'human-join');
      continue;
    }
    const right = placesOf(decision.right);
    const rightRoots = new Set(right.map((place) => blocks.find(place)));
    if (left.some((place) => rightRoots.has(blocks.find(place)))) continue;
    chain(left, 'human-split');
    chain(placesOf(decision.keep), 'human-split');
    for (const place of left) blocks.bar(place, decision.number, 'left');
    for (const place of right) blocks.bar(place, decision.number, 'right');
  }
}
