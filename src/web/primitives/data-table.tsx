import { createSortedRowModel, rowSortingFeature, sortFn_alphanumeric, sortFn_basic, sortFn_text, tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import css from './data-table.module.css';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic, text: sortFn_text } });

/** A column of a small table: its value to sort by, and how it is shown. Numbers stand at the right. */
export type Column<Row> = { readonly key: string; readonly name: string; readonly value: (row: Row) => string | number; readonly show?: (row: Row) => ReactNode; readonly number?: boolean; readonly narrow?: 'hide' };

/** A small table that sorts by its heads. Invariant: `columns` and `rows` keep their identity between renders. */
export function DataTable<Row extends object>({ name, columns, rows, keyOf }: { readonly name: string; readonly columns: readonly Column<Row>[]; readonly rows: readonly Row[]; readonly keyOf: (row: Row) => string }) {
  const definitions: ColumnDef<typeof features, Row>[] = columns.map((column) => ({ id: column.key, accessorFn: column.value, sortDescFirst: column.number === true }));
  const table = useTable({ features, columns: definitions, data: rows, getRowId: keyOf });
  const byKey = new Map(columns.map((column) => [column.key, column]));
  return (
    <div className={css['scroll']}>
      <table className={css['table']} aria-label={name}>
        <thead>
          <tr>
            {table.getHeaderGroups()[0]?.headers.map((header) => {
              const column = byKey.get(header.id);
              const sorted = header.column.getIsSorted();
              return (
                <th key={header.id} scope="col" data-number={column?.number} data-narrow={column?.narrow} aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}>
                  {column?.name === '' ? null : <button type="button" onClick={header.column.getToggleSortingHandler()}>{column?.name}<span aria-hidden>{sorted === 'asc' ? ' ↑' : sorted === 'desc' ? ' ↓' : ''}</span></button>}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => <td key={column.key} data-number={column.number} data-narrow={column.narrow}>{column.show === undefined ? column.value(row.original) : column.show(row.original)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
