import type { Survivorship } from './contract.ts';
import type { TraitFact } from './trait-store.ts';
import { compareWords, weighingOf, type CountedWord, type Decider, type Weighing } from './weigh-words.ts';

/** A value that sources said, in its weightiest word. `claims`: how many say it now. */
export type SaidValue = { readonly value: string; readonly source: string; readonly atMs: number; readonly verifiedBy: string | null; readonly claims: number };

/** A trait of a customer: the value that counts, and those that don't, the weightiest first, each with what decided against it. */
export type GoldenTrait = SaidValue & { readonly name: string; readonly others: number; readonly lost: readonly (SaidValue & { readonly lostBy: Decider })[] };

/** Values that lost and are told one by one. */
const LOST_TOLD = 20;

/** A word that deletes: nobody says anything in its place. */
const textOf = (fact: TraitFact): string => fact.value ?? '';

/** The weightiest word of each value, the one that counts first. */
function valuesByWeight(said: readonly TraitFact[], weighing: Weighing): CountedWord[] {
  const best = [...Map.groupBy(said, textOf).values()].map((same) => same.map((fact): CountedWord => ({ fact, claims: same.length })).reduce((a, b) => (compareWords(b, a, weighing).difference > 0 ? b : a)));
  return best.length === 1 ? best : best.sort((a, b) => compareWords(b, a, weighing).difference);
}

/**
 * What is known of a customer, trait by trait, by the rules of whose word counts. A deletion is a word as any other: where it outweighs the rest, the trait is gone.
 * Invariant: independent of the order of the facts.
 */
export function goldenTraits(facts: readonly TraitFact[], rules: Survivorship): GoldenTrait[] {
  const traits: GoldenTrait[] = [];
  for (const [name, said] of Map.groupBy(facts, (fact) => fact.name)) {
    const weighing = weighingOf(rules, name);
    const [first, ...rest] = valuesByWeight(said, weighing);
    if (first === undefined || textOf(first.fact) === '') continue;
    const others = rest.filter(({ fact }) => textOf(fact) !== '');
    traits.push({ name, ...told(first), others: others.length, lost: others.slice(0, LOST_TOLD).map((other) => ({ ...told(other), lostBy: compareWords(first, other, weighing).by })) });
  }
  return traits.sort((a, b) => a.name.localeCompare(b.name));
}

function told({ fact, claims }: CountedWord): SaidValue {
  return { value: textOf(fact), source: fact.source, atMs: fact.saidMs, verifiedBy: fact.verifiedBy ?? null, claims };
}

/** Traits by which somebody is called, as `nameOf` puts them together. */
export const NAME_TRAITS = ['name', 'givenName', 'familyName', 'company', 'nickname'] as const;

/** How a customer is called: the whole name where known, else given and family name, else the company, else the nickname. Null when nobody said. */
export function nameOf(traits: readonly Pick<GoldenTrait, 'name' | 'value'>[]): string | null {
  const valueOf = (name: string): string | undefined => traits.find((trait) => trait.name === name)?.value;
  const parts = [valueOf('givenName'), valueOf('familyName')].filter((part) => part !== undefined).join(' ');
  return valueOf('name') ?? (parts === '' ? undefined : parts) ?? valueOf('company') ?? valueOf('nickname') ?? null;
}

/** Town and country, as far as known. */
export function placeOf(traits: readonly Pick<GoldenTrait, 'name' | 'value'>[]): string | null {
  const parts = ['city', 'country'].flatMap((name) => traits.find((trait) => trait.name === name)?.value ?? []);
  return parts.length === 0 ? null : parts.join(', ');
}
