import { VERIFICATIONS } from '../identity/contract.ts';
import type { Criterion, Survivorship } from './contract.ts';
import type { TraitFact } from './trait-store.ts';

/** Why one word counts more than another: a criterion, or, of one moment, the names of their interactions. */
export type Decider = Criterion | 'moment';

/** Whether one word counts more than another: the later moment, else the higher key. A key names its interaction whenever it came, so arrival decides nothing. */
export function isLater(a: TraitFact, b: TraitFact): boolean {
  return a.saidMs !== b.saidMs ? a.saidMs > b.saidMs : a.key > b.key;
}

/** What a trait's words are weighed by. */
export type Weighing = { readonly criteria: readonly Criterion[]; readonly sources: readonly string[] };

/** How the words on one trait are weighed. */
export function weighingOf(rules: Survivorship, name: string): Weighing {
  const own = rules.traits.find((trait) => trait.name === name);
  return own === undefined ? { criteria: rules.everyTrait, sources: rules.sources } : { criteria: own.criteria, sources: own.sources ?? rules.sources };
}

/** Whether these rules ask how surely it was them who spoke. */
export function asksForProof(rules: Survivorship): boolean {
  return [rules.everyTrait, ...rules.traits.map((trait) => trait.criteria)].some((criteria) => criteria.includes('verification'));
}

/** Ways by which a source knows who is speaking; the others only prove that a value is theirs. */
const KNOWN_SPEAKER: ReadonlySet<string> = new Set(VERIFICATIONS.slice(0, 3));

/** How surely it was the customer: 2 somebody known spoke (login, signed token, staff), 1 something of theirs was proven, 0 only claimed. */
export function proofOf({ verifiedBy }: Pick<TraitFact, 'verifiedBy'>): 0 | 1 | 2 {
  if (verifiedBy === null || verifiedBy === undefined) return 0;
  return KNOWN_SPEAKER.has(verifiedBy) ? 2 : 1;
}

/** One word with how many claims say the same. */
export type CountedWord = { readonly fact: TraitFact; readonly claims: number };

/** Which of two words counts, and why. Shape: positive when `a` does. Invariant: a total order, so that the order in which words came decides nothing. */
export function compareWords(a: CountedWord, b: CountedWord, { criteria, sources }: Weighing): { readonly by: Decider; readonly difference: number } {
  const rank = ({ fact }: CountedWord): number => { const place = sources.indexOf(fact.source); return place === -1 ? sources.length : place; };
  const differenceBy: Readonly<Record<Criterion, () => number>> = {
    trust: () => rank(b) - rank(a), verification: () => proofOf(a.fact) - proofOf(b.fact), recency: () => a.fact.saidMs - b.fact.saidMs, frequency: () => a.claims - b.claims,
  };
  for (const by of criteria) {
    const difference = differenceBy[by]();
    if (difference !== 0) return { by, difference };
  }
  // Where no criterion decides, the latest word counts, as everywhere.
  return { by: a.fact.saidMs === b.fact.saidMs ? 'moment' : 'recency', difference: isLater(a.fact, b.fact) ? 1 : -1 };
}
