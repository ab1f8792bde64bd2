import { createHash } from 'node:crypto';
import { mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { AppError } from '../../kernel/app-error.ts';
import type { Log } from '../log/log.ts';
import { appliedMigrations, lockMigrations } from '../pg/migrate.ts';
import type { Database, Transaction } from '../pg/transaction.ts';
import { plain, PORTABLE_TEXT, quoted, storedSequences, storedTables, type StoredTable } from './postgres-catalog.ts';
import { writeManifest, type PostgresManifest } from './postgres-manifest.ts';

/** Text of rows fetched at a time: bounds memory whatever the rows hold. Units: characters. */
const FETCH_CHARS = 4_000_000;

/**
 * Writes everything that PostgreSQL holds into a folder, as of one moment, while Custos goes on working.
 * Shape: a gzip of lines per table, one JSON array of column texts per row (null for NULL), and `manifest.json`.
 * Invariant: independent of PostgreSQL's version and of its programs; the manifest comes last, so a broken-off backup is recognised.
 * Errors: `conflict` when the folder is not empty.
 */
export async function backupPostgres(database: Database, folder: string, log?: Log): Promise<PostgresManifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new AppError('conflict', 'backup-folder-not-empty', `${folder} is not empty: choose a new folder for the backup.`);
  return database.transaction(async (tx) => {
    await tx.run(plain('set transaction isolation level repeatable read, read only'));
    await lockMigrations(tx, 'shared');
    await tx.run(PORTABLE_TEXT);
    const migrations = await appliedMigrations(tx);
    const schemas = [...new Set(['platform', ...migrations.map((migration) => migration.module)])];
    const tables: PostgresManifest['tables'] = [];
    for (const table of await storedTables(tx, schemas)) {
      const written = await writeTable(tx, table, folder);
      tables.push(written);
      log?.info('backup-table-written', { table: `${table.schema}.${table.table}`, rows: written.rows });
    }
    const manifest: PostgresManifest = {
      format: 1, engine: 'postgres', version: database.version, takenAt: new Date().toISOString(), migrations: migrations.map(({ module, file, sha256 }) => ({ module, file, sha256 })),
      // Read last: generators know no moments, and one that is ahead does no harm.
      tables, sequences: await storedSequences(tx, schemas),
    };
    await writeManifest(folder, manifest);
    return manifest;
  });
}

async function writeTable(tx: Transaction, { schema, table, columns }: StoredTable, folder: string): Promise<PostgresManifest['tables'][number]> {
  const file = `${schema}.${table}.jsonl.gz`.replaceAll(/[/\\]/g, '_');
  const hash = createHash('sha256');
  let rows = 0;
  const texts = columns.map(({ name }) => `${quoted(name)}::text`).join(', ');
  await tx.run(plain(`declare backup_rows no scroll cursor for select array_to_json(array[${texts}]::text[])::text as line from ${quoted(schema, table)}`));
  async function* lines(): AsyncGenerator<string> {
    for (let count = 100; ;) {
      const batch = await tx.rows<{ line: string }>(plain(`fetch ${count} from backup_rows`));
      if (batch.length === 0) return;
      rows += batch.length;
      const text = `${batch.map(({ line }) => line).join('\n')}\n`;
      count = Math.max(1, Math.min(5_000, count * 4, Math.floor((FETCH_CHARS * batch.length) / text.length)));
      yield text;
    }
  }
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const handle = await open(join(folder, file), 'wx', 0o600);
  await pipeline(Readable.from(lines()), createGzip({ level: 3 }), hashed, handle.createWriteStream({ flush: true }));
  await tx.run(plain('close backup_rows'));
  return { schema, table, columns: columns.map(({ name }) => name), file, rows, sha256: hash.digest('hex') };
}
