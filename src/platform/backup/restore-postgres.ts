import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../kernel/app-error.ts';
import type { Log } from '../log/log.ts';
import { appliedMigrations, applyMigration, lockMigrations, migrate, nameOf, prepareMigrations, readMigrations, type Migration, type MigrationSource } from '../pg/migrate.ts';
import type { Database, Queryable, Transaction } from '../pg/transaction.ts';
import { foreignKeys, plain, PORTABLE_TEXT, quoted, storedTables, type StoredTable } from './postgres-catalog.ts';
import { readManifest, type PostgresManifest } from './postgres-manifest.ts';

/** Lines sent at a time. Units: characters. */
const SEND_CHARS = 1_000_000;

/**
 * Puts a backup back: the schemas as they were when it was written, its rows, then the migrations that came since.
 * Invariant: the rows arrive as a whole or not at all.
 * Errors: `conflict` when the database already holds data or the backup knows migrations that this Custos does not; `invalid` for a damaged backup.
 */
export async function restorePostgres(database: Database, folder: string, sources: readonly MigrationSource[], log?: Log): Promise<{ tables: number; rows: number }> {
  const manifest = await readManifest(folder);
  const wanted = migrationsOfBackup(manifest, await readMigrations(sources));
  const schemas = [...new Set(['platform', ...sources.map((source) => source.module), ...wanted.map((migration) => migration.module)])];
  await database.transaction(async (tx) => {
    await lockMigrations(tx);
    const applied = await appliedMigrations(tx);
    const there = [...new Set([...schemas, ...applied.map((migration) => migration.module)])];
    await refuseData(tx, there, applied.length > 0);
    // Only what our own migrations made is taken down; a schema of somebody else makes the next step fail by name.
    for (const module of new Set(applied.map((migration) => migration.module))) await tx.run(plain(`drop schema if exists ${quoted(module)} cascade`));
    if (applied.length > 0) await tx.run(plain('drop schema if exists platform cascade'));
    await prepareMigrations(tx);
    for (const migration of wanted) await applyMigration(tx, migration);
    await tx.run(PORTABLE_TEXT);
    await load(tx, manifest, folder, schemas, log);
  });
  await migrate(database, sources, log);
  return { tables: manifest.tables.length, rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0) };
}

function migrationsOfBackup(manifest: PostgresManifest, known: readonly Migration[]): Migration[] {
  for (const migration of manifest.migrations) {
    const ours = known.find((one) => nameOf(one) === nameOf(migration));
    if (ours === undefined) throw new AppError('conflict', 'backup-newer', `The backup knows the migration ${nameOf(migration)}, this Custos does not: restore with the newer Custos that wrote it.`);
    if (ours.sha256 !== migration.sha256) throw new AppError('conflict', 'migration-changed', `The migration ${nameOf(migration)} was changed after the backup had been written.`);
  }
  const names = new Set(manifest.migrations.map(nameOf));
  return known.filter((migration) => names.has(nameOf(migration)));
}

/** Rows that a migration itself put in are no data: they carry its transaction's number, as its entry in platform.migrations does. */
async function refuseData(tx: Queryable, schemas: readonly string[], hasMigrations: boolean): Promise<void> {
  for (const { schema, table } of await storedTables(tx, schemas)) {
    const own = hasMigrations ? ' where xmin::text not in (select xmin::text from platform.migrations)' : '';
    const [found] = await tx.rows<{ found: boolean }>(plain(`select exists (select from ${quoted(schema, table)}${own}) as found`));
    if (found?.found === true) throw new AppError('conflict', 'restore-not-empty', `The database already holds data (${schema}.${table}): restore into a new data folder or an empty database.`);
  }
}

async function load(tx: Transaction, manifest: PostgresManifest, folder: string, schemas: readonly string[], log?: Log): Promise<void> {
  const tables = await storedTables(tx, schemas);
  // Rows come table by table; keys between tables are checked once all are there.
  const keys = await foreignKeys(tx, schemas);
  for (const { schema, table, name } of keys) await tx.run(plain(`alter table ${quoted(schema, table)} drop constraint ${quoted(name)}`));
  if (tables.length > 0) await tx.run(plain(`truncate ${tables.map(({ schema, table }) => quoted(schema, table)).join(', ')}`));
  for (const stored of manifest.tables) {
    const target = tables.find(({ schema, table }) => schema === stored.schema && table === stored.table);
    if (target === undefined) throw new AppError('conflict', 'backup-table-unknown', `The backup holds a table ${stored.schema}.${stored.table} that its migrations do not make.`);
    await tx.run(plain(`alter table ${quoted(target.schema, target.table)} disable trigger user`));
    const rows = await loadTable(tx, target, stored, folder);
    await tx.run(plain(`alter table ${quoted(target.schema, target.table)} enable trigger user`));
    if (rows !== stored.rows) throw new AppError('invalid', 'backup-damaged', `The file ${stored.file} of the backup holds ${rows} rows instead of ${stored.rows}.`);
    log?.info('backup-table-restored', { table: `${stored.schema}.${stored.table}`, rows });
  }
  for (const { schema, table, name, definition } of keys) await tx.run(plain(`alter table ${quoted(schema, table)} add constraint ${quoted(name)} ${definition}`));
  for (const { schema, name, lastValue, isCalled } of manifest.sequences) await tx.run({ text: 'select setval($1::text::regclass, $2::bigint, $3::boolean)', values: [quoted(schema, name), lastValue, isCalled] });
  // Without fresh figures the planner would read whole tables for the first questions.
  for (const { schema, table } of tables) await tx.run(plain(`analyze ${quoted(schema, table)}`));
}

async function loadTable(tx: Transaction, target: StoredTable, stored: PostgresManifest['tables'][number], folder: string): Promise<number> {
  const name = `${stored.schema}.${stored.table}`;
  const types = stored.columns.map((column) => {
    const type = target.columns.find((one) => one.name === column)?.type;
    if (type === undefined) throw new AppError('conflict', 'backup-table-unknown', `The backup holds a column ${name}.${column} that its migrations do not make.`);
    return type;
  });
  const text = `insert into ${quoted(target.schema, target.table)} (${stored.columns.map((column) => quoted(column)).join(', ')}) overriding system value
    select ${types.map((type, index) => `(line->>${index})::${type}`).join(', ')} from json_array_elements($1::json) as line`;
  let rows = 0;
  let batch: string[] = [];
  let chars = 0;
  const send = async (): Promise<void> => {
    if (batch.length > 0) rows += await tx.run({ text, values: [`[${batch.join(',')}]`] });
    batch = [];
    chars = 0;
  };
  const unpacked = createReadStream(join(folder, stored.file)).pipe(createGunzip());
  for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) {
    batch.push(line);
    chars += line.length;
    if (chars >= SEND_CHARS) await send();
  }
  await send();
  return rows;
}
