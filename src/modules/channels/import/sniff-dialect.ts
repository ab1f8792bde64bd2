import { createRecordSplitter, type Dialect } from '../../../kernel/split-records.ts';

/** What a table looks like: its dialect and whether its first record names the columns. */
export type TableShape = { readonly dialect: Dialect; readonly header: boolean; readonly columns: readonly string[] };

const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Tells delimiter, quoting and header from the first lines. The best delimiter is the one by which most records have the same number of cells; ties go to more cells.
 * Shape: a file of one column has the delimiter `,` and one column.
 */
export function sniffDialect(head: string, hints: { readonly delimiter?: string | undefined; readonly quote?: string | undefined; readonly header?: boolean | undefined; readonly preferTab?: boolean } = {}): TableShape {
  const newline = head.includes('\n') || !head.includes('\r') ? '\n' : '\r';
  const sample = head.slice(0, 256 * 1024);
  const candidates = hints.delimiter === undefined ? DELIMITERS : [hints.delimiter];
  const escape = escapeOf(sample);
  let best: { dialect: Dialect; score: number; records: readonly (readonly string[])[] } | null = null;
  for (const delimiter of candidates) {
    const dialect: Dialect = { delimiter, quote: hints.quote ?? '"', escape, newline };
    const records = createRecordSplitter(dialect).push(sample, true).slice(0, 200).map((row) => row.cells);
    const whole = records.length > 2 ? records.slice(0, -1) : records;
    const score = consistency(whole) + (delimiter === '\t' && hints.preferTab === true ? 0.5 : 0);
    if (best === null || score > best.score) best = { dialect, score, records: whole };
  }
  const plain: Dialect = { delimiter: ',', quote: '"', escape, newline };
  const chosen = best ?? { dialect: plain, records: [], score: 0 };
  const first = chosen.records[0] ?? [];
  const header = hints.header ?? looksLikeHeader(first, chosen.records.slice(1, 50));
  return { dialect: chosen.dialect, header, columns: header ? uniqueNames(first) : first.map((_, at) => `column ${at + 1}`) };
}

/** 0 for a table that has one column by this delimiter, up to about 2 for many columns in every record. */
function consistency(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const record of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  const width = records[0]?.length ?? 1;
  if (width < 2) return 0;
  const share = (counts.get(width) ?? 0) / records.length;
  return share + Math.min(width, 20) / 100 + (share > 0.9 ? 0.5 : 0);
}

/** `\"` inside quotes, as some databases write it, instead of a doubled quote. */
function escapeOf(sample: string): '"' | '\\' {
  return /[^\\,;\t|]\\"[^,;\t|\r\n]/.test(sample) && !/[^,;\t|\r\n"]""[^,;\t|\r\n"]/.test(sample) ? '\\' : '"';
}

const VALUE = /^(?:[-+]?[\d.,]+%?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|[^\s@]+@[^\s@]+\.[^\s@]+|https?:.*|true|false)$/i;

/** A first record without any number, date or address is the header, unless it looks just like the records below it. */
function looksLikeHeader(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  const named = first.map((cell) => cell.trim());
  if (named.length === 0 || named.filter((cell) => cell === '').length > 1 + named.length / 4) return false;
  // Told by its length before anything is looked for in it: a first cell may be a whole text.
  if (named.some((cell) => cell.length > 80)) return false;
  if (named.some((cell) => VALUE.test(cell))) return false;
  return new Set(named).size === named.length || below.length === 0;
}

/** Column names, trimmed; a nameless or repeated one gets its place as a name. */
export function uniqueNames(header: readonly string[]): string[] {
  const seen = new Set<string>();
  return header.map((cell, at) => {
    const name = cell.trim().replace(/^\ufeff/, '');
    const unique = name === '' ? `column ${at + 1}` : seen.has(name) ? `${name} (${at + 1})` : name;
    seen.add(unique);
    return unique;
  });
}
