import type { RecordField } from '../likelihood/record-field.ts';
import { blockingRows, severalAmong, type BlockingRows } from './blocking-rows.ts';
import { fingerprint } from './fingerprint.ts';
import { tableOf } from './record-table-of.ts';

/** A key of a record, and how many records may share it before it says nothing. */
export type RecordKey = { readonly key: number; readonly limit: number };

/** The keys of each of `records` records, under a model's limits; one that says several values of a field has those of each. */
export function keysOf({ keys, rows, ownerOf }: BlockingRows, records: number, limits: ReadonlyMap<string, number>): RecordKey[][] {
  const plan = keys.map((key) => ({ key, limit: limits.get(key.name) ?? 1 })).filter(({ limit }) => limit > 1);
  const ofRow = (row: number): RecordKey[] => plan.flatMap(({ key, limit }) => {
    const text = key.textOf(row);
    return text === '' ? [] : [{ key: fingerprint(`${key.name}\n${text}`), limit }];
  });
  const found = Array.from({ length: records }, (_, record) => ofRow(record));
  for (let row = records; row < rows; row += 1) found[ownerOf(row)]?.push(...ofRow(row));
  return found;
}

/** The keys of records by what they say. */
export function keysOfSaid(fields: readonly RecordField[], records: readonly (readonly string[])[], limits: ReadonlyMap<string, number>): RecordKey[][] {
  return keysOf(blockingRows(tableOf(fields, records), fields, severalAmong(records)), records.length, limits);
}

/** The names of the keys that two records share. */
export function keysShared(fields: readonly RecordField[], left: readonly string[], right: readonly string[]): string[] {
  const records = [left, right];
  const { keys, rows, ownerOf } = blockingRows(tableOf(fields, records), fields, severalAmong(records));
  return keys.flatMap((key) => {
    const of = (owner: number): string[] => Array.from({ length: rows }, (_, row) => (ownerOf(row) === owner ? key.textOf(row) : '')).filter((text) => text !== '');
    const theirs = new Set(of(1));
    return of(0).some((text) => theirs.has(text)) ? [key.name] : [];
  });
}
