import type { ColumnData, FileMetaData } from 'hyparquet';
import { AppError } from '../../../kernel/app-error.ts';
import type { ByteSource } from './byte-source.ts';
import { rowOfCells, rowOfObject, textOf, type ReadBatch, type SourceRow, type TableReader } from './source-row.ts';

/** Largest row group that is read: a group is held in memory as columns. Units: rows; bytes after decompression. */
export const ROW_GROUP_LIMIT = { rows: 5_000_000, bytes: 2 * 1024 ** 3 } as const;
const BATCH_ROWS = 1_000;

/** Reads Parquet, row group by row group. `line` is the number of the row, from 1. */
export async function readParquet(source: ByteSource): Promise<TableReader> {
  // Brought with the first such file: its decompressors are made when they are loaded.
  const [{ asyncBufferFromFile, parquetMetadataAsync, parquetRead }, { compressors }] = await Promise.all([import('hyparquet'), import('hyparquet-compressors')]);
  const file = await asyncBufferFromFile(source.path);
  const metadata = await parquetMetadataAsync(file).catch((error: unknown) => {
    throw new AppError('invalid', 'parquet-damaged', 'The Parquet file is damaged or cut off.', error);
  });
  const columns = topLevelColumns(metadata);
  const local = localTimestamps(metadata);

  async function* batches(): AsyncGenerator<ReadBatch> {
    let done = 0;
    for (const group of metadata.row_groups) {
      const rows = Number(group.num_rows);
      if (rows > ROW_GROUP_LIMIT.rows || Number(group.total_byte_size) > ROW_GROUP_LIMIT.bytes) throw new AppError('too-large', 'row-group-too-large', `A row group of the Parquet file holds more than ${ROW_GROUP_LIMIT.rows} rows or 2 GiB. Write it with smaller row groups.`);
      const data = new Map<string, ColumnData[]>();
      await parquetRead({
        file, metadata, compressors, rowStart: done, rowEnd: done + rows,
        onChunk: (chunk) => { data.set(chunk.columnName, [...(data.get(chunk.columnName) ?? []), chunk]); },
      }).catch((error: unknown) => { throw new AppError('invalid', 'parquet-damaged', 'A part of the Parquet file can\'t be read. Everything before it was.', error); });
      const cursors = columns.map((name) => cursorOver((data.get(name) ?? []).sort((a, b) => a.rowStart - b.rowStart)));
      const bytesRead = Math.round((source.bytesTotal * (done + rows)) / Math.max(1, Number(metadata.num_rows)));
      for (let from = done; from < done + rows; from += BATCH_ROWS) {
        const batch: SourceRow[] = [];
        for (let at = from; at < Math.min(from + BATCH_ROWS, done + rows); at += 1) batch.push(rowAt(at, columns, cursors, local));
        yield { rows: batch, bytesRead };
      }
      done += rows;
    }
  }
  return { format: 'parquet', columns, bytesTotal: source.bytesTotal, warnings: [], batches };
}

function topLevelColumns(metadata: FileMetaData): string[] {
  const names: string[] = [];
  for (const group of metadata.row_groups.slice(0, 1)) for (const column of group.columns) {
    const name = column.meta_data?.path_in_schema[0];
    if (name !== undefined && !names.includes(name)) names.push(name);
  }
  return names;
}

/** Columns whose timestamps are wall-clock times of an unnamed zone; they must not be read as UTC. */
function localTimestamps(metadata: FileMetaData): ReadonlySet<string> {
  return new Set(metadata.schema.flatMap((element) => {
    const type = element.logical_type;
    return type?.type === 'TIMESTAMP' && !type.isAdjustedToUTC ? [element.name] : [];
  }));
}

type Cursor = (row: number) => unknown;

/** Rows are asked for in order, so each column remembers in which piece it is. */
function cursorOver(pieces: readonly ColumnData[]): Cursor {
  let at = 0;
  return (row) => {
    while (at < pieces.length && row >= (pieces[at]?.rowEnd ?? 0)) at += 1;
    const piece = pieces[at];
    if (piece === undefined || row < piece.rowStart) return undefined;
    const values: ArrayLike<unknown> = piece.columnData;
    return values[row - piece.rowStart];
  };
}

function rowAt(row: number, columns: readonly string[], cursors: readonly Cursor[], local: ReadonlySet<string>): SourceRow {
  let nested = false;
  const values = cursors.map((cursor, index) => {
    const value = plain(cursor(row), local.has(columns[index] ?? ''));
    if (typeof value === 'object' && value !== null) nested = true;
    return value;
  });
  if (nested) return rowOfObject(row + 1, Object.fromEntries(columns.map((name, index) => [name, values[index]])));
  return rowOfCells(row + 1, values.map(textOf));
}

/** A value as JSON would hold it. */
function plain(value: unknown, local: boolean): unknown {
  if (value instanceof Date) {
    const text = value.toISOString();
    return local ? text.slice(0, -1) : text;
  }
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map((item) => plain(item, local));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, local)]));
  return value;
}
