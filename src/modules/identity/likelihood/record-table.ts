import { lengthened } from './lengthen.ts';
import { normaliseValue } from './normalise-value.ts';
import type { FieldKind, RecordField } from './record-field.ts';
import type { TextTable } from './text-table.ts';
import { createTextTable } from './text-table.ts';

/** Between the values of a field of which one record says several: two numbers, a name in two spellings. No text that is weighed holds it. */
export const SEVERAL = '\u001e';

/** Values of one field, each written once. Value 0 means: nothing was said. */
export type Column = {
  readonly field: RecordField;
  /** Text of each value number. */
  readonly texts: string[];
  /** How many records hold each value number. */
  readonly counts: number[];
  /** The value number of each record; of several the first. */
  ids(): Int32Array;
  /** All value numbers of the records that say several. */
  readonly several: ReadonlyMap<number, readonly number[]>;
};

/** Records side by side in columns; grows at the end only. */
export type RecordTable = {
  readonly columns: readonly Column[];
  size(): number;
  /** Takes in one record: its raw values in the order of the fields, several of one field with SEVERAL between them. Answers its number, from 0. */
  add(raw: readonly string[]): number;
};

type GrowingColumn = Column & { readonly several: Map<number, readonly number[]>; readonly vocabulary: TextTable; /** Spellings met before, and the value of each. */ readonly spellings: TextTable; readonly valueOf: number[]; values: Int32Array };

/** Spellings that are remembered a field: repeated ones need no second normalising, and memory stays bounded. */
const SPELLINGS = 50_000;
const REPEATED: ReadonlySet<FieldKind> = new Set(['given-name', 'surname', 'birth-date', 'place', 'company', 'category']);

/** Splits what was said as one full name, where given name or surname were not said apart; other names stay as they are. `also`: other spellings of either. */
function takeNamesApart(values: string[], given: number, surname: number, full: number, also: readonly string[] = []): void {
  const all = values[full] ?? '';
  if (all === '') return;
  const parts = all.split(' ');
  if (values[given] === '' && values[surname] === '') {
    values[given] = parts[0] ?? '';
    values[surname] = parts.length > 1 ? parts[parts.length - 1] ?? '' : '';
  }
  const said = new Set([...(values[given] ?? '').split(' '), ...(values[surname] ?? '').split(' '), ...also.flatMap((name) => name.split(' '))]);
  values[full] = parts.filter((part) => !said.has(part)).join(' ');
}

/** Where only full names are said, given name and surname get fields of their own behind the others. */
function withNames(fields: readonly RecordField[]): readonly RecordField[] {
  const has = (kind: FieldKind): boolean => fields.some((field) => field.kind === kind);
  if (!has('full-name') || has('given-name') || has('surname')) return fields;
  return [...fields, { name: 'given name', kind: 'given-name' }, { name: 'surname', kind: 'surname' }];
}

/**
 * An empty table for these fields. Where a full name is among them, what the given name and the surname already say is left out of it, so that nothing counts twice.
 * `thisYear`: birth dates after it say nothing.
 */
export function createRecordTable(asked: readonly RecordField[], thisYear: number): RecordTable {
  const fields = withNames(asked);
  const columns = fields.map((field): GrowingColumn => {
    const vocabulary = createTextTable();
    const column: GrowingColumn = { field, vocabulary, texts: vocabulary.texts, counts: [0], several: new Map(), spellings: createTextTable(), valueOf: [0], values: new Int32Array(16), ids: () => column.values };
    return column;
  });
  const place = (kind: RecordField['kind']): number => fields.findIndex((field) => field.kind === kind);
  const [full, given, surname] = [place('full-name'), place('given-name'), place('surname')];
  const apart = full >= 0 && given >= 0 && surname >= 0;
  let size = 0;

  function store(column: GrowingColumn, record: number, number: number): void {
    if (record >= column.values.length) column.values = lengthened(column.values, record + 1);
    column.values[record] = number;
    column.counts[number] = (column.counts[number] ?? 0) + 1;
  }
  function numberOfRaw(column: GrowingColumn, raw: string): number {
    const { kind } = column.field;
    const remembered = REPEATED.has(kind);
    const spelling = remembered ? column.spellings.find(raw) : -1;
    if (spelling >= 0) return column.valueOf[spelling] ?? 0;
    const number = column.vocabulary.numberOf(normaliseValue(kind, raw, thisYear));
    if (remembered && column.valueOf.length < SPELLINGS) { column.spellings.numberOf(raw); column.valueOf.push(number); }
    return number;
  }
  /** A record that says several values of a field. The first stands for it where one is asked for. */
  function addSeveral(record: number, raw: readonly string[]): void {
    const said = columns.map((column, at) => [...new Set((raw[at] ?? '').split(SEVERAL).map((one) => normaliseValue(column.field.kind, one, thisYear)).filter((one) => one !== ''))]);
    const first = said.map(([one]) => one ?? '');
    if (apart) takeNamesApart(first, given, surname, full, [...said[given] ?? [], ...said[surname] ?? []]);
    for (const [at, column] of columns.entries()) {
      store(column, record, column.vocabulary.numberOf(first[at] ?? ''));
      const numbers = (said[at] ?? []).map((one) => column.vocabulary.numberOf(one));
      if (numbers.length < 2) continue;
      column.several.set(record, numbers);
      for (const number of numbers.slice(1)) column.counts[number] = (column.counts[number] ?? 0) + 1;
    }
  }
  return {
    columns,
    size: () => size,
    add(raw) {
      const record = size;
      size += 1;
      if (raw.some((one) => one.includes(SEVERAL))) addSeveral(record, raw);
      else if (apart) {
        const values = columns.map((column, at) => normaliseValue(column.field.kind, raw[at] ?? '', thisYear));
        takeNamesApart(values, given, surname, full);
        for (const [at, column] of columns.entries()) store(column, record, column.vocabulary.numberOf(values[at] ?? ''));
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
