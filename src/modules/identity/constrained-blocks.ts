import { ruleOf } from './contract.ts';
import type { ExactRules } from './exact-rules.ts';
import { createDisjointSets } from './disjoint-sets.ts';
import { valueKey, type IdentityNode } from './identity-node.ts';
import { areOtherPeople, saidTogether, type PersonSaid } from './said-of-person.ts';
import { isCertain, isLone, isOwn, isProof } from './telling-types.ts';

/** Blocks of nodes that may only be joined where limits and human partings allow it. Nodes are named by their place in the list given. */
export type ConstrainedBlocks = {
  find(node: number): number;
  /** Why the blocks of two nodes may not be joined by a value of this type; null when they may. `isProven`: the value is verified on both sides. */
  refusalOf(a: number, b: number, type: string, isProven: boolean): string | null;
  /** Why the blocks of two nodes may not be joined on likelihood; null when they may. Whoever is proven to be somebody is joined with somebody else who is only by a person. */
  likelyRefusalOf(a: number, b: number): 'human-decision' | 'both-proven' | 'limit' | null;
  /** Whether a human decision stands between the blocks of two nodes. */
  isBarred(a: number, b: number): boolean;
  join(a: number, b: number): void;
  /** Puts a node's block on one side of a human parting. */
  bar(node: number, decision: number, side: 'left' | 'right'): void;
  isNamed(node: number): boolean;
  /** Whether a block consists of claims that a value which tells nobody apart is all that they could be joined by. */
  isLone(node: number): boolean;
  /** How many different values of each type the block of a node holds. */
  countsOf(node: number): ReadonlyMap<string, number>;
};

type Values = Map<string, Set<string>>;

const OTHER_SIDE = { left: 'right', right: 'left' } as const;

/**
 * Starts with every node in a block of its own.
 * Invariant: a join by a type is refused where it would take the block further over the limit of a type of the same or a higher priority; values of lower priority are carried along (demoted), so that a login outranks a sixth address.
 * Two blocks that are called otherwise, or were born on other days, are joined only by a login or by a value of their own that is verified on both sides; anything else a home may share, and likelihood weighs it.
 * Two blocks that are each known by something verified are joined only by a value that is verified on both sides; a value that does not name one person (an order, a phone number) never joins blocks that higher types tell apart.
 */
