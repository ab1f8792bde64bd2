import type { Column, RecordTable } from './record-table.ts';
import type { ValueChances } from './value-chance.ts';

/** All values that a record says of a field; none where it says nothing. */
export function valuesOf(column: Column, record: number): readonly number[] {
  const several = column.several.get(record);
  if (several !== undefined) return several;
  const value = column.ids()[record] ?? 0;
  return value === 0 ? [] : [value];
}

/** The chance bits of the value that two records share, read where they agree at "equal"; of several the rarest counts. */
export function chanceOfShared(table: RecordTable, chances: ValueChances, field: number, a: number, b: number): number {
  const column = table.columns[field];
  if (column === undefined || column.several.size === 0) return chances(field, column?.ids()[a] ?? 0);
  const theirs = new Set(valuesOf(column, b));
  let rarest: number | null = null;
  for (const value of valuesOf(column, a)) if (theirs.has(value)) rarest = Math.min(rarest ?? 0, chances(field, value));
  return rarest ?? chances(field, column.ids()[a] ?? 0);
}
