import { publicId } from '../../kernel/public-id.ts';
import type { Survivorship, SurvivorshipTrial } from './contract.ts';
import { goldenTraits, nameOf } from './golden-record.ts';
import type { TraitFact } from './trait-store.ts';

const EXAMPLES = 5;

type Difference = { readonly customer: number; readonly name: string | null; readonly before: string | null; readonly after: string | null };
type Seen = { customers: number; contested: number; readonly differences: Difference[] };

/**
 * What other rules would change of these customers, trait by trait; the traits that sources contradict each other about most come first.
 * Shape: every trait that anybody said something of, also those that no rule names.
 */
export function trySurvivorship(factsOf: ReadonlyMap<number, readonly TraitFact[]>, holding: Survivorship, tried: Survivorship): Omit<SurvivorshipTrial, 'ofPeople'> {
  const seen = new Map<string, Seen>();
  const claimsOf = new Map<string, Set<number>>();
  const changed = new Set<number>();
  for (const [customer, facts] of factsOf) {
    for (const { source, node } of facts) claimsOf.set(source, (claimsOf.get(source) ?? new Set()).add(node));
    const [golden, other] = [goldenTraits(facts, holding), goldenTraits(facts, tried)];
    const [before, after] = [golden, other].map((traits) => new Map(traits.map(({ name, value }) => [name, value])));
    for (const [name, said] of Map.groupBy(facts, (fact) => fact.name)) {
      const place = seen.get(name) ?? { customers: 0, contested: 0, differences: [] };
      seen.set(name, place);
      place.customers += 1;
      if (new Set(said.map(({ value }) => value ?? '')).size > 1) place.contested += 1;
      const [was, is] = [before?.get(name) ?? null, after?.get(name) ?? null];
      if (was === is) continue;
      changed.add(customer);
      place.differences.push({ customer, name: nameOf(golden), before: was, after: is });
    }
  }
  const traits = [...seen].map(([name, { customers, contested, differences }]) => ({
    name, customers, contested, differ: differences.length, examples: differences.slice(0, EXAMPLES).map((one) => ({ ...one, customer: publicId('customer', one.customer) })),
  }));
  return {
    customers: factsOf.size, differ: changed.size, traits: traits.sort((a, b) => b.contested - a.contested || b.customers - a.customers || a.name.localeCompare(b.name)),
    sources: [...claimsOf].map(([source, claims]) => ({ source, claims: claims.size })).sort((a, b) => b.claims - a.claims || a.source.localeCompare(b.source)),
  };
}
