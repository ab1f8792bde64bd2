import type { Transaction } from '../pg/transaction.ts';

/** Something that happened, told to the modules on the right. `type` is `module.thing-happened`. */
export type OutboxEvent = { readonly type: string };

/**
 * Rows for ClickHouse, finished: a repeat is byte-equal.
 * `earlier`: rows of these homes and numbers are first copied into another table, because the new ones will replace them.
 */
export type CopyBatch = {
  readonly table: string;
  readonly jsonLines: string;
  readonly rows: number;
  readonly earlier?: { readonly into: string; readonly homes: readonly number[]; readonly numbers: readonly number[] };
};

/**
 * What was decided in a PostgreSQL transaction and must still happen elsewhere: copies to ClickHouse, and events to modules on the right.
 * Invariant: written in the transaction that decided it; delivered at least once and in order per consumer; consumers are repeatable.
 */
export interface Outbox {
  copy(tx: Transaction, batches: readonly CopyBatch[]): Promise<void>;
  publish(tx: Transaction, events: readonly OutboxEvent[]): Promise<void>;
  /**
   * Delivers events of these types to `consumer` in order, batch by batch; a throw is tried again with growing waits and shows in `lag`.
   * What `receive` writes through `tx` is written exactly once and in that order, whoever else delivers: the consumer's place moves in the same transaction.
   * `eventsAtOnce`: at most so many in one batch. `prepare`: work on events that takes long, done before they are received, without a transaction that all others would wait for; it may come more than once, or not at all for some.
   */
  subscribe(consumer: string, types: readonly string[], receive: (events: readonly OutboxEvent[], tx: Transaction) => Promise<void>, options?: { readonly eventsAtOnce?: number; readonly prepare?: (events: readonly OutboxEvent[]) => Promise<void> }): void;
  /** Lets go of a consumer that nobody subscribes any more: nothing is kept for it. Call it before the start. */
  leave(consumer: string): Promise<void>;
  /** Runs `work` in a transaction in which this consumer receives nothing and nobody is erased: for what it must catch up with beside its events. */
  holding<T>(consumer: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Called after rows reached ClickHouse. */
  onCopied(call: (batches: readonly CopyBatch[]) => void): void;
  start(): Promise<void>;
  /** Finishes what is running and stops; what is left is delivered at the next start. */
  stop(): Promise<void>;
  /** Everything published until now is copied and received. For tests, backup and shutdown. */
  drained(): Promise<void>;
  /**
   * Runs `work` while nothing is being copied to ClickHouse; what is decided meanwhile waits in PostgreSQL. For backups: both engines then stand at one moment.
   * Errors: `conflict` while another process copies; `unavailable` when the right to copy was lost meanwhile.
   */
  whileCopiesWait<T>(work: () => Promise<T>): Promise<T>;
  /** Copies again what reached ClickHouse in the last minutes, because the engine set damaged parts aside; answers how many rows. */
  copyAgain(): Promise<number>;
  /** Rows that this process wrote and has not copied yet; 0 while another process copies. Asks nobody. */
  rowsAhead(): number;
  /** Rows not yet copied, the age of the oldest, and the last fault if delivery is failing. Units: ms. */
  lag(): Promise<{ waiting: number; lagMs: number; fault: string | null }>;
}
