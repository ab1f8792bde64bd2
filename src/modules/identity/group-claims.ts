import { ruleOf } from './contract.ts';
import { createDisjointSets } from './disjoint-sets.ts';
import { createTies } from './sure-ties.ts';
import { valueKey, type IdentityNode } from './identity-node.ts';
import type { CustomerRow } from './identity-store.ts';
import type { HashTie } from './mail-hash.ts';
import type { SetAside } from './region.ts';
import type { ResolvedEdge } from './resolution.ts';
import { areCalledOneWay, isOnePersonByAll, type PersonSaid } from './said-of-person.ts';
import { isOwn } from './telling-types.ts';

/** A node that already holds a value which a new claim also holds; one that verified it where there is any. */
export type Hit = { readonly node: number; readonly customer: number; readonly origin: number; readonly verified: boolean; readonly firstOccurredMs: number };

/** A customer with what its claims say of a person. */
export type KnownCustomer = CustomerRow & { readonly said: readonly PersonSaid[] };

/** New claims and customers that hang together by a shared value. `edges` are the joins that tie them, one less than there are members. */
export type ClaimGroup = { readonly fresh: readonly IdentityNode[]; readonly customers: readonly CustomerRow[]; readonly edges: readonly ResolvedEdge[]; readonly originOf: ReadonlyMap<number, number>; readonly isSimple: boolean; /** It may hang together by one weak tie. */ readonly isThin: boolean };

/** Components larger than this are not looked at again: new claims of them stay apart and are marked. Units: claims. */
export const MOST_NODES = 20_000;

/**
 * Sorts new claims into groups that share a value among themselves or with customers.
 * A group is simple when everything in it is one customer beyond doubt: at most one block of people, no limit passed, nothing refused before, nobody called otherwise, nothing tied by a value alone that proves too little. Then joining it whole is what `resolveComponent` would answer.
 */
export function groupClaims(fresh: readonly IdentityNode[], hits: ReadonlyMap<string, Hit>, customers: ReadonlyMap<number, KnownCustomer>, { blocked, generic, rules }: Pick<SetAside, 'blocked' | 'generic' | 'rules'>, hashTies: readonly HashTie[] = []): ClaimGroup[] {
  const rows = [...customers.values()];
  const placeOfCustomer = new Map(rows.map((row, index) => [row.number, fresh.length + index]));
  const all = createDisjointSets(fresh.length + rows.length);
  const people = createDisjointSets(fresh.length + rows.length);
  const ties = createTies(fresh, rows);
  const firstFresh = new Map<string, number>();
  const firstVerified = new Map<string, number>();
  const edges: { readonly place: number; readonly edge: ResolvedEdge }[] = [];
  const originOf = new Map<number, number>();
  const onGenericDevice = new Set<number>();
  fresh.forEach((node, at) => {
    for (const { type, value, joins, verified } of [...node.identifiers].sort((a, b) => rules.priorityOf(a.type) - rules.priorityOf(b.type))) {
      const key = valueKey(type, value);
      if (!joins || blocked.has(key)) continue;
      const rule = ruleOf(type);
      if (generic.has(key)) {
        if (node.level === 'device') onGenericDevice.add(at);
        continue;
      }
      const hit = hits.get(key);
      const other = hit === undefined ? firstFresh.get(key) : placeOfCustomer.get(hit.customer);
      if (hit !== undefined && !originOf.has(node.number)) originOf.set(node.number, hit.origin);
      if (!firstFresh.has(key)) firstFresh.set(key, at);
      if (verified) {
        const proof = hit?.verified === true ? other : firstVerified.get(key);
        // An order proves too, but not where addresses or logins tell its people apart, which only the rules as a whole say.
        if (proof !== undefined && isOwn(type)) ties.prove(at, proof);
        if (!firstVerified.has(key)) firstVerified.set(key, at);
      }
      if (other === undefined) continue;
      if (rule.bridges) {
        people.join(at, other);
        ties.tie(at, other, type, Math.abs(node.firstOccurredMs - (hit?.firstOccurredMs ?? fresh[other]?.firstOccurredMs ?? 0)));
      }
      if (all.find(at) === all.find(other)) continue;
      all.join(at, other);
      edges.push({ place: at, edge: { a: hit?.node ?? fresh[other]?.number ?? 0, b: node.number, rule: `same-${type}`, strength: rule.strength, outcome: 'joined', refusal: null, evidence: { type, value } } });
    }
  });
  const byHash = new Set<number>();
  for (const tie of hashTies) {
    const other = 'place' in tie.with ? tie.with.place : placeOfCustomer.get(tie.with.customer);
    if (other !== undefined) all.join(tie.place, other);
    byHash.add(tie.place);
  }
  const members = Map.groupBy(Array.from({ length: fresh.length + rows.length }, (_, place) => place), (place) => all.find(place));
  const edgesOf = Map.groupBy(edges, ({ place }) => all.find(place));
  return [...members].flatMap(([root, places]) => {
    const nodes = places.flatMap((place) => fresh[place] ?? []);
    if (nodes.length === 0) return [];
    const touched = places.flatMap((place) => rows[place - fresh.length] ?? []);
    const named = new Set(places.filter((place) => (place < fresh.length ? fresh[place]?.level !== 'device' : rows[place - fresh.length]?.kind !== 'visitor')).map((place) => people.find(place)));
    const said = [...nodes.flatMap((node) => node.said ?? []), ...touched.flatMap((row) => row.said)];
    const isSimple = named.size <= 1 && (places.length === 1 || isOnePersonByAll(said)) && ties.areSure(places) && !places.some((place) => onGenericDevice.has(place) || byHash.has(place)) && isWithinLimits(nodes, touched, hits, { blocked, generic, rules });
    return [{ fresh: nodes, customers: touched, edges: (edgesOf.get(root) ?? []).map(({ edge }) => edge), originOf, isSimple, isThin: places.length > 1 && !areCalledOneWay(said) }];
  });
}

function isWithinLimits(fresh: readonly IdentityNode[], customers: readonly CustomerRow[], hits: ReadonlyMap<string, Hit>, { blocked, generic, rules }: Pick<SetAside, 'blocked' | 'generic' | 'rules'>): boolean {
  if (customers.some((row) => row.entangled || row.capped)) return false;
  if (customers.reduce((sum, row) => sum + row.nodeCount, fresh.length) > MOST_NODES) return false;
  const counts = countsTogether(fresh, customers, hits, blocked, generic);
  return Object.entries(counts).every(([type, count]) => count <= rules.limitOf(type));
}

/** How many different joining values of each type a group holds. Exact for simple groups: their customers have no value in common. */
export function countsTogether(fresh: readonly IdentityNode[], customers: readonly CustomerRow[], hits: ReadonlyMap<string, Hit>, blocked: ReadonlySet<string>, generic: ReadonlySet<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of customers) for (const [type, count] of Object.entries(row.valueCounts)) counts[type] = (counts[type] ?? 0) + count;
  const seen = new Set<string>();
  for (const node of fresh) {
    for (const { type, value, joins } of node.identifiers) {
      const key = valueKey(type, value);
      if (!joins || hits.has(key) || seen.has(key) || blocked.has(key) || generic.has(key)) continue;
      seen.add(key);
      counts[type] = (counts[type] ?? 0) + 1;
    }
  }
  return counts;
}
