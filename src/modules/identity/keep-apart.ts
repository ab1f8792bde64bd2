import { AppError } from '../../kernel/app-error.ts';
import { nodesOfCustomers } from './customer-claims-store.ts';
import { addDecision, keepTogether, markDecided, nameLeft } from './decision-store.ts';
import { onePerPiece, spokesmen } from './join-customers.ts';
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
    const [ours, theirs] = [nodes.filter((node) => node.customer === customer), nodes.filter((node) => node.customer === other)];
    const [left, right] = [spokesmen(ours), spokesmen(theirs)];
    if (left.length === 0 || right.length === 0) throw new AppError('not-found', 'customer-unknown', 'One of these customers has no claims.');
    const decision = await addDecision(tx, { kind: 'apart', left, right, reason, by });
    await markDecided(tx, left);
    let change = await look([customer, other]);
    const [named, kept] = [new Set(left), new Set<number>()];
    for (let [l, r] = [onePerPiece(change, ours), onePerPiece(change, theirs)]; l.length > 1 || r.length > 1; [l, r] = [onePerPiece(change, ours), onePerPiece(change, theirs)]) {
      for (const node of l) named.add(node);
      for (const node of r) kept.add(node);
      await nameLeft(tx, decision, [...named]);
      await keepTogether(tx, decision, [...kept]);
      await markDecided(tx, [...named, ...kept]);
      change = await look([customer, other]);
    }
    await write(change, 'human-split');
    return { decision, customer };
  });
}
