import { AppError } from '../../kernel/app-error.ts';
import { addDecision, markDecided } from './decision-store.ts';
import { nodesOfCustomers } from './identity-store.ts';
import { spokesmen } from './join-customers.ts';
import { takeDecision, type DecideDeps } from './take-decision.ts';

export type ApartAnswer = { readonly decision: number; readonly customer: number };

/**
 * Says that two customers are two people, so that nothing joins them from now on. Nobody moves; taking it back lets the rules speak again.
 * Errors: `invalid` for one and the same customer (split it instead); `not-found` for one without claims.
 */
export function keepApart(deps: DecideDeps, customer: number, other: number, reason: string, by: string): Promise<ApartAnswer> {
  if (customer === other) throw new AppError('invalid', 'apart-from-itself', 'These are one customer. Part its claims instead.');
  return takeDecision(deps, async ({ tx, look, write }) => {
    const nodes = await nodesOfCustomers(tx, [customer, other]);
    const [left, right] = [customer, other].map((number) => spokesmen(nodes.filter((node) => node.customer === number)));
    if (left === undefined || right === undefined || left.length === 0 || right.length === 0) throw new AppError('not-found', 'customer-unknown', 'One of these customers has no claims.');
    const decision = await addDecision(tx, { kind: 'apart', left, right, reason, by });
    await markDecided(tx, left);
    await write(await look([customer, other]), 'human-split');
    return { decision, customer };
  });
}
