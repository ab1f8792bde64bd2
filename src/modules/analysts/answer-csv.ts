import type { AnswerTable } from '../../platform/clickhouse/analytics.ts';
import { csvField } from '../voice/index.ts';

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value));
/** A negative number is no formula. */
const field = (value: unknown): string => (typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value)) ? String(value) : csvField(textOf(value)));

/** An answer as a file for spreadsheets. Invariant: nothing in it is taken for a formula. */
export function answerCsv({ columns, rows }: Pick<AnswerTable, 'columns' | 'rows'>): string {
  return `\uFEFF${[columns.map(({ name }) => name), ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
}
