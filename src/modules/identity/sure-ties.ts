import { ruleOf } from './contract.ts';
import { createDisjointSets } from './disjoint-sets.ts';
import type { IdentityNode } from './identity-node.ts';
import type { CustomerRow } from './identity-store.ts';
import { isBare, isLone, isOwn, isProof } from './telling-types.ts';
import { HANDED_ON_AFTER_MS } from './value-periods.ts';

/** How sure the ties are that hold a group of new claims and customers together. Places count new claims first, then customers. */
export type Ties = {
  /** They share a value of a type that joins people. `apartMs`: how far apart in time they were. */
  tie(a: number, b: number, type: string, apartMs: number): void;
  /** They share a value of a type that names one person, and both verified it. */
  prove(a: number, b: number): void;
  /** Whether nothing that `resolveComponent` weighs could part these places: all that is proven hangs together by proofs, all that names a person by values that do. */
  areSure(places: readonly number[]): boolean;
};

export function createTies(fresh: readonly IdentityNode[], customers: readonly CustomerRow[]): Ties {
  const count = fresh.length + customers.length;
  const lasting = createDisjointSets(count);
  const proven = createDisjointSets(count);
  const loose = new Map<number, number[]>();
  const isKnown = (place: number): boolean => (place < fresh.length ? fresh[place]?.identifiers.some(isProof) === true : customers[place - fresh.length]?.known === true);
  const isNaming = (place: number): boolean => (place < fresh.length ? !isBare(fresh[place]?.identifiers ?? []) : Object.keys(customers[place - fresh.length]?.valueCounts ?? {}).some(isOwn));
  const isAlone = (place: number): boolean => {
    if (place < fresh.length) return isLone(fresh[place]?.identifiers ?? []);
    const joining = Object.entries(customers[place - fresh.length]?.valueCounts ?? {}).filter(([type]) => ruleOf(type).bridges);
    return joining.length === 1 && joining[0]?.[1] === 1 && !isOwn(joining[0][0]);
  };
  return {
    tie(a, b, type, apartMs) {
      if (isOwn(type)) lasting.join(a, b);
      else if ((ruleOf(type).passesOn === true && apartMs >= HANDED_ON_AFTER_MS) || !(isAlone(a) || isAlone(b))) loose.set(a, [...(loose.get(a) ?? []), b]);
    },
    prove: (a, b) => { proven.join(a, b); },
    areSure(places) {
      if (places.length === 1) return true;
      if (!hangTogether(places.filter(isKnown), proven.find) || !hangTogether(places.filter(isNaming), lasting.find)) return false;
      return loose.size === 0 || places.every((place) => (loose.get(place) ?? []).every((other) => lasting.find(place) === lasting.find(other)));
    },
  };
}

function hangTogether(places: readonly number[], rootOf: (place: number) => number): boolean {
  const [first, ...rest] = places;
  return first === undefined || rest.every((place) => rootOf(place) === rootOf(first));
}
