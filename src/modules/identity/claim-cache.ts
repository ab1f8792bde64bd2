/** What is remembered of a claim: its node, whose it is, and when it was first made. */
export type KnownClaim = { readonly node: number; readonly hash: string; customer: number; firstOccurredMs: number };

/**
 * The latest claims, so that a repeated one costs no question to the database. Holds between `most` and twice as many.
 * Invariant: filled and changed only after a commit; `version` is that of the last change seen, so that somebody else's change is noticed.
 */
export type ClaimCache = {
  byHash(hash: string): KnownClaim | undefined;
  byNode(node: number): KnownClaim | undefined;
  put(claim: KnownClaim): void;
  move(node: number, customer: number): void;
  clear(): void;
  version: number;
};

type Generation = { readonly byHash: Map<string, KnownClaim>; readonly byNode: Map<number, KnownClaim> };
const emptyGeneration = (): Generation => ({ byHash: new Map(), byNode: new Map() });

export function createClaimCache(most = 100_000): ClaimCache {
  let young = emptyGeneration();
  let old = emptyGeneration();
  const put = (claim: KnownClaim): void => {
    if (young.byHash.size >= most) {
      old = young;
      young = emptyGeneration();
    }
    young.byHash.set(claim.hash, claim);
    young.byNode.set(claim.node, claim);
  };
  return {
    version: -1,
    byHash(hash) {
      const found = young.byHash.get(hash);
      if (found !== undefined) return found;
      const aged = old.byHash.get(hash);
      if (aged !== undefined) put(aged);
      return aged;
    },
    byNode: (node) => young.byNode.get(node) ?? old.byNode.get(node),
    put,
    move(node, customer) {
      const known = young.byNode.get(node) ?? old.byNode.get(node);
      if (known !== undefined) known.customer = customer;
    },
    clear() {
      young = emptyGeneration();
      old = emptyGeneration();
    },
  };
}
