import type { ExactRules } from './exact-rules.ts';
import type { IdentityNode } from './identity-node.ts';
import type { LikelyTies } from './join-likely.ts';

/**
 * A human decision about claims, as far as it stands. `together`: the claims of `left` are one person. `apart`: the claims of `left` are one person, and nobody of `right`;
 * `keep` holds claims that stay one although the parting took away what joined them.
 */
export type HumanDecision = { readonly number: number; readonly kind: 'together' | 'apart'; readonly left: readonly number[]; readonly right: readonly number[]; readonly keep: readonly number[] };

/**
 * One look at whether two claims are one person. `joined` made one block of two, `confirmed` is one more reason for a join already made, `refused` was not allowed by the rule in `refusal`.
 */
export type ResolvedEdge = {
  readonly a: number;
  readonly b: number;
  readonly rule: string;
  readonly strength: number;
  readonly outcome: 'joined' | 'confirmed' | 'refused';
  readonly refusal: string | null;
  readonly evidence: { readonly type: string; readonly value: string } | null;
};

/** What the rules need to know. Nodes may come in any order, and any number of whole components at once. */
export type ResolutionInput = {
  readonly nodes: readonly IdentityNode[];
  readonly decisions: readonly HumanDecision[];
  /** Values that a person blocked: they join nothing and count for nothing. */
  readonly blocked: ReadonlySet<string>;
  /** Values already known to be generic. */
  readonly generic: ReadonlySet<string>;
  /** Groups of nodes settled before, of components that are not looked at again. */
  readonly settled?: readonly (readonly number[])[];
  /** Limits and priorities; what Custos starts with where they are not given. That a type counts for nobody is said on the claims: see `asRuled`. */
  readonly rules?: ExactRules;
  /** Devices known to be shared by people of whom not all are among the nodes. */
  readonly sharedDevices?: ReadonlySet<string>;
  /** Who is likely one person; null: rules alone decide. */
  readonly likely?: LikelyTies | null;
};

/** Who is who. Shape: one block per customer, node numbers ascending by hash; `entangled` holds the indexes of blocks whose next claim must be weighed together with all others. */
export type Resolution = {
  readonly blocks: readonly (readonly number[])[];
  readonly edges: readonly ResolvedEdge[];
  readonly entangled: ReadonlySet<number>;
  /** Values found to be generic here, and by the claims that hold them alone, so for good. */
  readonly newlyGeneric: readonly string[];
};
