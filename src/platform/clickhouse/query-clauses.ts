import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../kernel/app-error.ts';
import { quoteText } from './encode-parameter.ts';
import type { AnswerTable, FileFormat, QueryClass, QuerySettings } from './analytics.ts';

/** How an answer is written: rows as JSON, one column as it is, a file, or nothing. */
export type AnswerFormat = 'JSONEachRow' | 'TabSeparatedRaw' | typeof TABLE_FORMAT | 'Null' | FileFormat;

/** Rows as lists, the names and types of their columns before them. */
export const TABLE_FORMAT = 'JSONCompactEachRowWithNamesAndTypes';

/** How the rows of every answer look, in all engines: the promise in `Analytics`. */
export const ANSWER_SETTINGS: QuerySettings = {
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_denormals: 0,
  date_time_output_format: 'iso',
  date_time_input_format: 'best_effort',
  input_format_skip_unknown_fields: 0,
  // Lists of customers can be long, and stand in the text of the query.
  max_query_size: 64 << 20,
};

/** How long a query of each class may run, on any engine. Units: seconds. A page gives up soon; a report may take minutes. */
export const CLASS_SETTINGS: Readonly<Record<QueryClass, QuerySettings>> = {
  point: { max_execution_time: 30 },
  report: { max_execution_time: 600 },
  write: { max_execution_time: 600 },
};

/**
 * What a query of each class may take of this process: big sorts and groups go to disk before they fail; a report leaves one core to the pages and gives way to them
 * where the system allows it (it does to root; elsewhere the engine leaves priorities alone). `givesWay` false where root is root of a container alone: the engine takes itself to be allowed, is refused, and ends the process.
 * Servers have limits of their own.
 */
export function inProcessSettings(memoryBytes: number, cores: number, givesWay: boolean): Readonly<Record<QueryClass, QuerySettings>> {
  const share = (ratio: number): number => Math.floor(memoryBytes * ratio);
  const heavy = { max_memory_usage: share(0.6), max_bytes_before_external_group_by: share(0.25), max_bytes_before_external_sort: share(0.25) };
  return {
    point: { max_memory_usage: share(0.4), max_threads: cores },
    report: { ...heavy, max_threads: Math.max(1, cores - 1), ...(givesWay ? { os_threads_nice_value_query: 10 } : {}) },
    write: { ...heavy, max_threads: cores },
  };
}

/** What goes with an insert that may be repeated: each table that it fills, also through views, takes it once, and one that missed it takes it from the repetition. */
export function repeatableInsert(token: string | undefined): QuerySettings {
  return token === undefined ? {} : { insert_deduplication_token: token, deduplicate_blocks_in_dependent_materialized_views: 1 };
}

/** `a=1, b='x'`, names checked. */
export function settingsList(settings: QuerySettings): string {
  return Object.entries(settings).map(([name, value]) => {
    if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new AppError('internal', 'setting-malformed', 'A setting of a query has a malformed name.');
    return `${name}=${typeof value === 'number' ? String(value) : quoteText(value)}`;
  }).join(', ');
}

/**
 * The statement with settings of its own. They stand after FORMAT, where every statement with an answer may have them and where they can't be taken
 * for the settings of a new table; INSERT and DELETE have no FORMAT and take them at their end.
 */
export function withSettings(text: string, settings: QuerySettings | undefined, format: AnswerFormat): string {
  const list = settingsList(settings ?? {});
  if (list === '') return text;
  return /^\s*(insert|delete)\b/i.test(text) ? `${text}\nSETTINGS ${list}` : `${text}\nFORMAT ${format} SETTINGS ${list}`;
}

/** Texts of an answer in TabSeparatedRaw. */
export function parseTexts(answer: string): string[] {
  return answer === '' ? [] : answer.replace(/\n$/, '').split('\n');
}

/** Units: lines that are read before others have their turn. */
const LINES_AT_ONCE = 2_000;

/** An answer in TABLE_FORMAT. */
export async function parseTable(answer: string): Promise<AnswerTable> {
  const [names = '[]', types = '[]', ...lines] = parseTexts(answer);
  const kinds = JSON.parse(types) as string[];
  const rows: unknown[][] = [];
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
    for (const row of JSON.parse(`[${lines.slice(from, from + LINES_AT_ONCE).join(',')}]`) as unknown[][]) rows.push(row);
    await setImmediate();
  }
  return { columns: (JSON.parse(names) as string[]).map((name, at) => ({ name, type: kinds[at] ?? '' })), rows, characters: answer.length };
}

/** Rows of an answer in JSONEachRow. */
export function parseRows<Row>(answer: string): Row[] {
  if (answer === '') return [];
  return JSON.parse(`[${answer.trimEnd().replaceAll('\n', ',')}]`) as Row[];
}
