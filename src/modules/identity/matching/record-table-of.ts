import type { RecordField } from '../likelihood/record-field.ts';
import { createRecordTable, type RecordTable } from '../likelihood/record-table.ts';
import { CLAIM_FIELDS } from './claim-record.ts';

/** A table of the fields that a model knows, filled with records. Invariant: record `at` of the list is record `at` of the table. */
export function tableOf(fields: readonly RecordField[], records: readonly (readonly string[])[]): RecordTable {
  const table = createRecordTable(fields, new Date().getUTCFullYear());
  addRecords(table, fields, records);
  return table;
}

/** Adds records to a table of these fields, in their order. */
export function addRecords(table: RecordTable, fields: readonly RecordField[], records: readonly (readonly string[])[]): void {
  const places = fields.map((field) => CLAIM_FIELDS.findIndex((one) => one.name === field.name));
  for (const said of records) table.add(places.map((place) => said[place] ?? ''));
}
