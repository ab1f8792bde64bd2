import type { ConstrainedBlocks } from './constrained-blocks.ts';
import type { IdentityNode } from './identity-node.ts';
import { MOST_RECORDS, spokesmen } from './likelihood/cluster-records.ts';
import { probabilityOf } from './likelihood/likelihood-model.ts';
import type { ResolvedEdge } from './resolution.ts';

/** Two records that are likely one person; `a` and `b` are one record where all who say exactly this are likely one. Units: `bits` log2 of odds; `agreeing` independent kinds of evidence. */
export type LikelyPair = { readonly a: number; readonly b: number; readonly bits: number; readonly agreeing: number };

/** What likelihood brings to the rules. */
export type LikelyTies = {
  /** Odds from which customers are joined. Units: log2. */
  readonly cutBits: number;
  readonly recordOf: ReadonlyMap<number, number>;
  /** Pairs from the cut on. */
  readonly pairs: readonly LikelyPair[];
  /** Odds that two lists of records are one person. */
  weigh(left: readonly number[], right: readonly number[]): number;
};

/** The rule of likely ties. */
export const LIKELY = 'likely';

/** A record that more people than this share tells nobody apart. */
const MOST_HOLDERS = 8;
/** So many kinds of evidence must agree before customers are joined without a person's word. */
const LEAST_AGREEING = 2;

type Candidate = { readonly a: number; readonly b: number; readonly pair: LikelyPair };

/**
 * Joins blocks that are likely one person, the surest pairs first; from then on whole customers are weighed, with everything that they ever said.
 * Invariant: a join that a rule or a person forbids, that the rest of what the two say contradicts, or that stands on a single kind of evidence, is refused and told.
 * Cost: one weighing for each pair of blocks, sixteen records a side at most.
 */
export function joinLikely(nodes: readonly IdentityNode[], places: readonly number[], { cutBits, recordOf, pairs, weigh }: LikelyTies, blocks: ConstrainedBlocks, edges: ResolvedEdge[]): void {
  if (pairs.length === 0) return;
  const recordAt = (place: number): number | undefined => recordOf.get(nodes[place]?.number ?? 0);
  const holders = new Map<number, number[]>();
  const members = new Map<number, number[]>();
  for (const place of places) {
    const record = recordAt(place);
    if (record === undefined) continue;
    const root = blocks.find(place);
    const own = members.get(root);
    if (own === undefined) members.set(root, [place]);
    else own.push(place);
    const known = holders.get(record) ?? [];
    if (!known.some((other) => blocks.find(other) === root)) holders.set(record, [...known, place]);
  }
  const recordsOf = (root: number): readonly number[] => spread([...new Set((members.get(root) ?? []).sort((a, b) => a - b).map((place) => recordAt(place) ?? 0))]);
  const refused = new Set<string>();
  for (const { a, b, pair } of candidatesOf(pairs, holders)) {
    const [left, right] = [blocks.find(a), blocks.find(b)];
    if (left === right) continue;
    const [leftMembers, rightMembers] = [members.get(left) ?? [], members.get(right) ?? []];
    const key = `${Math.min(left, right)} ${leftMembers.length + rightMembers.length} ${Math.max(left, right)}`;
    if (refused.has(key)) continue;
    const refusal = pair.agreeing < LEAST_AGREEING ? 'thin'
      : blocks.likelyRefusalOf(a, b) ?? (leftMembers.length + rightMembers.length > MOST_RECORDS ? 'too-large' : weigh(recordsOf(left), recordsOf(right)) < cutBits ? 'contradicted' : null);
    edges.push({ a: nodes[a]?.number ?? 0, b: nodes[b]?.number ?? 0, rule: LIKELY, strength: probabilityOf(pair.bits), outcome: refusal === null ? 'joined' : 'refused', refusal, evidence: null });
    if (refusal !== null) {
      // A thin pair says nothing against the next pair of the same two.
      if (refusal !== 'thin') refused.add(key);
      continue;
    }
    blocks.join(a, b);
    members.delete(left);
    members.delete(right);
    members.set(blocks.find(a), [...leftMembers, ...rightMembers]);
  }
}

/** Pairs of blocks, the surest first; equally sure ones in the order of their claims, never of their arrival. */
function candidatesOf(pairs: readonly LikelyPair[], holders: ReadonlyMap<number, readonly number[]>): Candidate[] {
  const candidates: Candidate[] = [];
  for (const pair of pairs) {
    const [left, right] = [holders.get(pair.a) ?? [], holders.get(pair.b) ?? []];
    if (left.length > MOST_HOLDERS || right.length > MOST_HOLDERS) continue;
    for (const [at, one] of left.entries()) {
      for (const other of pair.a === pair.b ? right.slice(at + 1) : right) candidates.push({ a: Math.min(one, other), b: Math.max(one, other), pair });
    }
  }
  return candidates.sort((one, other) => other.pair.bits - one.pair.bits || one.a - other.a || one.b - other.b);
}

/** Sixteen of many records, evenly spread in the order given. */
function spread(records: readonly number[]): readonly number[] {
  return spokesmen(records.map((_, at) => at)).map((at) => records[at] ?? 0);
}
