import { counted } from '../../../web/primitives/number.ts';
import type { SqlAnswer } from '../contract.ts';

/** Units: rows that are drawn; the rest is in the file. */
export const DRAWN_ROWS = 200;

/** A value as it stands in a cell. */
export function cellText(value: unknown): string {
  return value === null || value === undefined ? '' : typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

/** Whether a column holds numbers, which stand at the right. */
export function isNumber(type: string): boolean {
  return /^(?:Nullable\()?(?:U?Int|Float|Decimal)/.test(type);
}

/** How much was answered, in a sentence. */
export function answeredWords({ rows, columns, isCut, tookMs }: Pick<SqlAnswer, 'rows' | 'columns' | 'isCut' | 'tookMs'>): string {
  const shown = rows.length > DRAWN_ROWS ? ` The first ${DRAWN_ROWS} are drawn here.` : '';
  return `${counted(rows.length, 'row')} of ${counted(columns.length, 'column')} in ${(tookMs / 1_000).toFixed(1)} s.${isCut ? ' There are more: a file holds more of them, or fold and choose in the statement.' : ''}${shown}`;
}

const field = (text: string): string => (/[",\r\n;\t']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** What a spreadsheet would take for a formula begins with an apostrophe; a negative number is none. */
const safe = (text: string): string => (/^[\s\uFEFF]*[=+\-@\t\r|%]/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text);

/** The answer as text to paste into a spreadsheet. */
export function pasteText({ columns, rows }: Pick<SqlAnswer, 'rows' | 'columns'>): string {
  return [columns.map(({ name }) => name), ...rows.map((row) => row.map(cellText))].map((row) => row.map((text) => field(safe(text))).join(',')).join('\n');
}
