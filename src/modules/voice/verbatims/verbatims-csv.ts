import type { Verbatim } from './contract.ts';

const COLUMNS = ['when', 'channel', 'source', 'brand', 'direction', 'language', 'customer', 'name', 'rating', 'rating of', 'said', 'may be quoted', 'interaction'] as const;

/** Whether a customer may be quoted, as a file says it. */
const QUOTING_WORDS = { agreed: 'yes', 'not-asked': 'not asked', refused: 'no' } as const;

/** A field of a file that people open in a spreadsheet. Invariant: what begins like a formula is text to it. */
export function csvField(value: string): string {
  const safe = /^[\s\uFEFF]*[=+\-@\t\r|%]/.test(value) ? `'${value}` : value;
  return /[",\r\n;\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`;

/** The first line, with the mark by which spreadsheets know the encoding. */
export const CSV_HEAD = `\uFEFF${line(COLUMNS)}`;

/** One verbatim as a line. Units: time in UTC; a rating beside its scale. */
export function csvLine(verbatim: Verbatim): string {
  const { rating, name, signed } = verbatim;
  const said = verbatim.quotes.map(({ speaker, text }) => (speaker === null ? text : `${speaker}: ${text}`)).join('\n');
  return line([
    verbatim.occurredPrecision === 'day' ? verbatim.occurredAt.slice(0, 10) : verbatim.occurredAt, verbatim.channel, verbatim.source, verbatim.brand, verbatim.direction, verbatim.language ?? '', verbatim.customer ?? '', name ?? signed.join(' '),
    rating === null ? '' : String(rating.value), rating === null ? '' : `${rating.min} to ${rating.max} ${rating.scale}`, said, verbatim.quoting === null ? '' : QUOTING_WORDS[verbatim.quoting], verbatim.id,
  ]);
}

/** The last line of a file that does not hold everything. `left` null: not told how many. */
export function csvLeftOut(most: number, left: number | null): string {
  return line([`Only the newest ${most} are in this file. ${left === null ? 'There are more' : `${left} more are left out`}: narrow the search to have them.`]);
}
