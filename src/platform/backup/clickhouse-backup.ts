import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import type { Analytics } from '../clickhouse/analytics.ts';
import { ch, text, type ChStatement } from '../clickhouse/sql.ts';
import { checkTableName } from '../clickhouse/table-name.ts';
import { splitLines } from './split-lines.ts';

const BackupFile = z.object({ table: z.string(), file: z.string().regex(/^[A-Za-z0-9_.-]+$/), rows: z.number().int(), bytes: z.number().int(), sha256: z.string() });
const Manifest = z.object({
  format: z.literal('custos-clickhouse-1'),
  engine: z.string(),
  version: z.string(),
  migrations: z.array(z.object({ module: z.string(), file: z.string(), hash: z.string() })),
  files: z.array(BackupFile),
});
type Manifest = z.infer<typeof Manifest>;
type BackupFile = z.infer<typeof BackupFile>;

/** What a backup holds or a restore brought back. Units: bytes of the compressed files. */
export type ClickhouseCopied = { readonly tables: number; readonly rows: number; readonly bytes: number };

const MANIFEST = 'clickhouse.json';

/** Exact numbers for every type, so that what is read back is what was there. */
const EXACT = { output_format_json_quote_denormals: 1, output_format_json_quote_decimals: 1, max_execution_time: 0 } as const;

/** Units: rows, bytes. One insert of a restore; many rows make it quick, few bytes keep memory small. */
const BLOCK = { rows: 5_000, bytes: 8_000_000 } as const;

function statement(words: string): ChStatement {
  return { strings: [words], params: [] };
}

/** Tables with rows of their own, as the modules name them: on a cluster the one over all shards, not its local twins. What views fill is made again by them when its source comes back. */
async function tablesOf(analytics: Analytics): Promise<string[]> {
  const found = await analytics.rows<{ name: string }>(ch`
    SELECT name FROM system.tables
    WHERE database = currentDatabase() AND (engine LIKE '%MergeTree' OR engine = 'Distributed') AND name != 'custos_migrations'
    ORDER BY name`);
  const views = await analytics.rows<{ target: string }>(ch`
    SELECT extract(create_table_query, ' TO (?:[a-z0-9_]+[.])?([a-z0-9_]+)') AS target FROM system.tables
    WHERE database = currentDatabase() AND engine = 'MaterializedView'`);
  const filled = new Set(views.map(({ target }) => target.replace(/_local$/, '')));
  const names = new Set(found.map(({ name }) => name));
  return [...names].filter((name) => !filled.has(name.replace(/_local$/, '')) && !(name.endsWith('_local') && names.has(name.slice(0, -'_local'.length)))).map(checkTableName);
}

async function partitionsOf(analytics: Analytics, table: string): Promise<string[]> {
  const held = await Promise.all(analytics.nodes.map((node) => node.rows<{ id: string }>(ch`
    SELECT DISTINCT partition_id AS id FROM system.parts
    WHERE database = currentDatabase() AND table IN (${text(table)}, ${text(`${table}_local`)}) AND active`)));
  return [...new Set(held.flat().map(({ id }) => id))].sort();
}

async function migrationsOf(analytics: Analytics): Promise<Manifest['migrations']> {
  const there = await analytics.rows(ch`SELECT 1 FROM system.tables WHERE database = currentDatabase() AND name = 'custos_migrations'`);
  return there.length === 0 ? [] : analytics.rows(ch`SELECT module, file, hash FROM custos_migrations ORDER BY module, file`);
}

/** Counts and hashes what passes. */
function meter(): { readonly stream: Transform; readonly seen: () => { bytes: number; sha256: string } } {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(block: Buffer, _encoding, done) {
      bytes += block.length;
      hash.update(block);
      done(null, block);
    },
  });
  return { stream, seen: () => ({ bytes, sha256: hash.digest('hex') }) };
}

async function exportPartition(analytics: Analytics, folder: string, table: string, partition: string, at: number): Promise<BackupFile> {
  const file = `${table}.${String(at).padStart(4, '0')}.jsonl.gz`;
  let rows = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const block of analytics.jsonLines({ strings: [`SELECT * FROM ${table} WHERE _partition_id = `, ''], params: [text(partition)] }, { settings: EXACT })) {
      for (let end = block.indexOf(10); end >= 0; end = block.indexOf(10, end + 1)) rows += 1;
      yield block;
    }
  };
  const { stream, seen } = meter();
  await pipeline(Readable.from(counted(), { objectMode: false }), createGzip({ level: 4 }), stream, createWriteStream(join(folder, file), { flags: 'wx', flush: true }));
  return { table, file, rows, ...seen() };
}

