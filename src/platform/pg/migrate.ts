import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';
import type { Log } from '../log/log.ts';
import { lockKey } from './held-lock.ts';
import { codeOf } from './faults.ts';
import { sql } from './sql.ts';
import type { Database, Queryable } from './transaction.ts';

/** Where a module keeps its PostgreSQL migrations. `module` is also the name of its schema; several folders may belong to one module. */
export type MigrationSource = { readonly module: string; readonly folder: string };

/** One numbered file. `sha256` is of its bytes: an applied file never changes. */
export type Migration = { readonly module: string; readonly file: string; readonly text: string; readonly sha256: string };

/** A migration that a database has had. */
export type Applied = { readonly module: string; readonly file: string; readonly sha256: string };

const FILE = /^\d{4}-[a-z0-9-]+\.sql$/;

/**
 * The files of these modules in the order in which they are applied: modules as listed, files by number.
 * Errors: `internal` for a missing folder, a file without `NNNN-name.sql`, or a number used twice in one module.
 */
export async function readMigrations(sources: readonly MigrationSource[]): Promise<Migration[]> {
  const migrations: Migration[] = [];
  for (const module of new Set(sources.map((source) => source.module))) {
    if (!/^[a-z][a-z_]*$/.test(module)) throw new AppError('internal', 'migration-module-malformed', `${module} can not be the name of a schema.`);
    const found: Migration[] = [];
    for (const { folder } of sources.filter((source) => source.module === module)) {
      const files = await readdir(folder).catch((error: unknown) => {
        throw new AppError('internal', 'migrations-missing', `The migrations of ${module} are not where they are said to be.`, error);
      });
      for (const file of files.filter((name) => name.endsWith('.sql'))) {
        if (!FILE.test(file)) throw new AppError('internal', 'migration-name-malformed', `Name the migration ${module}/${file} as NNNN-name.sql.`);
        const text = await readFile(join(folder, file), 'utf8');
        found.push({ module, file, text, sha256: createHash('sha256').update(text).digest('hex') });
      }
    }
    found.sort((left, right) => (left.file < right.file ? -1 : 1));
    found.forEach((migration, index) => {
      const next = found[index + 1];
      if (next?.file.slice(0, 4) === migration.file.slice(0, 4)) throw new AppError('internal', 'migration-number-twice', `${module} has two migrations with one number: ${migration.file} and ${next.file}.`);
    });
    migrations.push(...found);
  }
  return migrations;
}

/** `module/file`, as messages and manifests name a migration. */
export const nameOf = (migration: { readonly module: string; readonly file: string }): string => `${migration.module}/${migration.file}`;

/**
 * Refuses a database that these files don't lead to. Pure, so that restore and doctor ask the same question.
 * Errors: `conflict` naming the file that changed after it was applied, is unknown here (a newer Custos wrote it), or comes too late.
 */
export function checkApplied(applied: readonly Applied[], migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [nameOf(migration), migration]));
  const modules = new Set(migrations.map((migration) => migration.module));
  const last = new Map<string, string>();
  const done = new Set(applied.map(nameOf));
  for (const { module, file, sha256 } of applied) {
    if (!modules.has(module)) continue;
    if (file > (last.get(module) ?? '')) last.set(module, file);
    const migration = known.get(`${module}/${file}`);
    if (migration === undefined) throw new AppError('conflict', 'database-newer', `The database knows the migration ${module}/${file}, this Custos does not: start the newer Custos that wrote it.`);
    if (migration.sha256 !== sha256) throw new AppError('conflict', 'migration-changed', `The migration ${module}/${file} was changed after it had been applied: restore the file and write a new one.`);
  }
  for (const migration of migrations) {
    if (!done.has(nameOf(migration)) && migration.file < (last.get(migration.module) ?? '')) {
      throw new AppError('conflict', 'migration-too-late', `The migration ${nameOf(migration)} comes before one already applied: give it the next number.`);
    }
  }
}

/** The migrations that a database has had. Shape: in the order of module and number; empty for a new database. */
export async function appliedMigrations(database: Queryable): Promise<Applied[]> {
  // Not to_regclass: after waiting for a lock it may answer from a cache filled before the wait. Reading the catalogue brings the cache up to date.
  const there = await database.rows(sql`select from pg_class where relname = 'migrations' and relnamespace = (select oid from pg_namespace where nspname = 'platform')`);
  if (there.length === 0) return [];
  return database.rows<Applied>(sql`select module, file, sha256 from platform.migrations order by module, file`);
}

/** Keeps migrations, backups and restores of one database apart until the transaction ends; `shared` lets several readers in. */
export async function lockMigrations(tx: Queryable, mode: 'alone' | 'shared' = 'alone'): Promise<void> {
  const key = lockKey('custos migrations');
  await tx.run(mode === 'alone' ? sql`select pg_advisory_xact_lock(${key}::bigint)` : sql`select pg_advisory_xact_lock_shared(${key}::bigint)`);
}

/** Makes the table that remembers migrations. */
export async function prepareMigrations(tx: Queryable): Promise<void> {
  await tx.run({ text: `create schema if not exists platform;
    create table if not exists platform.migrations (
      module text not null, file text not null, sha256 text not null, applied_at timestamptz not null default now(),
      primary key (module, file))`, values: [] });
}

function positionOf(error: unknown, text: string): number | null {
  const position = typeof error === 'object' && error !== null && 'position' in error ? Number(error.position) : NaN;
  return position > 0 ? text.slice(0, position - 1).split('\n').length : null;
}

/** Applies one file and remembers it. Errors: `internal` naming the file, with PostgreSQL's own words as cause. */
export async function applyMigration(tx: Queryable, migration: Migration): Promise<void> {
  try {
    await tx.run({ text: `create schema if not exists "${migration.module}"`, values: [] });
    await tx.run({ text: migration.text, values: [] });
  } catch (error) {
    if (error instanceof AppError) throw error;
    const line = positionOf(error, migration.text);
    throw new AppError('internal', 'migration-failed', `PostgreSQL refused the migration ${nameOf(migration)} (${codeOf(error) ?? 'no code'}${line === null ? '' : ` at line ${line}`}); nothing of it was applied.`, error);
  }
  await tx.run(sql`insert into platform.migrations (module, file, sha256) values (${migration.module}, ${migration.file}, ${migration.sha256})`);
}

/**
 * Brings the schemas of these modules up to date, forward only. Safe to call by several processes at once.
 * Invariant: a file is applied as a whole, together with the note that it was, or not at all.
 * Errors: see `checkApplied` and `applyMigration`.
 */
export async function migrate(database: Database, sources: readonly MigrationSource[], log?: Log): Promise<{ applied: number }> {
  const migrations = await readMigrations(sources);
  const before = await appliedMigrations(database);
  checkApplied(before, migrations);
  const done = new Set(before.map(nameOf));
  let count = 0;
  for (const migration of migrations) {
    if (done.has(nameOf(migration))) continue;
    const isNew = await database.transaction(async (tx) => {
      await lockMigrations(tx);
      const applied = await appliedMigrations(tx);
      checkApplied(applied, migrations);
      if (applied.some((one) => nameOf(one) === nameOf(migration))) return false;
      await prepareMigrations(tx);
      await applyMigration(tx, migration);
      return true;
    });
    if (!isNew) continue;
    count += 1;
    log?.info('migration-applied', { migration: nameOf(migration) });
  }
  return { applied: count };
}
