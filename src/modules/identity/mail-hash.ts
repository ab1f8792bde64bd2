import { hash } from 'node:crypto';
import type { Identifier } from './contract.ts';
import { valueKey, type IdentityNode } from './identity-node.ts';
import type { Holdings } from './join-by-value.ts';

export const HASH_TYPE = 'email-sha256';

/** The hashes under which others may know an address: of its normal form and of the spelling that was used. Shape: hexadecimal; empty for other types. */
export function mailHashesOf({ type, value, said }: Identifier): string[] {
  if (type !== 'email') return [];
  return (said === undefined ? [value] : [value, said]).map((text) => hash('sha256', text, 'hex'));
}

/** Adds the holders of an address to those of its hash, where a claim holds nothing but the hash. `takes`: whether an address counts. */
export function addHashedMails(nodes: readonly IdentityNode[], which: readonly number[], holdings: Holdings, takes: (key: string) => boolean): void {
  if (![...holdings.values()].some(({ type }) => type === HASH_TYPE)) return;
  for (const at of which) {
    for (const identifier of nodes[at]?.identifiers ?? []) {
      if (!identifier.joins || identifier.type !== 'email' || !takes(valueKey('email', identifier.value))) continue;
      for (const hash of mailHashesOf(identifier)) {
        const holding = holdings.get(valueKey(HASH_TYPE, hash));
        if (holding !== undefined && !holding.holders.some(({ node }) => node === at)) holding.holders.push({ node: at, verified: identifier.verified });
      }
    }
  }
}

/** A new claim that has the hash of an address where somebody else has the address, or the other way round. Places count new claims. */
export type HashTie = { readonly place: number; readonly with: { readonly customer: number } | { readonly place: number } };

/** Which customers hold an address with a hash, and which the hash alone. */
export type HashHolders = { readonly addresses: ReadonlyMap<string, readonly number[]>; readonly hashes: ReadonlyMap<string, readonly number[]> };

/** `customerOf`: who holds a value itself; they need no tie by its hash. */
export function hashTiesOf(fresh: readonly IdentityNode[], takes: (key: string) => boolean, holders: HashHolders, customerOf: (key: string) => number | undefined): HashTie[] {
  const ties: HashTie[] = [];
  const given = new Map<string, number>();
  const derived = new Map<string, number>();
  fresh.forEach((node, place) => {
    for (const identifier of node.identifiers) {
      const key = valueKey(identifier.type, identifier.value);
      if (!identifier.joins || !takes(key)) continue;
      const isGiven = identifier.type === HASH_TYPE;
      for (const hash of isGiven ? [identifier.value] : mailHashesOf(identifier)) {
        for (const customer of (isGiven ? holders.addresses : holders.hashes).get(hash) ?? []) if (customer !== customerOf(key)) ties.push({ place, with: { customer } });
        const other = (isGiven ? derived : given).get(hash);
        if (other !== undefined && other !== place) ties.push({ place, with: { place: other } });
        (isGiven ? given : derived).set(hash, place);
      }
    }
  });
  return ties;
}
