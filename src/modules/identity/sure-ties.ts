import { ruleOf } from './contract.ts';
import { createDisjointSets } from './disjoint-sets.ts';
import type { IdentityNode } from './identity-node.ts';
import type { CustomerRow } from './identity-store.ts';
import { isBare, isLone, isOwn, isProof } from './telling-types.ts';
import { HANDED_ON_AFTER_MS } from './value-periods.ts';

/** How sure the ties are that hold a group of new claims and customers together. Places count new claims first, then customers. */
export type Ties = {
  /** They share a value that names people. `apartMs`: how far apart in time, where the value is of those that are handed on; else null. */
  tie(a: number, b: number, apartMs: number | null): void;
  /** They share a value that both verified. */
  prove(a: number, b: number): void;
  /** Whether nothing that `resolveComponent` weighs could part these places: all that is proven hangs together by proofs, all that names a person by more than a value that is handed on. */
  areSure(places: readonly number[]): boolean;
};

export function createTies(fresh: readonly IdentityNode[], customers: readonly CustomerRow[]): Ties {
  const count = fresh.length + customers.length;
  const lasting = createDisjointSets(count);
  const proven = createDisjointSets(count);
  const loose: [number, number][] = [];
  const isKnown = (place: number): boolean => (place < fresh.length ? fresh[place]?.identifiers.some(isProof) === true : customers[place - fresh.length]?.known === true);
  const isNaming = (place: number): boolean => (place < fresh.length ? !isBare(fresh[place]?.identifiers ?? []) : Object.keys(customers[place - fresh.length]?.valueCounts ?? {}).some(isOwn));
  const isAlone = (place: number): boolean => {
    if (place < fresh.length) return isLone(fresh[place]?.identifiers ?? []);
    const joining = Object.entries(customers[place - fresh.length]?.valueCounts ?? {}).filter(([type]) => ruleOf(type).bridges);
    return joining.length === 1 && joining[0]?.[1] === 1 && ruleOf(joining[0][0]).passesOn === true;
  };
  return {
    tie(a, b, apartMs) {
      if (apartMs === null) lasting.join(a, b);
      else if (apartMs >= HANDED_ON_AFTER_MS || !(isAlone(a) || isAlone(b))) loose.push([a, b]);
    },
    prove: (a, b) => { proven.join(a, b); },
    areSure(places) {
      const members = new Set(places);
      return hangTogether(places.filter(isKnown), proven.find) && hangTogether(places.filter(isNaming), lasting.find) && loose.every(([a, b]) => !members.has(a) || lasting.find(a) === lasting.find(b));
    },
  };
}

function hangTogether(places: readonly number[], rootOf: (place: number) => number): boolean {
  const [first, ...rest] = places;
  return first === undefined || rest.every((place) => rootOf(place) === rootOf(first));
}
