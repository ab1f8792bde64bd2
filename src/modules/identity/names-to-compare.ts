import type { Hit } from './group-claims.ts';
import { valueKey, type IdentityNode } from './identity-node.ts';

/**
 * Customers whose names and birthdays must be known before new claims may join them: those that a claim which gives a name leads to, or a claim that leads to several, or one that shares a value which nobody held with another new claim.
 * Whoever else is met is joined by claims that say nothing and lead nowhere else: their names can't speak against it. Most are visits, and reading all claims of a customer for each would be the dearest part of it.
 * `keys`: the values by which new claims may join.
 */
export function namesToCompare(fresh: readonly IdentityNode[], keys: ReadonlyMap<string, unknown>, hits: ReadonlyMap<string, Hit>): number[] {
  const holders = new Map<string, number>();
  const keysOf = fresh.map((node) => node.identifiers.map(({ type, value }) => valueKey(type, value)).filter((key) => keys.has(key)));
  for (const own of keysOf) for (const key of own) if (!hits.has(key)) holders.set(key, (holders.get(key) ?? 0) + 1);
  const asked = new Set<number>();
  for (const [at, node] of fresh.entries()) {
    const own = keysOf[at] ?? [];
    const met = new Set(own.flatMap((key) => hits.get(key)?.customer ?? []));
    if (node.said !== null || met.size > 1 || own.some((key) => (holders.get(key) ?? 0) > 1)) for (const customer of met) asked.add(customer);
  }
  return [...asked];
}