/**
 * Writes every table of the history into `folder` as compressed JSON lines, one file per partition, with a manifest of counts and checksums written last.
 * Invariant: each file is of one moment; rows that arrive meanwhile may be in or not, and come again from the outbox of the same backup. The same files restore in process, on a server or on a cluster.
 * Errors: `conflict` when the folder already holds a backup; `unavailable` when the engine goes away: a folder without a manifest is no backup.
 */
export async function backupClickhouse(analytics: Analytics, folder: string): Promise<ClickhouseCopied> {
  await mkdir(folder, { recursive: true });
  const files: BackupFile[] = [];
  const tables = await tablesOf(analytics);
  try {
    for (const table of tables) {
      for (const [at, partition] of (await partitionsOf(analytics, table)).entries()) files.push(await exportPartition(analytics, folder, table, partition, at));
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new AppError('conflict', 'backup-folder-not-empty', 'This folder already holds a backup. Choose an empty one.', error);
    throw error;
  }
  const manifest: Manifest = { format: 'custos-clickhouse-1', engine: analytics.engine, version: analytics.version, migrations: await migrationsOf(analytics), files };
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx', flush: true });
  return sumOf(files);
}

function sumOf(files: readonly BackupFile[]): ClickhouseCopied {
  return { tables: new Set(files.map(({ table }) => table)).size, rows: files.reduce((sum, { rows }) => sum + rows, 0), bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

async function readManifest(folder: string): Promise<Manifest> {
  let words: unknown;
  try {
    words = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'));
  } catch (error) {
    throw new AppError('invalid', 'backup-unreadable', 'This folder holds no complete backup: its clickhouse.json is missing or damaged.', error);
  }
  const parsed = Manifest.safeParse(words);
  if (!parsed.success) throw new AppError('invalid', 'backup-unreadable', 'This backup was written by another version of Custos that this one can not read.', parsed.error);
  return parsed.data;
}

async function checkFile(folder: string, file: BackupFile): Promise<void> {
  const hash = createHash('sha256');
  try {
    for await (const block of createReadStream(join(folder, file.file))) hash.update(block as Buffer);
  } catch (error) {
    throw new AppError('invalid', 'backup-damaged', `The backup's file ${file.file} can not be read.`, error);
  }
  if (hash.digest('hex') !== file.sha256) throw new AppError('invalid', 'backup-damaged', `The backup's file ${file.file} was changed or damaged since it was written.`);
}

async function checkTarget(analytics: Analytics, manifest: Manifest): Promise<void> {
  const known = new Map((await migrationsOf(analytics)).map(({ module, file, hash }) => [`${module}/${file}`, hash]));
  const unknown = manifest.migrations.find(({ module, file, hash }) => known.get(`${module}/${file}`) !== hash);
  if (unknown !== undefined) throw new AppError('conflict', 'backup-newer', `The backup was made by a Custos with ${unknown.module}/${unknown.file}, which this one does not have. Restore it with that version or a later one.`);
  for (const table of new Set(manifest.files.map((file) => checkTableName(file.table)))) {
    const filled = await analytics.rows(statement(`SELECT 1 FROM ${table} LIMIT 1`));
    if (filled.length > 0) throw new AppError('conflict', 'restore-target-not-empty', `The table ${table} already holds rows. Restore into an empty installation.`);
  }
}

async function importFile(analytics: Analytics, folder: string, file: BackupFile): Promise<void> {
  let rows = 0;
  let block = 0;
  const source = createReadStream(join(folder, file.file));
  const unzipped = createGunzip();
  const reading = pipeline(source, unzipped, async (blocks: AsyncIterable<Buffer>) => {
    for await (const lines of splitLines(blocks, BLOCK)) {
      await analytics.insert(file.table, lines.text, { token: `restore-${file.sha256}-${block}` });
      rows += lines.rows;
      block += 1;
    }
  });
  await reading;
  if (rows !== file.rows) throw new AppError('invalid', 'backup-damaged', `The backup's file ${file.file} holds ${rows} rows instead of ${file.rows}.`);
}

/**
 * Brings a backup back into empty tables. The schema must have been migrated before; all checksums are verified before the first row is written.
 * Errors: `invalid` for a missing, damaged or foreign backup, `conflict` when tables hold rows or the backup is of a later version.
 */
export async function restoreClickhouse(analytics: Analytics, folder: string): Promise<ClickhouseCopied> {
  const manifest = await readManifest(folder);
  await checkTarget(analytics, manifest);
  for (const file of manifest.files) await checkFile(folder, file);
  for (const file of manifest.files) await importFile(analytics, folder, file);
  await analytics.run(statement('SYSTEM RELOAD DICTIONARIES'));
  return sumOf(manifest.files);
}
