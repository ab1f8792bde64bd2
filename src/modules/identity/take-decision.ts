import { AppError } from '../../kernel/app-error.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import { applyChange } from './apply-change.ts';
import { readCustomers } from './customer-claims-store.ts';
import { MOST_NODES } from './group-claims.ts';
import type { IdentityChange } from './identity-change.ts';
import type { IdentityMemory } from './identity-memory.ts';
import { takeTurn, type CustomersRead } from './identity-store.ts';
import type { SetAside } from './region.ts';
import { resolveRegion } from './resolve-region.ts';

/** What every command on identity needs. */
export type DecideDeps = { readonly database: Database; readonly outbox: Outbox; readonly log: Log; readonly clock: () => number; readonly memory: IdentityMemory; readonly defaultCountry?: string | undefined };

/** One human decision being taken. `aside` are the values that join nobody; a command changes it by answering another one from `look`. */
export type Turn = {
  readonly tx: Transaction;
  readonly aside: SetAside;
  /** What would change if these customers were looked at again now, with all that was decided about them and all that is likely. `read`: these customers, where they were read in this turn. Writes nothing. */
  look(customers: readonly number[], aside?: SetAside, read?: CustomersRead): Promise<IdentityChange>;
  /** Writes a change. Answers the customers whose claims moved, old and new. */
  write(change: IdentityChange, reason: string): Promise<number[]>;
};

/**
 * Runs one command in one transaction and in turn with all other changes of who is who; memory is right afterwards.
 * Errors: `conflict` (`component-too-large`) where more claims hang together than can be looked at again.
 */
export async function takeDecision<T>(deps: DecideDeps, work: (turn: Turn) => Promise<T>): Promise<T> {
  return deps.database.transaction(async (tx) => {
    const turn = await openTurn(deps, tx);
    // From here on decisions are asked for, of which this may be the first; where nothing comes of it, in vain.
    deps.memory.decided.value = true;
    return work(turn);
  });
}

/** Takes the turn within a transaction: from here to its end nobody else changes who is who. */
export async function openTurn(deps: DecideDeps, tx: Transaction): Promise<Turn> {
  const { memory } = deps;
  const version = await takeTurn(tx);
  await memory.follow(tx, version);
  tx.afterCommit(() => { memory.reached(version); });
  return {
    tx,
    aside: memory,
    async look(customers, aside = memory, read) {
      const seeds = read ?? await readCustomers(tx, customers);
      if (seeds.customers.some((row) => row.nodeCount > MOST_NODES || row.capped)) throw new AppError('conflict', 'component-too-large', `More than ${MOST_NODES} claims hang together here; block the value that ties them first.`);
      return resolveRegion(tx, deps.log, aside, [], customers, { read: seeds, looked: new Set(customers) });
    },
    async write(change, reason) {
      const moves = await applyChange(deps.outbox, tx, change, [], version, deps.clock(), reason, false);
      tx.afterCommit(() => {
        for (const move of moves) memory.claims.move(move.node, move.to);
        memory.learnGeneric(change.generic);
      });
      return [...new Set(moves.flatMap((move) => [move.from, move.to]))].sort((a, b) => a - b);
    },
  };
}
