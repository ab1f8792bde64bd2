import { ruleOf } from './contract.ts';
import type { ConstrainedBlocks } from './constrained-blocks.ts';
import { isOnePersonByAll } from './said-of-person.ts';
import { isBare, isCertain, isOwn } from './telling-types.ts';
import { valueKey, type IdentityNode } from './identity-node.ts';
import type { ResolvedEdge } from './resolution.ts';
import { periodsOf } from './value-periods.ts';

/** One node that holds a value. */
export type Holder = { readonly node: number; readonly verified: boolean };
/** A value with the places of the nodes that hold it. */
export type Holding = { readonly type: string; readonly value: string; readonly holders: Holder[] };
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

/** In which turn a join is tried. `bare`: the claim has nothing of its own but a value that is handed on, or gives no name with a value that people share; `crossing`: it joins two periods of use of one value. */
const TURN = { plain: 0, bare: 1, crossing: 2 } as const;
type Turn = keyof typeof TURN;
type Candidate = { readonly holding: Holding; readonly opened: Holder[]; readonly owners: readonly Holder[]; readonly holder: Holder; readonly turn: Turn; readonly isProven: boolean; readonly sides: boolean; readonly strength: number; readonly key: string };

/**
 * Joins the blocks that share a value, in the one canonical order: verified on both sides first, then strength, moment, hash. Each holder tries the first holder's block, then the other blocks that hold the value.
 * A value that is handed on joins within each period of its use first, claims that name nobody else last, then from period to period.
 * Shape: answers nodes that a value which does not name one person has joined, where the next claim may say that they are other people.
 * Cost: about one try per holder of a value, not per pair.
 */
export function joinByValue(nodes: readonly IdentityNode[], holdings: Holdings, blocks: ConstrainedBlocks, edges: ResolvedEdge[]): number[] {
  const momentOf = (at: number): number => nodes[at]?.firstOccurredMs ?? 0;
  const inTime = (a: number, b: number): number => momentOf(a) - momentOf(b) || a - b;
  const candidates: Candidate[] = [];
  const propose = (key: string, holding: Holding, holders: readonly Holder[], turn: Turn, owners: readonly Holder[]): Holder[] => {
    const [first, ...rest] = [...holders].sort((a, b) => Number(b.verified) - Number(a.verified) || inTime(a.node, b.node));
    if (first === undefined) return [];
    const opened = [first];
    const strength = ruleOf(holding.type).strength;
    for (const holder of rest) candidates.push({ holding, opened, owners, holder, turn, isProven: holder.verified && first.verified, sides: holder.verified === first.verified, strength, key });
    return opened;
  };
  const proposeBare = (key: string, holding: Holding, bare: readonly Holder[], owners: readonly Holder[]): Holder[] => {
    const opened: Holder[] = [];
    for (const holder of bare) candidates.push({ holding, opened, owners, holder, turn: 'bare', isProven: false, sides: true, strength: ruleOf(holding.type).strength, key });
    return opened;
  };
  for (const [key, holding] of holdings) {
    if (holding.holders.length < 2) continue;
    if (ruleOf(holding.type).passesOn !== true) {
      const silent = isOwn(holding.type) ? silentAbout(nodes, holding) : holding.holders.filter(({ node, verified }) => !verified && isBare(nodes[node]?.identifiers ?? []));
      const owners = propose(key, holding, holding.holders.filter((holder) => !silent.includes(holder)), 'plain', []);
      proposeBare(key, holding, silent, owners);
      continue;
    }
    let earlier: Holder[] | null = null;
    for (const period of periodsOf(holding.holders, ({ node }) => momentOf(node))) {
      const bare = period.filter(({ node }) => isBare(nodes[node]?.identifiers ?? []));
      const owners = propose(key, holding, period.filter((holder) => !bare.includes(holder)), 'plain', []);
      const opened = proposeBare(key, holding, bare, owners);
      const [first] = owners.length > 0 ? owners : bare;
      if (earlier !== null && first !== undefined) candidates.push({ holding, opened: earlier, owners, holder: first, turn: 'crossing', isProven: false, sides: true, strength: ruleOf(holding.type).strength, key });
      earlier = owners.length > 0 ? owners : opened;
    }
  }
  candidates.sort((a, b) => TURN[a.turn] - TURN[b.turn] || Number(b.isProven) - Number(a.isProven) || b.strength - a.strength || inTime(a.holder.node, b.holder.node) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const unsure: number[] = [];
  for (const candidate of candidates) unsure.push(...tryToJoin(nodes, candidate, blocks, edges));
  return unsure;
}

/** Of a value that people use who are called otherwise: the claims that say neither a name nor that it is theirs. */
function silentAbout(nodes: readonly IdentityNode[], { type, holders }: Holding): readonly Holder[] {
  if (isCertain(type, false) || isOnePersonByAll(holders.flatMap(({ node }) => nodes[node]?.said ?? []))) return [];
  return holders.filter(({ node, verified }) => !verified && nodes[node]?.said === null);
}

function tryToJoin(nodes: readonly IdentityNode[], candidate: Candidate, blocks: ConstrainedBlocks, edges: ResolvedEdge[]): readonly number[] {
  const { holding, opened, owners, holder, turn, sides, strength } = candidate;
  const tell = (other: Holder, outcome: ResolvedEdge['outcome'], refusal: string | null): void => {
    edges.push({ a: nodes[other.node]?.number ?? 0, b: nodes[holder.node]?.number ?? 0, rule: `same-${holding.type}`, strength, outcome, refusal, evidence: { type: holding.type, value: holding.value } });
  };
  const own = blocks.find(holder.node);
  let among = opened;
  if (turn === 'bare') {
    const people = distinct(ownersOf(holding, owners), blocks);
    const one = people.find(({ node }) => blocks.find(node) === own);
    if (one !== undefined) {
      tell(one, 'confirmed', null);
      return [];
    }
    if (people.length > 1) for (const other of people.slice(0, MOST_TRIES)) tell(other, 'refused', 'of-several-people');
    among = people.length === 1 ? [...people, ...opened] : opened;
  }
  for (const other of distinct(among, blocks).slice(0, MOST_TRIES)) {
    const isOne = blocks.find(other.node) === own;
    const refusal = isOne ? null : blocks.refusalOf(other.node, holder.node, holding.type, other.verified && holder.verified);
    const said = refusal === 'limit-user' && !sides ? 'verified-by-another' : refusal === 'other-people' && turn === 'crossing' ? 'handed-on' : refusal;
    tell(other, isOne ? 'confirmed' : refusal === null ? 'joined' : 'refused', said);
    if (refusal !== null) continue;
    if (isOne) return [];
    const isLoose = turn === 'crossing' || (!isOwn(holding.type) && ruleOf(holding.type).bridges && !blocks.isLone(other.node) && !blocks.isLone(holder.node));
    blocks.join(other.node, holder.node);
    return isLoose ? [other.node, holder.node] : [];
  }
  if (turn !== 'crossing') opened.push(holder);
  return [];
}

/** Whose a value is: an order is theirs who proved it, whoever else speaks of it. */
function ownersOf({ type }: Holding, owners: readonly Holder[]): readonly Holder[] {
  const proven = isOwn(type) || ruleOf(type).passesOn === true ? [] : owners.filter(({ verified }) => verified);
  return proven.length > 0 ? proven : owners;
}

/** The first holder of each block. */
function distinct(holders: readonly Holder[], blocks: ConstrainedBlocks): Holder[] {
  const seen = new Set<number>();
  return holders.filter(({ node }) => {
    const root = blocks.find(node);
    return !seen.has(root) && seen.add(root) !== undefined;
  });
}
