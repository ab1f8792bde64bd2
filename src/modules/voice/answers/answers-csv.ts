import { csvField } from '../verbatims/verbatims-csv.ts';
import type { AnswerRow } from './answers-behind.ts';

const COLUMNS = ['customer', 'when', 'channel', 'source', 'brand', 'value', 'turned', 'worth', 'counts', 'left out because', 'interaction'] as const;

const line = (fields: readonly string[]): string => `${fields.join(',')}\r\n`;
/** A number as it is: a minus at its beginning is no formula. */
const number = (value: number | null): string => (value === null ? '' : String(value));

/** The first line, with the mark by which spreadsheets know the encoding. */
export const ANSWERS_CSV_HEAD = `\uFEFF${line(COLUMNS)}`;

/** One answer as a line. Units: time in UTC; value as it was given; worth +1, 0, −1 (net), 1, 0 (share) or the answer itself (mean). */
export function answerCsvLine({ customer, occurredAt, channel, source, brand, value, isTurned, worth, excluded, interaction }: AnswerRow): string {
  return line([customer ?? '', occurredAt, csvField(channel), csvField(source), csvField(brand), number(value), isTurned ? 'yes' : '', number(worth), excluded === null ? 'yes' : 'no', excluded ?? '', interaction]);
}
