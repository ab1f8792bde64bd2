import type { FILE_FORMATS } from '../contract.ts';

/** One record of a file as a person would point at it. `line` is where it begins (of the message in a mailbox; the row's number in Parquet). */
export type SourceRow = {
  readonly line: number;
  /** Where a line alone would not find it: the file and message of a mail, `box.mbox, message 12 (<a@x>)`. Empty elsewhere. */
  readonly where: string;
  /** Cells in the order of the columns; empty for records that are objects. */
  readonly cells: readonly string[];
  /** The record itself where the format has nested values (JSON, mail); null for tables. */
  readonly whole: Readonly<Record<string, unknown>> | null;
  /** Why it can't be read; null when it can. `text` then holds what stood there. */
  readonly problem: string | null;
  readonly text: string;
};

/** What a reader yields: a few hundred records, and how far into the file as stored (compressed) they reach. */
export type ReadBatch = { readonly rows: readonly SourceRow[]; readonly bytesRead: number };

/** How a text file is written, when a mapping says so; anything left out is sniffed. */
export type FileHints = { readonly encoding?: string | undefined; readonly delimiter?: string | undefined; readonly quote?: string | undefined; readonly header?: boolean | undefined };

/**
 * A file being read from its beginning, in bounded memory: the next batch is parsed when it is asked for.
 * Invariant: the same file gives the same records in the same order, so a record's ordinal is a place to resume from.
 */
export type TableReader = {
  readonly format: (typeof FILE_FORMATS)[number];
  /** Column names; for nested records dotted paths of the first records, in order of appearance. */
  readonly columns: readonly string[];
  readonly bytesTotal: number;
  /** Things that a person should know before importing. */
  readonly warnings: readonly string[];
  batches(): AsyncIterable<ReadBatch>;
};

/** A readable record made of cells. */
export function rowOfCells(line: number, cells: readonly string[]): SourceRow {
  return { line, where: '', cells, whole: null, problem: null, text: '' };
}

/** A readable record made of an object. */
export function rowOfObject(line: number, whole: Readonly<Record<string, unknown>>, where = ''): SourceRow {
  return { line, where, cells: [], whole, problem: null, text: '' };
}

/** Longest piece of an unreadable line that is kept. Units: characters. */
export const KEPT_TEXT = 2_000;

/** A record that can't be read. */
export function unreadable(line: number, problem: string, text: string, where = ''): SourceRow {
  return { line, where, cells: [], whole: null, problem, text: text.slice(0, KEPT_TEXT) };
}

/** What is said about a record, with where it is. */
export function saidOf(row: { readonly where: string }, said: string): string {
  return row.where === '' ? said : `${row.where}: ${said}`;
}

/** A value of a record as text: nested values as JSON, nothing as the empty text. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  return JSON.stringify(value);
}

/** The value at a dotted path of an object; a key that itself contains dots wins over the path. */
export function valueAt(whole: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(whole, path)) return whole[path];
  let value: unknown = whole;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** Dotted paths of an object's values, three levels deep; lists stay whole. */
export function pathsOf(whole: Readonly<Record<string, unknown>>, prefix = '', depth = 3): string[] {
  return Object.entries(whole).flatMap(([key, value]) => typeof value === 'object' && value !== null && !Array.isArray(value) && depth > 1
    ? pathsOf(value as Record<string, unknown>, `${prefix}${key}.`, depth - 1)
    : [`${prefix}${key}`]);
}
