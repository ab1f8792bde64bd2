import { AppError } from '../../kernel/app-error.ts';
import { nodesOfCustomers } from './customer-claims-store.ts';
import { addDecision, keepTogether, markDecided } from './decision-store.ts';
import { customersOfNodes } from './identity-store.ts';
import { takeDecision, type DecideDeps } from './take-decision.ts';

export type SplitAnswer = { readonly decision: number; readonly customer: number; readonly newCustomer: number };

/**
 * Says that these claims of a customer are somebody else: one other person. Nobody else moves: what is left stays one, also where only the parted claims had joined it.
 * Errors: `invalid` when a claim is not this customer's, or when none would be left.
 */
export function splitCustomer(deps: DecideDeps, customer: number, nodes: readonly number[], reason: string, by: string): Promise<SplitAnswer> {
  return takeDecision(deps, async ({ tx, look, write }) => {
    const left = [...new Set(nodes)].sort((a, b) => a - b);
    const own = (await nodesOfCustomers(tx, [customer])).map((node) => node.number).sort((a, b) => a - b);
    const right = own.filter((node) => !left.includes(node));
    if (left.length === 0 || own.length - right.length !== left.length) throw new AppError('invalid', 'claims-not-of-customer', 'Name claims that this customer has now.');
    if (right.length === 0) throw new AppError('invalid', 'split-of-everything', 'Leave at least one claim with the customer.');
    const decision = await addDecision(tx, { kind: 'apart', left, right, reason, by });
    await markDecided(tx, left);
    let change = await look([customer]);
    const rest = new Set(right);
    const kept = new Set<number>();
    const pieces = (): Map<number, number[]> => {
      const placeOf = new Map(change.assignments.flatMap((row) => (rest.has(row.node) ? [[row.node, row.customer] as const] : [])));
      return Map.groupBy(right, (node) => placeOf.get(node) ?? customer);
    };
    // More than one look, where some were held together by likelihood alone.
    for (let found = pieces(); found.size > 1; found = pieces()) {
      for (const piece of found.values()) for (const node of piece.slice(0, 1)) kept.add(node);
      await keepTogether(tx, decision, [...kept]);
      await markDecided(tx, [...kept]);
      change = await look([customer]);
    }
    await write(change, 'human-split');
    const owners = new Map((await customersOfNodes(tx, [left[0] ?? 0, right[0] ?? 0])).map((row) => [row.node, row.customer]));
    return { decision, customer: owners.get(right[0] ?? 0) ?? customer, newCustomer: owners.get(left[0] ?? 0) ?? customer };
  });
}
