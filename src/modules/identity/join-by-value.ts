import { ruleOf } from './contract.ts';
import type { ConstrainedBlocks } from './constrained-blocks.ts';
import { valueKey, type IdentityNode } from './identity-node.ts';
import type { ResolvedEdge } from './resolution.ts';

/** A value with the places of the nodes that hold it. */
export type Holding = { readonly type: string; readonly value: string; readonly holders: { readonly node: number; readonly verified: boolean }[] };
export type Holdings = Map<string, Holding>;

/** A node tries this many blocks that hold its value before it stays apart. */
const MOST_TRIES = 64;

/** The values that these nodes may join by, with their holders. */
export function holdingsOf(nodes: readonly IdentityNode[], which: Iterable<number>, takes: (type: string, key: string) => boolean): Holdings {
  const holdings: Holdings = new Map();
  for (const at of which) {
    for (const { type, value, verified, joins } of nodes[at]?.identifiers ?? []) {
      const key = valueKey(type, value);
      if (!joins || !takes(type, key)) continue;
      addHolder(holdings, key, type, value, at, verified);
    }
  }
  return holdings;
}

export function addHolder(holdings: Holdings, key: string, type: string, value: string, node: number, verified: boolean): void {
  const holding = holdings.get(key);
  if (holding === undefined) holdings.set(key, { type, value, holders: [{ node, verified }] });
  else holding.holders.push({ node, verified });
}

type Candidate = { readonly holding: Holding; readonly opened: number[]; readonly node: number; readonly verified: boolean; readonly sides: boolean; readonly strength: number; readonly key: string };

/**
 * Joins the blocks that share a value, in the one canonical order: verified on both sides first, then strength, moment, hash. Each holder tries the first holder's block, then the other blocks that hold the value.
 * Cost: about one try per holder of a value, not per pair.
 */
export function joinByValue(nodes: readonly IdentityNode[], holdings: Holdings, blocks: ConstrainedBlocks, edges: ResolvedEdge[]): void {
  const momentOf = (at: number): number => nodes[at]?.firstOccurredMs ?? 0;
  const inTime = (a: number, b: number): number => momentOf(a) - momentOf(b) || a - b;
  const candidates: Candidate[] = [];
  for (const [key, holding] of holdings) {
    if (holding.holders.length < 2) continue;
    const holders = [...holding.holders].sort((a, b) => Number(b.verified) - Number(a.verified) || inTime(a.node, b.node));
    const [first, ...rest] = holders;
    if (first === undefined) continue;
    const opened = [first.node];
    const strength = ruleOf(holding.type).strength;
    for (const { node, verified } of rest) candidates.push({ holding, opened, node, verified: verified && first.verified, sides: verified === first.verified, strength, key });
  }
  candidates.sort((a, b) => Number(b.verified) - Number(a.verified) || b.strength - a.strength || inTime(a.node, b.node) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  for (const candidate of candidates) tryToJoin(nodes, candidate, blocks, edges);
}

function tryToJoin(nodes: readonly IdentityNode[], { holding, opened, node, sides, strength }: Candidate, blocks: ConstrainedBlocks, edges: ResolvedEdge[]): void {
  const tried = new Set<number>();
  for (const other of opened) {
    const root = blocks.find(other);
    if (tried.has(root)) continue;
    if (tried.size >= MOST_TRIES) return;
    tried.add(root);
    const isOne = root === blocks.find(node);
    const refusal = isOne ? null : blocks.refusalOf(other, node, holding.type);
    const said = refusal === 'limit-user' && !sides ? 'verified-by-another' : refusal;
    edges.push({
      a: nodes[other]?.number ?? 0, b: nodes[node]?.number ?? 0, rule: `same-${holding.type}`, strength, outcome: isOne ? 'confirmed' : refusal === null ? 'joined' : 'refused', refusal: said,
      evidence: { type: holding.type, value: holding.value },
    });
    if (refusal !== null) continue;
    if (!isOne) blocks.join(other, node);
    return;
  }
  opened.push(node);
}
