import { join, resolve } from 'node:path';
import { chdbFolderOf, openChdb } from '../src/platform/clickhouse/chdb.ts';
import { ch, text } from '../src/platform/clickhouse/sql.ts';

/** What lies in ClickHouse, read by the benchmark itself after the product has stopped. `rows` counts what a reader is shown, `interactions` distinct ones. */
export async function countRecorded(dataFolder: string): Promise<{ rows: number; interactions: number; names: number; homes: number }> {
  const analytics = await openChdb({ folder: chdbFolderOf(resolve(join(dataFolder))) });
  try {
    const [row] = await analytics.rows<{ rows: string; interactions: string; names: string; homes: string }>(ch`
      select count() as rows, uniqExact(number) as interactions, uniqExact(source, source_id) as names, uniqExact(home) as homes from interactions_public`, { class: 'report' });
    return { rows: Number(row?.rows), interactions: Number(row?.interactions), names: Number(row?.names), homes: Number(row?.homes) };
  } finally {
    await analytics.close();
  }
}

/** How many of these ids of a source a reader does not find. */
export async function namesMissing(dataFolder: string, source: string, ids: readonly string[]): Promise<number> {
  const analytics = await openChdb({ folder: chdbFolderOf(resolve(join(dataFolder))) });
  try {
    const rows = await analytics.rows<{ source_id: string }>(ch`select distinct source_id from interactions_public where source = ${text(source)}`, { class: 'report' });
    const there = new Set(rows.map((row) => row.source_id));
    return ids.reduce((missing, id) => missing + (there.has(id) ? 0 : 1), 0);
  } finally {
    await analytics.close();
  }
}