export function createBlocks(nodes: readonly IdentityNode[], setAside: (key: string) => boolean, rules: ExactRules): ConstrainedBlocks {
  const sets = createDisjointSets(nodes.length);
  const values: Values[] = nodes.map((node) => valuesOf(node, setAside));
  const named = nodes.map((node) => node.level !== 'device');
  const known = nodes.map((node) => node.identifiers.some((identifier) => isProof(identifier) && !setAside(valueKey(identifier.type, identifier.value))));
  const lone = nodes.map((node) => isLone(node.identifiers));
  const said: (readonly PersonSaid[])[] = nodes.map((node) => (node.said === null ? [] : [node.said]));
  const bars: (Map<number, 'left' | 'right'> | undefined)[] = [];

  const isBarred = (a: number, b: number): boolean => {
    const [left, right] = [bars[sets.find(a)], bars[sets.find(b)]];
    if (left === undefined || right === undefined) return false;
    for (const [decision, side] of left) if (right.get(decision) === OTHER_SIDE[side]) return true;
    return false;
  };

  return {
    find: (node) => sets.find(node),
    isBarred,
    refusalOf(a, b, type, isProven) {
      if (isBarred(a, b)) return 'human-decision';
      const [left, right] = [sets.find(a), sets.find(b)];
      const priority = rules.priorityOf(type);
      const over = limitPassed(values[left], values[right], priority, rules);
      if (over !== null) return `limit-${over}`;
      if (!isOwn(type) && isToldApart(values[left], values[right], priority, rules)) return 'other-people';
      if (!isCertain(type, isProven) && areOtherPeople(said[left] ?? [], said[right] ?? [], !isOwn(type))) return 'other-names';
      return known[left] === true && known[right] === true && !(isProven && ruleOf(type).passesOn !== true) ? 'claimed-only' : null;
    },
    likelyRefusalOf(a, b) {
      if (isBarred(a, b)) return 'human-decision';
      const [left, right] = [sets.find(a), sets.find(b)];
      if (known[left] === true && known[right] === true) return 'both-proven';
      return limitPassed(values[left], values[right], Infinity, rules) === null ? null : 'limit';
    },
    join(a, b) {
      const [left, right] = [sets.find(a), sets.find(b)];
      if (left === right) return;
      const stays = sets.join(left, right);
      const goes = stays === left ? right : left;
      values[stays] = mergedValues(values[stays] ?? new Map(), values[goes] ?? new Map());
      values[goes] = new Map();
      said[stays] = saidTogether(said[stays] ?? [], said[goes] ?? []);
      said[goes] = [];
      named[stays] = named[stays] === true || named[goes] === true;
      known[stays] = known[stays] === true || known[goes] === true;
      lone[stays] = lone[stays] === true && lone[goes] === true;
      const gone = bars[goes];
      if (gone !== undefined) bars[stays] = new Map([...(bars[stays] ?? []), ...gone]);
    },
    bar(node, decision, side) {
      const root = sets.find(node);
      (bars[root] ??= new Map()).set(decision, side);
    },
    isNamed: (node) => named[sets.find(node)] === true,
    isLone: (node) => lone[sets.find(node)] === true,
    countsOf: (node) => new Map([...(values[sets.find(node)] ?? [])].map(([type, held]) => [type, held.size])),
  };
}

/** Whether two blocks hold values of one type that ranks higher, and none in common. */
function isToldApart(a: Values | undefined, b: Values | undefined, priority: number, rules: ExactRules): boolean {
  for (const [type, ours] of a ?? []) {
    const theirs = b?.get(type);
    if (theirs !== undefined && rules.priorityOf(type) < priority && isOwn(type) && !intersects(ours, theirs)) return true;
  }
  return false;
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const value of small) if (large.has(value)) return true;
  return false;
}

function valuesOf(node: IdentityNode, setAside: (key: string) => boolean): Values {
  const values: Values = new Map();
  for (const { type, value, joins } of node.identifiers) {
    if (!joins || setAside(valueKey(type, value))) continue;
    const held = values.get(type);
    if (held === undefined) values.set(type, new Set([value]));
    else held.add(value);
  }
  return values;
}

function mergedValues(a: Values, b: Values): Values {
  for (const [type, theirs] of b) {
    const ours = a.get(type);
    if (ours === undefined) {
      a.set(type, theirs);
      continue;
    }
    const [large, small] = ours.size < theirs.size ? [theirs, ours] : [ours, theirs];
    for (const value of small) large.add(value);
    a.set(type, large);
  }
  return a;
}

/** The type of highest priority whose limit a join would pass, as far as it is not lower than `priority`. */
function limitPassed(a: Values | undefined, b: Values | undefined, priority: number, rules: ExactRules): string | null {
  let passed: { readonly type: string; readonly priority: number } | null = null;
  for (const [type, ours] of a ?? []) {
    const theirs = b?.get(type);
    const [own, limit] = [rules.priorityOf(type), rules.limitOf(type)];
    if (theirs === undefined || own > priority || ours.size + theirs.size <= limit) continue;
    const [large, small] = ours.size < theirs.size ? [theirs, ours] : [ours, theirs];
    let together = large.size;
    for (const value of small) if (!large.has(value)) together += 1;
    if (together <= Math.max(limit, large.size)) continue;
    if (passed === null || own < passed.priority || (own === passed.priority && type < passed.type)) passed = { type, priority: own };
  }
  return passed?.type ?? null;
}
