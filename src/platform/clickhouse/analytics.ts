import type { ChStatement } from './sql.ts';

/**
 * How a question is treated: a `point` query answers a page and never waits for a `report`, which may scan everything;
 * `write` is for the pipeline's own statements.
 */
export type QueryClass = 'point' | 'report' | 'write';

/** How a long answer is written as a file: as Parquet, or as comma-separated values with a line of names. */
export type FileFormat = 'Parquet' | 'CSVWithNames';

/** Settings of one query; they travel in its SETTINGS clause only. */
export type QuerySettings = Readonly<Record<string, string | number>>;

/** An answer with its columns. Units: `characters` of the whole as JSON. */
export type AnswerTable = { readonly columns: readonly { readonly name: string; readonly type: string }[]; readonly rows: readonly (readonly unknown[])[]; readonly characters: number };

/**
 * The ClickHouse of this installation: chDB in process, a server, or a cluster.
 * Shape: rows are objects; 64-bit integers arrive as decimal text (convert with Number below 2^53), DateTime64(3) as ISO 8601 in UTC ending in Z, Bool as boolean, NaN and infinities as null.
 * Errors: `unavailable` when it can't be reached or is over its memory cap; `internal` for a wrong statement, with the engine's own words as cause.
 */
export interface Analytics {
  rows<Row>(statement: ChStatement, options?: { readonly class?: QueryClass; readonly settings?: QuerySettings }): Promise<Row[]>;
  /** The one column of a question as it is, without the price of quoting and reading it twice: for documents. Invariant: they hold no line breaks. */
  texts(statement: ChStatement, options?: { readonly class?: QueryClass; readonly settings?: QuerySettings }): Promise<string[]>;
  /** An answer of which the columns are not known beforehand: their names and types, then rows as lists, values as in `rows`. Read in pieces, so that nothing else waits for a long one. */
  table(statement: ChStatement, options?: { readonly class?: QueryClass; readonly settings?: QuerySettings }): Promise<AnswerTable>;
  run(statement: ChStatement, options?: { readonly class?: QueryClass; readonly settings?: QuerySettings }): Promise<void>;
  /** A long answer as JSON lines, in blocks as they come and of one moment: for backups and exports. Invariant: holds a connection of class `report` until it is read or left. */
  jsonLines(statement: ChStatement, options?: { readonly settings?: QuerySettings }): AsyncIterable<Buffer>;
  /** A long answer as one file, in blocks. Invariant: in process it is written to the disk first, so that whoever reads it slowly holds no connection and a fault comes before the first block. */
  file(statement: ChStatement, format: FileFormat, options?: { readonly settings?: QuerySettings }): AsyncIterable<Buffer>;
  /**
   * Inserts lines of JSONEachRow into a table, durably (fsync_after_insert), split into blocks by the caller's partitions.
   * `token` makes a quick repeat harmless, for the table and for those that views fill from it; exactly-once over time comes from ReplacingMergeTree keys.
   */
  insert(table: string, jsonLines: string | Buffer, options?: { readonly token?: string }): Promise<void>;
  /** Parts that the engine set aside as broken: their rows are missing from every answer until they are copied again. */
  brokenParts(): Promise<{ table: string; part: string; reason: string; rows: number | null }[]>;
  readonly engine: 'chdb' | 'server' | 'cluster';
  readonly version: string;
  /** The database that statements without a database name read and write. */
  readonly database: string;
  /** Name of the cluster as the servers know it; null when there is one node. */
  readonly cluster: string | null;
  /** Whether sharded tables are made with engines that copy rows to the other nodes of their shard by themselves. */
  readonly isReplicated: boolean;
  /** Every node by itself (one, unless this is a cluster): for migrations, health and backup. */
  readonly nodes: readonly AnalyticsNode[];
  close(): Promise<void>;
}

/** One node of ClickHouse. Invariant: a statement runs on this node alone, as it is written; nothing is tried elsewhere. */
export interface AnalyticsNode {
  /** `in process`, or host and port. */
  readonly name: string;
  /** What a dictionary of this node must say to read its own tables: empty in process, user and password on a server. */
  readonly dictionaryLogin: string;
  rows<Row>(statement: ChStatement, options?: { readonly class?: QueryClass; readonly settings?: QuerySettings }): Promise<Row[]>;
  run(statement: ChStatement, options?: { readonly class?: QueryClass; readonly settings?: QuerySettings }): Promise<void>;
}
