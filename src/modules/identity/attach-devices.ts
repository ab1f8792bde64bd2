import { ruleOf } from './contract.ts';
import type { ConstrainedBlocks } from './constrained-blocks.ts';
import { createDisjointSets } from './disjoint-sets.ts';
import { valueKey, type IdentityNode } from './identity-node.ts';
import { addHolder, joinByValue, type Holding, type Holdings } from './join-by-value.ts';
import type { ResolvedEdge } from './resolution.ts';

/** A way in which nameless claims hang together: a device that is one person's, or one session on a device that is not. */
type Link = Holding & { readonly key: string; readonly device: string; readonly shared: boolean };

/**
 * Gives nameless claims (devices, cookies, aliases only) to the person whose device it was. A device that two people hold joins nobody: its claims stay visitors, one per session.
 * Claims that hang together by devices of two different people go one by one: to the person of their own device, or to nobody.
 * Shape: answers the devices found to be shared, and the nodes whose ties contradicted each other, with one node of each person whom they pointed to.
 */
export function attachDevices(
  nodes: readonly IdentityNode[], settledPlaces: readonly number[], nameless: readonly number[], takes: (key: string) => boolean, isShared: (key: string) => boolean, blocks: ConstrainedBlocks, edges: ResolvedEdge[],
): { readonly shared: ReadonlySet<string>; readonly contested: readonly number[] } {
  const owners = ownersOf(nodes, settledPlaces, takes, blocks);
  const shared = new Set<string>();
  for (const [key, holders] of owners) if (holders.length > 1) shared.add(key);
  const linksOf = (at: number): Link[] => {
    const node = nodes[at];
    if (node === undefined) return [];
    return node.identifiers.flatMap(({ type, value, joins }) => {
      const device = valueKey(type, value);
      if (!joins || !takes(device)) return [];
      const isOpen = shared.has(device) || isShared(device);
      return [{ type, value, holders: [], device, shared: isOpen, key: isOpen ? `${device}\n${node.session ?? ''}` : device }];
    });
  };
  const ownerOf = (link: Link): number | undefined => (link.shared ? undefined : owners.get(link.device)?.[0]);

  const sets = createDisjointSets(nodes.length);
  const firstOf = new Map<string, number>();
  for (const at of nameless) {
    for (const { key } of linksOf(at)) {
      const first = firstOf.get(key);
      if (first === undefined) firstOf.set(key, at);
      else sets.join(first, at);
    }
  }
  const contested: number[] = [];
  const claimed: number[] = [];
  const loose: number[] = [];
  for (const group of Map.groupBy(nameless, (at) => sets.find(at)).values()) {
    const claimants = new Set(group.flatMap((at) => linksOf(at).flatMap((link) => rootOf(ownerOf(link)) ?? [])));
    if (claimants.size > 1) {
      contested.push(...group);
      claimed.push(...claimants);
    } else loose.push(...group);
  }

  joinByValue(nodes, holdingsOfLinks(loose, () => true), blocks, edges);
  attach([...loose].sort(inTime));
  const own = contested.filter((at) => new Set(linksOf(at).flatMap((link) => rootOf(ownerOf(link)) ?? [])).size === 1);
  attach([...own].sort(inTime));
  const ownSet = new Set(own);
  joinByValue(nodes, holdingsOfLinks(contested.filter((at) => !ownSet.has(at)), (link) => ownerOf(link) === undefined), blocks, edges);
  return { shared, contested: [...contested, ...claimed] };

  function rootOf(owner: number | undefined): number | undefined {
    return owner === undefined ? undefined : blocks.find(owner);
  }

  function inTime(a: number, b: number): number {
    return (nodes[a]?.firstOccurredMs ?? 0) - (nodes[b]?.firstOccurredMs ?? 0) || a - b;
  }

  function holdingsOfLinks(which: readonly number[], wanted: (link: Link) => boolean): Holdings {
    const holdings: Holdings = new Map();
    for (const at of which) for (const link of linksOf(at)) if (wanted(link)) addHolder(holdings, link.key, link.type, link.value, at, false);
    return holdings;
  }

  function attach(which: readonly number[]): void {
    for (const at of which) {
      for (const link of linksOf(at)) {
        const owner = ownerOf(link);
        if (owner === undefined) continue;
        const isOne = blocks.find(owner) === blocks.find(at);
        const refusal = isOne ? null : blocks.refusalOf(owner, at, link.type, false);
        edges.push({
          a: nodes[owner]?.number ?? 0, b: nodes[at]?.number ?? 0, rule: `same-${link.type}`, strength: ruleOf(link.type).strength, outcome: isOne ? 'confirmed' : refusal === null ? 'joined' : 'refused', refusal,
          evidence: { type: link.type, value: link.value },
        });
        if (!isOne && refusal === null) blocks.join(owner, at);
      }
    }
  }
}

/** For each device, one node of every block that holds it: of people if any do, else of visitors that a person decided about. */
function ownersOf(nodes: readonly IdentityNode[], places: readonly number[], takes: (key: string) => boolean, blocks: ConstrainedBlocks): Map<string, number[]> {
  const owners = new Map<string, number[]>();
  for (const named of [true, false]) {
    const fresh = new Map<string, Map<number, number>>();
    for (const at of places) {
      if (blocks.isNamed(at) !== named) continue;
      for (const { type, value, joins } of nodes[at]?.identifiers ?? []) {
        const key = valueKey(type, value);
        if (!joins || ruleOf(type).bridges || !takes(key) || owners.has(key)) continue;
        const held = fresh.get(key) ?? new Map<number, number>();
        fresh.set(key, held);
        if (!held.has(blocks.find(at))) held.set(blocks.find(at), at);
      }
    }
    for (const [key, held] of fresh) owners.set(key, [...held.values()]);
  }
  return owners;
}
