import type { CustomerKind } from './contract.ts';
import { countsTogether, type ClaimGroup, type Hit } from './group-claims.ts';
import { kindOf, NO_CHANGE, type IdentityChange } from './identity-change.ts';
import type { CustomerRow } from './identity-store.ts';
import { isProof } from './telling-types.ts';

const RANK: Readonly<Record<CustomerKind, number>> = { person: 2, organisation: 1, visitor: 0 };

/**
 * Joins groups in which nothing is in doubt. The customer with most claims keeps its number (one that is named before a visitor), then the lowest; the others retire into it.
 * `newNumbers` holds one number for each group that has no customer yet, in their order.
 */
export function joinGroups(groups: readonly ClaimGroup[], newNumbers: readonly number[], hits: ReadonlyMap<string, Hit>, blocked: ReadonlySet<string>, generic: ReadonlySet<string>): IdentityChange {
  const numbers = [...newNumbers];
  const changes = groups.map((group) => joinGroup(group, () => numbers.shift() ?? 0, hits, blocked, generic));
  return {
    ...NO_CHANGE, assignments: changes.flatMap((change) => change.assignments), merges: changes.flatMap((change) => change.merges),
    customers: changes.flatMap((change) => change.customers), edges: groups.flatMap((group) => group.edges),
    thin: groups.flatMap(({ isThin, edges: [first] }) => (isThin && first !== undefined ? [first.a] : [])),
  };
}

function joinGroup({ fresh, customers, originOf }: ClaimGroup, newNumber: () => number, hits: ReadonlyMap<string, Hit>, blocked: ReadonlySet<string>, generic: ReadonlySet<string>): Pick<IdentityChange, 'assignments' | 'merges' | 'customers'> {
  const ranked = [...customers].sort((a, b) => RANK[b.kind] - RANK[a.kind] || b.nodeCount - a.nodeCount || a.number - b.number);
  const [survivor, ...others] = ranked;
  const number = survivor?.number ?? newNumber();
  const moments = fresh.map((node) => node.firstOccurredMs);
  const levels = [...fresh.map((node) => node.level), ...customers.map((row) => (row.kind === 'person' ? 'person' : row.kind === 'organisation' ? 'contact' : 'device'))] as const;
  const joined: CustomerRow = {
    number, kind: kindOf(levels), mergedInto: null, nodeCount: customers.reduce((sum, row) => sum + row.nodeCount, fresh.length), entangled: false, capped: false,
    known: fresh.some((node) => node.identifiers.some(isProof)) || customers.some((row) => row.known),
    valueCounts: countsTogether(fresh, customers, hits, blocked, generic),
    firstSeenMs: Math.min(...moments, ...customers.map((row) => row.firstSeenMs)), lastSeenMs: Math.max(...moments, ...customers.map((row) => row.lastSeenMs)),
  };
  const retired = others.map((row): CustomerRow => ({ ...row, mergedInto: number, nodeCount: 0, valueCounts: {} }));
  return {
    assignments: fresh.map((node) => ({ node: node.number, customer: number, origin: originOf.get(node.number) ?? number })),
    merges: others.map((row) => ({ from: row.number, into: number })), customers: [joined, ...retired],
  };
}
