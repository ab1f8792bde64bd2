import type { PgStatement } from './sql.ts';

/** Something that answers statements: the database (each on its own) or one transaction. int8 comes back as number (below 2^53), numeric as text, timestamptz as Date, jsonb parsed. */
export interface Queryable {
  /** Rows of one statement. Shape: whatever the statement selects; the caller names it. */
  rows<Row>(statement: PgStatement): Promise<Row[]>;
  /** Runs a statement; answers the number of rows it touched. */
  run(statement: PgStatement): Promise<number>;
}

export interface Transaction extends Queryable {
  /** Sends a statement whose answer nobody needs, without waiting for it; statements are carried out in the order in which they were given. Invariant: where it fails the transaction fails, with its error. */
  send(statement: PgStatement): void;
  /** Calls back once this transaction is durable; never when it rolls back. */
  afterCommit(call: () => void): void;
}

/**
 * A named lock, held by one session with PostgreSQL and only as long as that session lives.
 * Invariant: PostgreSQL gives the lock to another only after it has ended the session and whatever was open in it, so what `transaction` commits was committed by the holder. See docs/decisions/0011.
 */
export interface HeldLock {
  /** A transaction in the session that holds the lock; one after the other. Errors: `unavailable` once the session is gone (at a commit that was under way: it may have been written or not). */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Whether the session lives, as far as this process has heard. To decide what to do next; only `transaction` makes it sure. */
  isHeld(): boolean;
  release(): Promise<void>;
}

/**
 * The PostgreSQL of this installation, private or a server.
 * Errors: `unavailable` when it can't be reached; a serialisation failure or deadlock is tried again up to 5 times, so `work` must be repeatable.
 */
export interface Database extends Queryable {
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Holds a named lock until `release` or until its session ends; null when another has it. */
  tryLock(name: string): Promise<HeldLock | null>;
  readonly engine: 'private' | 'server';
  /** `18.4`. */
  readonly version: string;
  close(): Promise<void>;
}
