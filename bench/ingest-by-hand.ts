import { join } from 'node:path';
import { benchInteractions } from '../simulator/bench-mix.ts';
import { chdbFolderOf, openChdb } from '../src/platform/clickhouse/chdb.ts';
import { openDatabase } from '../src/platform/pg/database.ts';
import { startPrivatePostgres } from '../src/platform/pg/private-postgres.ts';
import { sql } from '../src/platform/pg/sql.ts';
import { dropFolder, freshFolder } from './product.ts';

const BATCH = 100;
const BLOCK_ROWS = 5_000;

/**
 * What one would write by hand to keep the same interactions durably and once, on the same engines: batches of 100 into one PostgreSQL table that refuses repeats, then into one ClickHouse table in blocks.
 * No HTTP, no redaction, no checks, no people: the floor under what Custos does for an interaction.
 */
export async function ingestByHand(options: { readonly seconds: number; readonly clients: number; readonly customers: number; readonly seed: number }): Promise<{ perSecond: number; seconds: number }> {
  const folder = freshFolder();
  const postgres = await startPrivatePostgres({ folder: join(folder, 'postgres') });
  const database = await openDatabase(postgres.connection);
  const analytics = await openChdb({ folder: chdbFolderOf(folder) });
  await database.run(sql`create table by_hand (id text primary key, body jsonb not null)`);
  await analytics.run({ strings: ['create table by_hand (id String, body String) engine = ReplacingMergeTree order by id settings fsync_after_insert = 1, fsync_part_directory = 1'], params: [] }, { class: 'write' });

  const items = benchInteractions({ seed: options.seed, customers: options.customers, newClaimRatio: 0.1 });
  const startedMs = performance.now();
  const untilMs = startedMs + options.seconds * 1_000;
  let rows = 0;
  let block: string[] = [];
  let copying: Promise<void> = Promise.resolve();
  const copy = (): void => {
    const body = block.join('\n');
    block = [];
    copying = copying.then(() => analytics.insert('by_hand', body));
  };
  async function client(): Promise<void> {
    while (performance.now() < untilMs) {
      const batch = Array.from({ length: BATCH }, () => items.next().value as { readonly id: string });
      const bodies = batch.map((item) => JSON.stringify(item));
      await database.run(sql`insert into by_hand (id, body) select * from unnest(${batch.map(({ id }) => id)}::text[], ${bodies}::jsonb[]) on conflict do nothing`);
      batch.forEach(({ id }, place) => { block.push(JSON.stringify({ id, body: bodies[place] })); });
      rows += batch.length;
      if (block.length >= BLOCK_ROWS) copy();
    }
  }
  await Promise.all(Array.from({ length: options.clients }, client));
  copy();
  await copying;
  const seconds = (performance.now() - startedMs) / 1_000;
  await analytics.close();
  await database.close();
  await postgres.stop();
  dropFolder(folder);
  return { perSecond: Math.round(rows / seconds), seconds: Math.round(seconds) };
}
