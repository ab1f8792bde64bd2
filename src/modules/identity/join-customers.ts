import { AppError } from '../../kernel/app-error.ts';
import { addDecision, markDecided } from './decision-store.ts';
import { customersOfNodes, nodesOfCustomers, type StoredNode } from './identity-store.ts';
import { takeDecision, type DecideDeps } from './take-decision.ts';

export type JoinAnswer = { readonly decision: number; readonly customer: number };

/**
 * Says that two customers are one person, whatever rules and limits say.
 * Errors: `invalid` for one and the same customer; `not-found` for one without claims.
 */
export function joinCustomers(deps: DecideDeps, customer: number, other: number, reason: string, by: string): Promise<JoinAnswer> {
  if (customer === other) throw new AppError('invalid', 'join-with-itself', 'These are one customer already.');
  return takeDecision(deps, async ({ tx, look, write }) => {
    const nodes = await nodesOfCustomers(tx, [customer, other]);
    const sides = [customer, other].map((number) => spokesmen(nodes.filter((node) => node.customer === number)));
    if (sides.some((side) => side.length === 0)) throw new AppError('not-found', 'customer-unknown', 'One of these customers has no claims.');
    const left = sides.flat();
    const decision = await addDecision(tx, { kind: 'together', left, reason, by });
    await markDecided(tx, left);
    await write(await look([customer, other]), 'human-join');
    const [owner] = await customersOfNodes(tx, left.slice(0, 1));
    return { decision, customer: owner?.customer ?? customer };
  });
}

/** Who speaks for a customer in a decision: one claim that names the person stands for all; a visitor's claims are named one by one, for devices alone may not hold them together. */
export function spokesmen(nodes: readonly StoredNode[]): number[] {
  const numbers = nodes.filter((node) => node.level !== 'device').map((node) => node.number).sort((a, b) => a - b);
  return numbers.length > 0 ? numbers.slice(0, 1) : nodes.map((node) => node.number).sort((a, b) => a - b);
}
