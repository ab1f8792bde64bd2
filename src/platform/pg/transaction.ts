import type { PgStatement } from './sql.ts';

/** Something that answers statements: the database (each on its own) or one transaction. int8 comes back as number (below 2^53), numeric as text, timestamptz as Date, jsonb parsed. */
export interface Queryable {
  /** Rows of one statement. Shape: whatever the statement selects; the caller names it. */
  rows<Row>(statement: PgStatement): Promise<Row[]>;
  /** Runs a statement; answers the number of rows it touched. */
  run(statement: PgStatement): Promise<number>;
}

export interface Transaction extends Queryable {
  /** Calls back once this transaction is durable; never when it rolls back. */
  afterCommit(call: () => void): void;
}

/**
 * The PostgreSQL of this installation, private or a server.
 * Errors: `unavailable` when it can't be reached; a serialisation failure or deadlock is tried again up to 5 times, so `work` must be repeatable.
 */
export interface Database extends Queryable {
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Holds a named session-level advisory lock until `release`; null when another process has it. */
  tryLock(name: string): Promise<{ release(): Promise<void> } | null>;
  readonly engine: 'private' | 'server';
  /** `18.4`. */
  readonly version: string;
  close(): Promise<void>;
}
