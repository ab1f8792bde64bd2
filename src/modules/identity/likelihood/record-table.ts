import { normaliseValue } from './normalise-value.ts';
import type { RecordField } from './record-field.ts';

/** Values of one field, each written once. Value 0 means: nothing was said. */
export type Column = {
  readonly field: RecordField;
  /** Text of each value number. */
  readonly texts: string[];
  /** How many records hold each value number. */
  readonly counts: number[];
  /** The value number of each record. */
  ids(): Int32Array;
};

/** Records side by side in columns; grows at the end only. */
export type RecordTable = {
  readonly columns: readonly Column[];
  size(): number;
  /** Takes in one record: its raw values in the order of the fields. Answers its number, from 0. */
  add(raw: readonly string[]): number;
};

type GrowingColumn = Column & { readonly numberOf: Map<string, number>; readonly numberOfRaw: Map<string, number>; values: Int32Array };

/** Raw spellings that are remembered per field: repeated ones need no second normalising, and memory stays bounded. */
const SPELLINGS = 50_000;

/** Splits what was said as one full name, where given name or surname were not said apart; other names stay as they are. */
function takeNamesApart(values: string[], given: number, surname: number, full: number): void {
  const all = values[full] ?? '';
  if (all === '') return;
  const parts = all.split(' ');
  if (values[given] === '' && values[surname] === '') {
    values[given] = parts[0] ?? '';
    values[surname] = parts.length > 1 ? parts[parts.length - 1] ?? '' : '';
  }
  const said = new Set([...(values[given] ?? '').split(' '), ...(values[surname] ?? '').split(' ')]);
  values[full] = parts.filter((part) => !said.has(part)).join(' ');
}

/**
 * An empty table for these fields. Where a full name is among them, what the given name and the surname already say is left out of it, so that nothing counts twice.
 * `thisYear`: birth dates after it say nothing.
 */
export function createRecordTable(fields: readonly RecordField[], thisYear: number): RecordTable {
  const columns = fields.map((field): GrowingColumn => {
    const column: GrowingColumn = { field, texts: [''], counts: [0], numberOf: new Map([['', 0]]), numberOfRaw: new Map(), values: new Int32Array(1_024), ids: () => column.values };
    return column;
  });
  const place = (kind: RecordField['kind']): number => fields.findIndex((field) => field.kind === kind);
  const [full, given, surname] = [place('full-name'), place('given-name'), place('surname')];
  const apart = full >= 0 && given >= 0 && surname >= 0;
  let size = 0;

  function numberOf(column: GrowingColumn, text: string): number {
    const known = column.numberOf.get(text);
    if (known !== undefined) return known;
    const number = column.texts.length;
    column.texts.push(text);
    column.counts.push(0);
    column.numberOf.set(text, number);
    return number;
  }
  function store(column: GrowingColumn, record: number, number: number): void {
    if (record >= column.values.length) {
      const longer = new Int32Array(column.values.length * 2);
      longer.set(column.values);
      column.values = longer;
    }
    column.values[record] = number;
    column.counts[number] = (column.counts[number] ?? 0) + 1;
  }
  function numberOfRaw(column: GrowingColumn, raw: string): number {
    const known = column.numberOfRaw.get(raw);
    if (known !== undefined) return known;
    const number = numberOf(column, normaliseValue(column.field.kind, raw, thisYear));
    if (column.numberOfRaw.size < SPELLINGS) column.numberOfRaw.set(raw, number);
    return number;
  }
  return {
    columns,
    size: () => size,
    add(raw) {
      const record = size;
      size += 1;
      if (apart) {
        const values = columns.map((column, at) => normaliseValue(column.field.kind, raw[at] ?? '', thisYear));
        takeNamesApart(values, given, surname, full);
        for (const [at, column] of columns.entries()) store(column, record, numberOf(column, values[at] ?? ''));
      } else {
        for (let at = 0; at < columns.length; at += 1) {
          const column = columns[at];
          if (column !== undefined) store(column, record, numberOfRaw(column, raw[at] ?? ''));
        }
      }
      return record;
    },
  };
}
