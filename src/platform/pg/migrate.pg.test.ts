import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startPostgres15, type Postgres15 } from '../../../test/engines/postgres-15.ts';
import { startTestPostgres, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { PgConnection } from './connection.ts';
import { openDatabase } from './database.ts';
import { appliedMigrations, migrate, type MigrationSource } from './migrate.ts';
import { sql } from './sql.ts';

const isRefusal = (code: string, words: RegExp) => (error: unknown): boolean => error instanceof AppError && error.code === code && words.test(error.detail);

for (const name of ['the private PostgreSQL', 'a PostgreSQL 15 server']) {
  describe(`migrations on ${name}`, () => {
    let server15: Postgres15 | null = null;
    let own: TestDatabase;
    let connection: PgConnection;
    let root: string;

    before(async () => {
      if (name === 'the private PostgreSQL') connection = (await startTestPostgres()).connection;
      else {
        server15 = await startPostgres15();
        connection = { engine: 'server', url: server15.url };
      }
    });
    beforeEach(async () => {
      await own?.close();
      own = await testDatabase([], { connection });
      if (root !== undefined) rmSync(root, { recursive: true });
      root = mkdtempSync(join(tmpdir(), 'custos-migrations-'));
    });
    after(async () => {
      await own.close();
      await server15?.stop();
      rmSync(root, { recursive: true });
    });

    const source = (module: string, files: Readonly<Record<string, string>>, folder = module): MigrationSource => {
      mkdirSync(join(root, folder), { recursive: true });
      for (const [file, text] of Object.entries(files)) writeFileSync(join(root, folder, file), text);
      return { module, folder: join(root, folder) };
    };

    test('modules get their schema and their files in order, each once', async () => {
      const sources = [
        source('platform', { '0001-outbox.sql': 'create table platform.outbox (id int)' }),
        source('left', { '0002-fill.sql': 'insert into left_module.thing values (1); insert into left_module.thing values (2)', '0001-thing.sql': 'create schema left_module; create table left_module.thing (id int);' }),
        source('platform', { '0002-jobs.sql': 'create table platform.jobs (id int)' }, 'platform-jobs'),
      ];
      assert.deepEqual(await migrate(own.database, sources), { applied: 4 });
      assert.deepEqual(await migrate(own.database, sources), { applied: 0 });
      assert.deepEqual(await own.database.rows(sql`select count(*) as things from left_module.thing`), [{ things: 2 }]);
      assert.deepEqual((await appliedMigrations(own.database)).map((one) => `${one.module}/${one.file}`), ['left/0001-thing.sql', 'left/0002-fill.sql', 'platform/0001-outbox.sql', 'platform/0002-jobs.sql']);
      const later = source('left', { '0003-more.sql': 'create table "left".more (id int)' });
      assert.deepEqual(await migrate(own.database, [later]), { applied: 1 });
    });

    test('four that start at once apply every file once', async () => {
      const sources = [source('orders', { '0001-count.sql': 'create table orders.count (n int); select pg_sleep(0.05)', '0002-one.sql': 'insert into orders.count values (1)', '0003-two.sql': 'insert into orders.count values (1)' })];
      const others = await Promise.all([1, 2, 3].map(() => openDatabase(own.connection, { max: 2 })));
      const done = await Promise.all([own.database, ...others].map((database) => migrate(database, sources)));
      assert.equal(done.reduce((sum, one) => sum + one.applied, 0), 3);
      assert.deepEqual(await own.database.rows(sql`select count(*) as rows from orders.count`), [{ rows: 2 }]);
      await Promise.all(others.map((database) => database.close()));
    });

    test('a file changed after it was applied is refused by name', async () => {
      await migrate(own.database, [source('orders', { '0001-a.sql': 'create table orders.a (id int)' })]);
      const changed = source('orders', { '0001-a.sql': 'create table orders.a (id bigint)', '0002-b.sql': 'create table orders.b (id int)' });
      await assert.rejects(migrate(own.database, [changed]), isRefusal('migration-changed', /orders\/0001-a\.sql/));
      assert.deepEqual(await own.database.rows(sql`select to_regclass('orders.b') as b`), [{ b: null }]);
    });

    test('a database that a newer Custos wrote is refused by name', async () => {
      const sources = source('orders', { '0001-a.sql': 'select 1', '0002-b.sql': 'select 1' });
      await migrate(own.database, [sources]);
      rmSync(join(sources.folder, '0002-b.sql'));
      await assert.rejects(migrate(own.database, [sources]), isRefusal('database-newer', /orders\/0002-b\.sql/));
    });

    test('a file that comes before one already applied is refused by name', async () => {
      await migrate(own.database, [source('orders', { '0002-b.sql': 'select 1' })]);
      await assert.rejects(migrate(own.database, [source('orders', { '0001-a.sql': 'select 1' })]), isRefusal('migration-too-late', /orders\/0001-a\.sql/));
    });

    test('a file that fails leaves nothing of itself, and what came before stays', async () => {
      const sources = source('orders', { '0001-a.sql': 'create table orders.a (id int)', '0002-b.sql': 'create table orders.b (id int); insert into orders.a values (1);\nselect nonsense' });
      await assert.rejects(migrate(own.database, [sources]), isRefusal('migration-failed', /orders\/0002-b\.sql \(42703 at line 2\)/));
      assert.deepEqual(await own.database.rows(sql`select count(*) as rows from orders.a`), [{ rows: 0 }]);
      writeFileSync(join(sources.folder, '0002-b.sql'), 'create table orders.b (id int)');
      assert.deepEqual(await migrate(own.database, [sources]), { applied: 1 });
    });

    test('names and numbers that would be ambiguous are refused', async () => {
      await assert.rejects(migrate(own.database, [source('orders', { '1-a.sql': 'select 1' })]), isRefusal('migration-name-malformed', /orders\/1-a\.sql/));
      await assert.rejects(migrate(own.database, [source('twice', { '0001-a.sql': 'select 1', '0001-b.sql': 'select 1' })]), isRefusal('migration-number-twice', /0001-a\.sql and 0001-b\.sql/));
      await assert.rejects(migrate(own.database, [{ module: 'nowhere', folder: join(root, 'nowhere') }]), isRefusal('migrations-missing', /nowhere/));
    });
  });
}
