import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { noteThin } from './bridges/bridge-store.ts';
import type { CustomerMoved } from './contract.ts';
import type { IdentityChange, Move } from './identity-change.ts';
import { entangle } from './identity-store.ts';
import { MAP_TABLE } from './map-log.ts';
import { addGenericValues, mergeCustomers, noteSettled, putClaims, putCustomers, type NewNode } from './identity-write-store.ts';

/** The reasons of changes that no person decided of these customers. */
export const BY_CLAIMS = 'claims';
export const BY_LIKELIHOOD = 'likelihood';
export const BY_RULES = 'rules';
const BY_NOBODY: ReadonlySet<string> = new Set([BY_CLAIMS, BY_LIKELIHOOD, BY_RULES]);

/**
 * Writes a change and tells everybody: the rows, the map for ClickHouse, and which claims moved.
 * Shape: answers all moves, also those of whole customers.
 */
export async function applyChange(outbox: Outbox, tx: Transaction, change: IdentityChange, fresh: readonly NewNode[], version: number, atMs: number, reason: string, logsRepeats: boolean): Promise<Move[]> {
  // A retired number may name one that is new in this change, so those come first; the rows that it retires into are there by then.
  putCustomers(tx, change.customers.filter((row) => row.mergedInto === null));
  putCustomers(tx, change.customers.filter((row) => row.mergedInto !== null));
  const moves: Move[] = [...change.moves];
  for (const { node, from, into } of await mergeCustomers(tx, change.merges)) moves.push({ node, from, to: into });
  putClaims(tx, { fresh, assignments: change.assignments, edges: change.edges, logsRepeats });
  if (!BY_NOBODY.has(reason) && moves.length > 0) noteSettled(tx, moves);
  addGenericValues(tx, change.generic);
  if (change.entangle.length > 0) entangle(tx, change.entangle);
  if (change.thin.length > 0) noteThin(tx, change.thin);

  const freshNumbers = new Set(fresh.map(({ node }) => node.number));
  const updated = new Map<number, number>(moves.map((move) => [move.node, move.to]));
  for (const row of change.assignments) if (freshNumbers.has(row.node)) updated.set(row.node, row.customer);
  if (updated.size > 0) {
    const at = new Date(atMs).toISOString();
    const lines = [...updated].map(([node, customer]) => `{"node":${node},"customer":${customer},"version":${version},"updated_at":"${at}"}`);
    await outbox.copy(tx, [{ table: MAP_TABLE, jsonLines: lines.join('\n'), rows: lines.length }]);
  }
  const events = eventsOf(moves, new Set(change.customers.flatMap((row) => (row.mergedInto === null ? [] : [row.number]))), reason);
  if (events.length > 0) await outbox.publish(tx, events);
  return moves;
}

function eventsOf(moves: readonly Move[], retired: ReadonlySet<number>, reason: string): CustomerMoved[] {
  return [...Map.groupBy(moves, (move) => `${move.from} ${move.to}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ type: retired.has(first.from) ? 'customer.merged' : 'customer.split', from: first.from, into: first.to, nodes: group.map((move) => move.node), reason } as const];
  });
}
