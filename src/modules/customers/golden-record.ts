import type { TraitFact } from './trait-store.ts';

/** A trait of a customer: the latest value among their claims, and how many other values there are. */
export type GoldenTrait = { readonly name: string; readonly value: string; readonly source: string; readonly atMs: number; readonly others: number };

/** Whether one word counts more than another: the later moment, else the higher key. A key names its interaction whenever it came, so arrival decides nothing. */
export function isLater(a: TraitFact, b: TraitFact): boolean {
  return a.saidMs !== b.saidMs ? a.saidMs > b.saidMs : a.key > b.key;
}

/** The latest value of each trait wins; a deletion that is the latest word removes it. Independent of the order of the facts. */
export function goldenTraits(facts: readonly TraitFact[]): GoldenTrait[] {
  const traits: GoldenTrait[] = [];
  for (const [name, said] of Map.groupBy(facts, (fact) => fact.name)) {
    const latest = said.reduce((best, fact) => (isLater(fact, best) ? fact : best));
    if (latest.value === null || latest.value === '') continue;
    const others = new Set(said.flatMap((fact) => (fact.value === null || fact.value === latest.value ? [] : [fact.value]))).size;
    traits.push({ name, value: latest.value, source: latest.source, atMs: latest.saidMs, others });
  }
  return traits.sort((a, b) => a.name.localeCompare(b.name));
}

/** How a customer is called: the whole name where known, else given and family name, else the company, else the nickname. Null when nobody said. */
export function nameOf(traits: readonly GoldenTrait[]): string | null {
  const valueOf = (name: string): string | undefined => traits.find((trait) => trait.name === name)?.value;
  const parts = [valueOf('givenName'), valueOf('familyName')].filter((part) => part !== undefined).join(' ');
  return valueOf('name') ?? (parts === '' ? undefined : parts) ?? valueOf('company') ?? valueOf('nickname') ?? null;
}

/** Town and country, as far as known. */
export function placeOf(traits: readonly GoldenTrait[]): string | null {
  const parts = ['city', 'country'].flatMap((name) => traits.find((trait) => trait.name === name)?.value ?? []);
  return parts.length === 0 ? null : parts.join(', ');
}
