import { AppError } from '../../kernel/app-error.ts';
import type { FileStatement } from './split-statements.ts';

/** How a table lies on a cluster: each row on one shard by a column's hash, or every row on every node. */
export type Spread = { readonly kind: 'sharded'; readonly column: string } | { readonly kind: 'copied' };

const CREATE_TABLE = /^create\s+table\s+if\s+not\s+exists\s+([a-z][a-z0-9_]*)/i;

/** The table that a statement creates, null when it creates none. */
export function createdTable(text: string): string | null {
  if (!/^create\s+(or\s+replace\s+)?(temporary\s+)?table\b/i.test(text)) return null;
  const table = CREATE_TABLE.exec(text)?.[1];
  if (table === undefined) throw new AppError('internal', 'migration-malformed', 'Schema files create tables with CREATE TABLE IF NOT EXISTS and a plain lower-case name.');
  return table;
}

/** What the comments before a CREATE TABLE say. Errors: `internal` when they don't say it; a file must be right on a cluster before it runs anywhere. */
export function spreadOf(statement: FileStatement): Spread {
  const words = statement.comments.findLast((comment) => /^spread:/i.test(comment))?.replace(/^spread:\s*/i, '');
  const column = /^sharded by ([a-z][a-z0-9_]*)$/.exec(words ?? '')?.[1];
  if (column !== undefined) return { kind: 'sharded', column };
  if (words === 'copied') return { kind: 'copied' };
  throw new AppError('internal', 'migration-spread-missing', 'Write "-- spread: sharded by <column>" or "-- spread: copied" before each CREATE TABLE.');
}

/** What every table of Custos is made with: inserts reach the disk before they are acknowledged, and a quick repeat with the same token does nothing. */
const TABLE_SETTINGS = ['fsync_after_insert = 1', 'fsync_part_directory = 1', 'non_replicated_deduplication_window = 1000'] as const;

/** A CREATE TABLE of the MergeTree family with the settings of every table added to its own. */
export function withTableSettings(text: string): string {
  if (!/\bengine\s*=?\s*\w*MergeTree\b/i.test(text)) return text;
  const missing = TABLE_SETTINGS.filter((setting) => !text.includes(setting.split(' ')[0] ?? '')).join(', ');
  if (missing === '') return text;
  return /\)\s*settings\s|\bsettings\s+\w+\s*=/i.test(text) ? `${text}, ${missing}` : `${text}\nSETTINGS ${missing}`;
}

const ENGINE = /\bengine\s*=\s*(\w*MergeTree)\b(?:\s*\(([^)]*)\))?/i;

/** The same table with an engine that copies its rows to the other nodes of its shard by itself. Its place in Keeper is by the servers' macros `shard` and `replica`. */
export function withReplicatedEngine(text: string, table: string): string {
  return text.replace(ENGINE, (_, engine: string, words: string | undefined) => `ENGINE = Replicated${engine}(${[`'/clickhouse/tables/{shard}/{database}/${table}_local'`, "'{replica}'", ...(words === undefined || words.trim() === '' ? [] : [words])].join(', ')})`);
}

/** On a cluster a sharded table X is X_local on every node, and X the table that reads and writes all of them. */
export function createSharded(text: string, table: string, column: string, { cluster, isReplicated = false }: { readonly cluster: string; readonly isReplicated?: boolean }): string[] {
  return [
    (isReplicated ? withReplicatedEngine(text, table) : text).replace(CREATE_TABLE, `CREATE TABLE IF NOT EXISTS ${table}_local`),
    `CREATE TABLE IF NOT EXISTS ${table} AS ${table}_local ENGINE = Distributed('${cluster}', currentDatabase(), '${table}_local', cityHash64(${column})) SETTINGS fsync_after_insert = 1, fsync_directories = 1`,
  ];
}

const CHANGE = /^(alter\s+table|optimize\s+table|truncate\s+table(?:\s+if\s+exists)?|drop\s+table(?:\s+if\s+exists)?|delete\s+from)\s+([a-z][a-z0-9_]*)\b/i;

/** Statements that fill one table from others. Each shard fills its own twin from its own rows: a view on the table over all shards would never see a row that another node received. */
const FILLS = /^(create\s+materialized\s+view|insert\s+into)\b/i;

/**
 * A statement that changes a table, as each node of a cluster must run it: the local twin of a sharded table, and the table over it where that changes too (columns, drop).
 * Shape: statements in order.
 */
export function spreadChange(text: string, sharded: ReadonlySet<string>): string[] {
  if (FILLS.test(text)) return [text.replace(/\b[a-z][a-z0-9_]*\b/g, (word) => (sharded.has(word) ? `${word}_local` : word))];
  const match = CHANGE.exec(text);
  const [, verb, table] = match ?? [];
  if (verb === undefined || table === undefined || !sharded.has(table)) return [text];
  const local = text.replace(CHANGE, `${verb} ${table}_local`);
  if (/^drop/i.test(verb)) return [text, local];
  if (/^alter/i.test(verb) && /\b(add|drop|modify|rename|comment|alter|clear)\s+column\b/i.test(text) && !/\bclear\s+column\b/i.test(text)) return [local, text];
  return [local];
}

/** Whether a statement changes what is on a node rather than adding or reading rows, so that every node of a cluster must run it. */
export function changesEveryNode(text: string): boolean {
  return /^(create|alter|drop|truncate|optimize|rename|exchange|attach|detach|system|delete)\b/i.test(text);
}
