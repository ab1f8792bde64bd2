import { planKeys } from '../likelihood/blocking-keys.ts';
import type { RecordField } from '../likelihood/record-field.ts';
import { createRecordTable, type RecordTable } from '../likelihood/record-table.ts';
import { CLAIM_FIELDS } from './claim-record.ts';
import { fingerprint } from './fingerprint.ts';

/** A key of a record, and how many records may share it before it says nothing. */
export type RecordKey = { readonly key: number; readonly limit: number };

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

/** The keys of each record of a table, under a model's limits. */
export function keysOf(table: RecordTable, limits: ReadonlyMap<string, number>): RecordKey[][] {
  const plan = planKeys(table).map((key) => ({ key, limit: limits.get(key.name) ?? 1 })).filter(({ limit }) => limit > 1);
  return Array.from({ length: table.size() }, (_, record) => plan.flatMap(({ key, limit }) => {
    const text = key.textOf(record);
    return text === '' ? [] : [{ key: fingerprint(`${key.name}\n${text}`), limit }];
  }));
}
