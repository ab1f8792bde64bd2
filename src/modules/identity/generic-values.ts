import { createDisjointSets } from './disjoint-sets.ts';
import type { Holdings } from './join-by-value.ts';
import { valueKey, type IdentityNode } from './identity-node.ts';
import { GENERIC_LIMIT, isTelling } from './telling-types.ts';

/** The two smallest values of each telling type, so that one remains when the value in question is left out. */
type Telling = Map<string, [string, string | null]>;

function addTelling(telling: Telling, type: string, value: string): void {
  const found = telling.get(type);
  if (found === undefined) telling.set(type, [value, null]);
  else if (value < found[0]) telling.set(type, [value, found[0]]);
  else if (value > found[0] && (found[1] === null || value < found[1])) found[1] = value;
}

/**
 * Values that went with too many different people to say who somebody is.
 * `direct`: the claims that hold the value name more than GENERIC_LIMIT people by one other type; claims to come can't change that. `indirect`: so do the blocks that these claims belong to without it.
 * Invariant: follows from the claims alone; user ids are never generic.
 */
export function genericValues(nodes: readonly IdentityNode[], holdings: Holdings): { readonly direct: string[]; readonly indirect: string[] } {
  const suspects = [...holdings].filter(([, holding]) => holding.type !== 'user' && holding.holders.length > GENERIC_LIMIT);
  if (suspects.length === 0) return { direct: [], indirect: [] };
  const suspected = new Set(suspects.map(([key]) => key));
  const sets = createDisjointSets(nodes.length);
  for (const [key, { holders }] of holdings) {
    if (suspected.has(key)) continue;
    for (const holder of holders) sets.join(holders[0]?.node ?? holder.node, holder.node);
  }
  const ofNode: Telling[] = [];
  const ofBlock = new Map<number, Telling>();
  nodes.forEach((node, at) => {
    const own: Telling = new Map();
    const block = ofBlock.get(sets.find(at)) ?? new Map<string, [string, string | null]>();
    ofBlock.set(sets.find(at), block);
    for (const { type, value, joins } of node.identifiers) {
      if (!joins || !isTelling(type) || !holdings.has(valueKey(type, value))) continue;
      addTelling(own, type, value);
      addTelling(block, type, value);
    }
    ofNode.push(own);
  });
  const direct: string[] = [];
  const indirect: string[] = [];
  for (const [key, { type, value, holders }] of suspects) {
    if (peopleNamed(holders.flatMap(({ node }) => ofNode[node] ?? []), type, value) > GENERIC_LIMIT) direct.push(key);
    else if (peopleNamed(holders.flatMap(({ node }) => ofBlock.get(sets.find(node)) ?? []), type, value) > GENERIC_LIMIT) indirect.push(key);
  }
  return { direct: direct.sort(), indirect: indirect.sort() };
}

/** The most different people that one type tells apart, leaving out the value itself. */
function peopleNamed(groups: readonly Telling[], type: string, value: string): number {
  const seen = new Map<string, Set<string>>();
  for (const telling of groups) {
    for (const [other, [first, second]] of telling) {
      const shown = other === type && first === value ? second : first;
      if (shown === null) continue;
      const people = seen.get(other);
      if (people === undefined) seen.set(other, new Set([shown]));
      else people.add(shown);
    }
  }
  return Math.max(0, ...[...seen.values()].map((people) => people.size));
}
