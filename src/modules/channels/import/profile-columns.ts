import { currencyIn, readDecimal, sniffDecimalMark } from './read-amount.ts';
import { readMoment, sniffDayFirst } from './read-date.ts';
import { textOf, valueAt, type SourceRow } from './source-row.ts';

/** What the values of a column look like, from a sample. Ratios are of the filled values. */
export type ColumnProfile = {
  readonly name: string;
  /** The name in lower case, without accents, words apart: `orderPurchase_at` is `order purchase at`. */
  readonly words: string;
  readonly example: string;
  readonly filledRatio: number;
  readonly distinctRatio: number;
  readonly distinct: readonly string[];
  readonly momentRatio: number;
  /** All times of day are midnight, or there are none. */
  readonly daysOnly: boolean;
  readonly numberRatio: number;
  readonly least: number;
  readonly most: number;
  readonly integers: boolean;
  readonly emailRatio: number;
  readonly phoneRatio: number;
  readonly yesNoRatio: number;
  readonly averageLength: number;
  readonly averageWords: number;
  /** A list of objects in the first record that has one. */
  readonly list: readonly Readonly<Record<string, unknown>>[] | null;
  readonly currency: string | null;
  readonly values: readonly string[];
};

/** Texts that stand for "nothing" in exports, where a date, number or id is expected. */
export const NOTHING = /^(?:null|none|nan|nat|n\/a|#n\/a|na|nil|undefined|-|\\n)$/i;

/** Longest name of a column that is read. Units: characters. */
const NAME_MOST = 200;

/** A column name as words, comparable across languages and spellings. */
export function wordsOf(name: string): string {
  return name.slice(0, NAME_MOST).replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2').normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** The value of a column in a record, as text. */
export function cellText(row: SourceRow, column: string, index: number): string {
  return row.whole === null ? (row.cells[index] ?? '') : textOf(valueAt(row.whole, column));
}

const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[a-z\p{L}]{2,}$/iu;
const PHONE = /^(?:\+|00|\(?0)[\d ()./-]{6,18}\d$/;

/** Profiles of all columns. */
export function profileColumns(columns: readonly string[], rows: readonly SourceRow[]): ColumnProfile[] {
  return columns.map((name, index) => profileOf(name, rows.map((row) => cellText(row, name, index).trim()), rows));
}

function profileOf(name: string, all: readonly string[], rows: readonly SourceRow[]): ColumnProfile {
  const values = all.filter((value) => value !== '' && !NOTHING.test(value));
  const count = Math.max(1, values.length);
  const share = (test: (value: string) => boolean): number => values.filter(test).length / count;
  const mark = sniffDecimalMark(values);
  const numbers = values.map((value) => readDecimal(value, mark)).filter((value) => value !== null).map(Number);
  const dayFirst = sniffDayFirst(values) ?? true;
  const moments = values.map((value) => (value.length > 5 && value.length < 50 ? readMoment(value, 'UTC', dayFirst) : 'not-a-date')).filter((moment) => typeof moment !== 'string');
  const distinct = [...new Set(values)];
  return {
    name, words: wordsOf(name), example: (values[0] ?? '').slice(0, 120), filledRatio: values.length / Math.max(1, all.length), distinctRatio: distinct.length / count, distinct: distinct.slice(0, 60),
    momentRatio: moments.length / count, daysOnly: moments.length > 0 && moments.every((moment) => moment.precision === 'day' || moment.text.includes('T00:00:00')),
    numberRatio: numbers.length / count, least: numbers.reduce((least, value) => Math.min(least, value), Infinity), most: numbers.reduce((most, value) => Math.max(most, value), -Infinity), integers: numbers.every(Number.isInteger),
    emailRatio: share((value) => EMAIL.test(value)), phoneRatio: share((value) => PHONE.test(value)), yesNoRatio: share((value) => /^(?:yes|no|true|false|y|n|0|1|ja|nein|sim|nao|não|si|sí|oui|non)$/i.test(value)),
    averageLength: values.reduce((sum, value) => sum + value.length, 0) / count, averageWords: values.reduce((sum, value) => sum + value.split(/\s+/).length, 0) / count,
    list: listOf(name, rows), currency: values.slice(0, 200).map(currencyIn).find((code) => code !== null) ?? null, values,
  };
}

function listOf(name: string, rows: readonly SourceRow[]): readonly Readonly<Record<string, unknown>>[] | null {
  for (const row of rows) {
    const value = row.whole === null ? null : valueAt(row.whole, name);
    if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))) return value as Record<string, unknown>[];
  }
  return null;
}
