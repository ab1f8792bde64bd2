import { planKeys, type BlockingKey } from '../likelihood/blocking-keys.ts';
import type { RecordField } from '../likelihood/record-field.ts';
import type { RecordTable } from '../likelihood/record-table.ts';
import { oneValued } from './claim-record.ts';
import { addRecords } from './record-table-of.ts';

/** Rows by which records are looked up: one for each record, and one more for each further way to choose of its values. Invariant: a record is in a group of equal keys once. */
export type BlockingRows = { readonly keys: readonly BlockingKey[]; readonly rows: number; ownerOf(row: number): number; hasSeveral(record: number): boolean };

/** The rows of all records of a table; adds to its end those of `several`, what records with several values of a field say. */
export function blockingRows(table: RecordTable, fields: readonly RecordField[], several: ReadonlyMap<number, readonly string[]>): BlockingRows {
  const records = table.size();
  const owners: number[] = [];
  const rowsOf = new Map<number, number[]>();
  for (const [record, said] of several) {
    const [, ...others] = oneValued(said);
    rowsOf.set(record, [record, ...others.map((_, at) => records + owners.length + at)]);
    addRecords(table, fields, others);
    for (const _ of others) owners.push(record);
  }
  const ownerOf = (row: number): number => (row < records ? row : owners[row - records] ?? row);
  const isFirst = (row: number, of: (row: number) => number | string): boolean => (rowsOf.get(ownerOf(row)) ?? []).every((other) => other >= row || of(other) !== of(row));
  const keys = planKeys(table).map((key): BlockingKey => (several.size === 0 ? key : {
    ...key, of: (row) => (row < records || isFirst(row, key.of) ? key.of(row) : 0), textOf: (row) => (row < records || isFirst(row, key.textOf) ? key.textOf(row) : ''),
  }));
  return { keys, rows: table.size(), ownerOf, hasSeveral: (record) => several.has(record) };
}

/** The records that say several values of a field, by their place in a list. */
export function severalAmong(records: readonly (readonly string[])[]): Map<number, readonly string[]> {
  return new Map(records.flatMap((said, at) => (oneValued(said).length > 1 ? [[at, said] as const] : [])));
}
