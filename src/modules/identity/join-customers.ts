import { AppError } from '../../kernel/app-error.ts';
import { nodesOfCustomers } from './customer-claims-store.ts';
import { addDecision, markDecided, nameLeft } from './decision-store.ts';
import type { IdentityChange } from './identity-change.ts';
import { customersOfNodes, type StoredNode } from './identity-store.ts';
import { takeDecision, type DecideDeps } from './take-decision.ts';

export type JoinAnswer = { readonly decision: number; readonly customer: number };

/**
 * Says that two customers are one person, whatever rules, limits and likelihood say. Nobody of either is left behind.
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
    let change = await look([customer, other]);
    const named = new Set(left);
    // Those named stay; who was likely one with them may not be likely one with all of them, so that it takes more than one look.
    for (let pieces = onePerPiece(change, nodes); pieces.length > 1; pieces = onePerPiece(change, nodes)) {
      for (const node of pieces) named.add(node);
      await nameLeft(tx, decision, [...named]);
      await markDecided(tx, [...named]);
      change = await look([customer, other]);
    }
    await write(change, 'human-join');
    const [owner] = await customersOfNodes(tx, left.slice(0, 1));
    return { decision, customer: owner?.customer ?? customer };
  });
}

/**
 * Says that two claims of one customer are of one person, so that what ties them is never doubted again. Nobody moves.
 * Errors: `conflict` when they are not of this customer any more.
 */
export function joinHalves(deps: DecideDeps, customer: number, ends: readonly [number, number], reason: string, by: string): Promise<JoinAnswer> {
  return takeDecision(deps, async ({ tx, look, write }) => {
    const owners = await customersOfNodes(tx, ends);
    if (owners.length < 2 || owners.some((row) => row.customer !== customer)) throw new AppError('conflict', 'claims-not-of-customer', 'These claims are not of this customer any more.');
    const decision = await addDecision(tx, { kind: 'together', left: ends, reason, by });
    await markDecided(tx, ends);
    await write(await look([customer]), 'human-join');
    return { decision, customer };
  });
}

/** Who speaks for a customer in a decision: one claim that names the person stands for all; a visitor's claims are named one by one, for devices alone may not hold them together. */
export function spokesmen(nodes: readonly StoredNode[]): number[] {
  const numbers = nodes.filter((node) => node.level !== 'device').map((node) => node.number).sort((a, b) => a - b);
  return numbers.length > 0 ? numbers.slice(0, 1) : nodes.map((node) => node.number).sort((a, b) => a - b);
}

/** One claim of each piece into which a change would part claims that name people: what only likelihood held together may come apart when somebody else joins it. */
export function onePerPiece(change: IdentityChange, nodes: readonly StoredNode[]): number[] {
  const placeOf = new Map(change.assignments.map((row) => [row.node, row.customer]));
  const pieces = Map.groupBy(nodes.filter((node) => node.level !== 'device').sort((a, b) => a.number - b.number), (node) => placeOf.get(node.number) ?? node.customer);
  return [...pieces.values()].flatMap((piece) => piece.slice(0, 1).map((node) => node.number));
}
