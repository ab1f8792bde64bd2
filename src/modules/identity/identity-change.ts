import type { CustomerKind } from './contract.ts';
import type { NodeLevel } from './identity-node.ts';
import type { CustomerRow, IdentifierKey } from './identity-store.ts';
import type { AssignmentRow } from './identity-write-store.ts';
import type { ResolvedEdge } from './resolution.ts';

/** A claim that changed hands. */
export type Move = { readonly node: number; readonly from: number; readonly to: number };

/** What a resolution changes, ready to be written. `merges` give all claims of one customer to another; `assignments` name claims one by one. */
export type IdentityChange = {
  readonly assignments: readonly AssignmentRow[];
  readonly merges: readonly { readonly from: number; readonly into: number }[];
  readonly customers: readonly CustomerRow[];
  readonly edges: readonly ResolvedEdge[];
  readonly moves: readonly Move[];
  readonly generic: readonly IdentifierKey[];
  /** Customers not looked at whose next claim must be weighed with all others. */
  readonly entangle: readonly number[];
  /** A claim of each customer that may hang together by one weak tie: to be looked at when somebody looks. */
  readonly thin: readonly number[];
};

export const NO_CHANGE: IdentityChange = { assignments: [], merges: [], customers: [], edges: [], moves: [], generic: [], entangle: [], thin: [] };

/** What claims of these levels make together: a person as soon as one names somebody. */
export function kindOf(levels: Iterable<NodeLevel>): CustomerKind {
  let kind: CustomerKind = 'visitor';
  for (const level of levels) {
    if (level === 'person') return 'person';
    if (level === 'contact') kind = 'organisation';
  }
  return kind;
}
