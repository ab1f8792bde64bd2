import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pgSchemas } from '../../src/app/schemas.ts';
import { onDatabase, type PgConnection } from '../../src/platform/pg/connection.ts';
import { openDatabase, type OpenDatabase } from '../../src/platform/pg/database.ts';
import { lockKey } from '../../src/platform/pg/held-lock.ts';
import { migrate, readMigrations, type MigrationSource } from '../../src/platform/pg/migrate.ts';
import { startPrivatePostgres } from '../../src/platform/pg/private-postgres.ts';
import { sql } from '../../src/platform/pg/sql.ts';
import { leash } from './leash.ts';

/** A PostgreSQL for tests. `connection` is to its maintenance database. */
export type TestPostgres = { readonly connection: PgConnection; readonly socketFolder: string | null; stop(): Promise<void> };

/** The folders of PostgreSQL migrations that the product has, in their order; or those of the modules named. */
export function migrationsOf(...modules: string[]): MigrationSource[] {
  return pgSchemas().filter((source) => modules.length === 0 || modules.includes(source.module));
}

let started: Promise<TestPostgres> | null = null;

/**
 * The PostgreSQL of this test process: the server of CUSTOS_TEST_PG_URL, the private one behind CUSTOS_TEST_PG_SOCKET (started once by the
 * runner of all tests), else a private one with fsync off that ends with the process, however it ends.
 */
export function startTestPostgres(): Promise<TestPostgres> {
  started ??= start();
  return started;
}

async function start(): Promise<TestPostgres> {
  const url = process.env['CUSTOS_TEST_PG_URL'];
  if (url !== undefined && url !== '') return { connection: { engine: 'server', url }, socketFolder: null, stop: async () => { started = null; } };
  const socket = process.env['CUSTOS_TEST_PG_SOCKET'];
  if (socket !== undefined && socket !== '') return { connection: { engine: 'private', socketFolder: socket, database: 'postgres' }, socketFolder: socket, stop: async () => { started = null; } };
  const folder = mkdtempSync(join(tmpdir(), 'custos-test-'));
  const server = await startPrivatePostgres({ folder, fsync: false, settings: { max_connections: '200', max_wal_size: '512MB' } });
  const end = leash(server.pid(), [folder, server.socketFolder]);
  return {
    connection: server.connection,
    socketFolder: server.socketFolder,
    async stop() {
      started = null;
      await server.stop();
      await end();
    },
  };
}

/** A database of its own for one test file. */
export type TestDatabase = { readonly database: OpenDatabase; readonly connection: PgConnection; close(): Promise<void> };

/**
 * A fresh database with these migrations applied (all there are, when none are named; none, for an empty list). The first caller of a run
 * makes a template, later ones clone it in less than a tenth of a second. `server` is another PostgreSQL than the one of this test process.
 */
export async function testDatabase(migrations: readonly MigrationSource[] = migrationsOf(), server: Pick<TestPostgres, 'connection'> | null = null): Promise<TestDatabase> {
  const { connection } = server ?? await startTestPostgres();
  const admin = await openDatabase(connection, { max: 1, allowExitOnIdle: true });
  const template = await templateOf(admin, migrations);
  const name = `test_${randomBytes(8).toString('hex')}`;
  // As files: through the log it costs three times as much.
  await admin.run({ text: `create database ${name} template ${template} strategy file_copy`, values: [] });
  const own = onDatabase(connection, name);
  const database = await openDatabase(own, { max: 8, allowExitOnIdle: true });
  return {
    database,
    connection: own,
    async close() {
      await database.close();
      await admin.run({ text: `drop database if exists ${name} with (force)`, values: [] });
      await admin.close();
    },
  };
}

async function templateOf(admin: OpenDatabase, sources: readonly MigrationSource[]): Promise<string> {
  if (sources.length === 0) return 'template0';
  const files = await readMigrations(sources);
  const digest = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  const template = `template_${digest}`;
  const isThere = async (): Promise<boolean> => (await admin.rows(sql`select 1 from pg_database where datname = ${template}`)).length > 0;
  if (await isThere()) return template;
  const making = `${template}_${randomBytes(4).toString('hex')}`;
  await admin.run({ text: `create database ${making} template template0`, values: [] });
  const database = await openDatabase(onDatabase(admin.connection, making), { max: 1, allowExitOnIdle: true });
  try {
    await migrate(database, sources);
    await database.close();
  } catch (error) {
    await database.close();
    await admin.run({ text: `drop database ${making} with (force)`, values: [] });
    throw error;
  }
  // Two test files may get here at once: the lock lets one of them give the template its name.
  await admin.rows(sql`select pg_advisory_lock(${lockKey('custos test template')}::bigint)`);
  try {
    if (await isThere()) await admin.run({ text: `drop database ${making}`, values: [] });
    else await admin.run({ text: `alter database ${making} rename to ${template}`, values: [] });
  } finally {
    await admin.rows(sql`select pg_advisory_unlock(${lockKey('custos test template')}::bigint)`);
  }
  return template;
}
