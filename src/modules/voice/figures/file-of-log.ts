import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { ChStatement } from '../../../platform/clickhouse/sql.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';

/** By which spreadsheets know the encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The rows of a question as one file, in blocks. */
export async function* fileOf(analytics: Analytics, rows: ChStatement, format: 'csv' | 'parquet'): AsyncGenerator<Buffer> {
  let head = format === 'csv' ? BYTE_ORDER_MARK : '';
  for await (const block of analytics.file(rows, format === 'csv' ? 'CSVWithNames' : 'Parquet', { settings: { ...PARTITIONS_APART, ...(format === 'csv' ? { format_csv_null_representation: '' } : {}) } })) {
    yield head === '' ? block : Buffer.concat([Buffer.from(head), block]);
    head = '';
  }
}
