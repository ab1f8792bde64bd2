import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startPostgres15, type Postgres15 } from '../../../test/engines/postgres-15.ts';
import { migrationsOf, startTestPostgres, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { PgConnection } from '../pg/connection.ts';
import { appliedMigrations, migrate, type MigrationSource } from '../pg/migrate.ts';
import { sql } from '../pg/sql.ts';
import { backupPostgres } from './backup-postgres.ts';
import { restorePostgres } from './restore-postgres.ts';

const isRefusal = (code: string, words: RegExp) => (error: unknown): boolean => error instanceof AppError && error.code === code && words.test(error.detail);

const SHOP = `
create table shop.customer (id bigint generated always as identity primary key, name text not null, referrer bigint references shop.customer, double_id bigint generated always as (id * 2) stored);
create table shop.purchase (id serial primary key, customer bigint not null references shop.customer, price numeric(12, 2), at timestamptz, day date, tags text[], counts bigint[], said jsonb, raw json, bytes bytea,
  ratio double precision, flag boolean, key uuid, span interval, code char(3), txid xid8 not null default pg_current_xact_id());
create table "shop"."Odd name" ("a ""b""" text, "select" int);
create unlogged table shop.cache (id int);
create table shop.region (code text primary key);
insert into shop.region values ('north'), ('south');
create function shop.refuse() returns trigger language plpgsql as $$ begin raise exception 'no changes by hand'; end $$;
create trigger guard before insert on shop."Odd name" for each row when (new."select" > 1000) execute function shop.refuse();`;

const FILL = `
insert into shop.customer (name, referrer) select 'Customer ' || n, case when n > 1 then n - 1 end from generate_series(1, 500) n;
update shop.customer set referrer = 500 where id = 1;
insert into shop.purchase (customer, price, at, day, tags, counts, said, raw, bytes, ratio, flag, key, span, code)
  select 1 + n % 500, n + 0.10, timestamptz '2026-03-29 00:59:59.123456+00' + n * interval '1 hour', date '2024-02-29' + n, array['a,"b"', null, E'line\\nfeed\\\\', 'snø ☃'],
    array[n, 9007199254740993], jsonb_build_object('n', n, 'big', 12345678901234567890.123, 'nothing', null), '{"b": 1, "a":  2}', decode('00ff5c0a22', 'hex'),
    n / 3.0::float8, n % 2 = 0, gen_random_uuid(), n * interval '25 hours', 'ab' from generate_series(1, 6000) n;
insert into shop.purchase (customer, said, ratio, at) values (1, 'null', 'NaN', 'infinity'), (2, null, '-Infinity', '-infinity'), (3, '[]', 1e-310, '1969-12-31 23:59:59.999999+00');
insert into shop.purchase (customer, raw) select 4, to_json(repeat('x', 300000)) from generate_series(1, 20);
insert into shop."Odd name" values (E'a\\tb', 1);
insert into shop.cache values (1);
insert into shop.region values ('west');`;

/** Everything of a shop as one number per table, whatever the order of rows. */
const DIGESTS = sql`select
  (select md5(string_agg(c::text, '|' order by id)) from shop.customer c) as customers,
  (select md5(string_agg((to_jsonb(p) - 'txid')::text || p.raw::text || coalesce(p.said::text, 'none'), '|' order by id)) from shop.purchase p) as purchases,
  (select md5(string_agg(o::text, '|')) from shop."Odd name" o) as odd, (select string_agg(code, ' ' order by code) from shop.region) as regions`;

let root: string;
let server15: Postgres15;
let private18: PgConnection;
const open: TestDatabase[] = [];

before(async () => {
  root = mkdtempSync(join(tmpdir(), 'custos-backup-'));
  server15 = await startPostgres15();
  private18 = (await startTestPostgres()).connection;
});
after(async () => {
  for (const one of open) await one.close();
  await server15.stop();
  rmSync(root, { recursive: true });
});

async function emptyDatabase(connection: PgConnection = private18): Promise<TestDatabase> {
  const one = await testDatabase([], { connection });
  open.push(one);
  return one;
}

function shop(name: string, files: Readonly<Record<string, string>> = { '0001-shop.sql': SHOP }): MigrationSource[] {
  const folder = join(root, name, 'schema');
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return [{ module: 'shop', folder }];
}

async function filledShop(name: string, connection = private18): Promise<{ from: TestDatabase; sources: MigrationSource[]; folder: string }> {
  const from = await emptyDatabase(connection);
  const sources = shop(name);
  await migrate(from.database, sources);
  await from.database.run({ text: FILL, values: [] });
  return { from, sources, folder: join(root, name, 'backup') };
}

const server = (which: '15' | '18'): PgConnection => (which === '15' ? { engine: 'server', url: server15.url } : private18);

for (const [written, restored] of [['18', '15'], ['15', '18'], ['18', '18']] as const) {
  test(`what PostgreSQL ${written} held is all there on PostgreSQL ${restored}`, async () => {
    const { from, sources, folder } = await filledShop(`${written}-to-${restored}`, server(written));
    const manifest = await backupPostgres(from.database, folder);
    assert.deepEqual(new Set(manifest.tables.map(({ table, rows }) => `${table} ${rows}`)), new Set(['Odd name 1', 'customer 500', 'purchase 6023', 'region 3']));
    const to = await emptyDatabase(server(restored));
    assert.deepEqual(await restorePostgres(to.database, folder, sources), { tables: 4, rows: 6527 });
    assert.deepEqual(await to.database.rows(DIGESTS), await from.database.rows(DIGESTS));
    assert.deepEqual(await to.database.rows(sql`insert into shop.customer (name) values ('next') returning id, double_id`), [{ id: 501, double_id: 1002 }]);
    assert.deepEqual(await to.database.rows(sql`insert into shop.purchase (customer) values (501) returning id`), [{ id: 6024 }]);
    await assert.rejects(to.database.run(sql`insert into shop.purchase (customer) values (999)`), { code: '23503' });
    await assert.rejects(to.database.run(sql`insert into shop."Odd name" values ('x', 2000)`), { code: 'P0001' });
    assert.deepEqual(await appliedMigrations(to.database), await appliedMigrations(from.database));
    // A number of the old server's transactions would keep readers of a queue waiting for ever.
    assert.deepEqual(await to.database.rows(sql`select count(*) as ahead from shop.purchase where txid >= pg_snapshot_xmax(pg_current_snapshot())`), [{ ahead: 0 }]);
  });
}

test('a backup is of one moment, however much is written meanwhile', async () => {
  const from = await emptyDatabase();
  const sources = shop('moment', { '0001-pair.sql': 'create table shop.a (n int); create table shop.b (n int)' });
  await migrate(from.database, sources);
  let isOver = false;
  let written = 0;
  const writing = (async () => {
    for (; !isOver; written += 1) await from.database.transaction(async (tx) => {
      await tx.run(sql`insert into shop.a values (${written})`);
      await tx.run(sql`insert into shop.b values (${written})`);
    });
  })();
  while (written < 20) await from.database.rows(sql`select pg_sleep(0.01)`);
  const manifest = await backupPostgres(from.database, join(root, 'moment', 'backup'));
  isOver = true;
  await writing;
  const [a, b] = manifest.tables.map(({ rows }) => rows);
  assert.ok(a !== undefined && a >= 20 && a === b, `${a} and ${b}`);
});

test('the schemas of the product itself go there and back', async () => {
  const from = await testDatabase();
  open.push(from);
  const folder = join(root, 'product');
  const manifest = await backupPostgres(from.database, folder);
  assert.ok(manifest.tables.length > 0);
  const to = await emptyDatabase();
  await restorePostgres(to.database, folder, migrationsOf());
  assert.deepEqual(await appliedMigrations(to.database), await appliedMigrations(from.database));
});

test('an older backup is restored and then brought up to date; a database that was only migrated counts as empty', async () => {
  const { from, sources, folder } = await filledShop('older');
  await backupPostgres(from.database, folder);
  const newer = shop('older', { '0002-loud.sql': 'alter table shop.customer add loud text; update shop.customer set loud = upper(name)' });
  const to = await emptyDatabase();
  await migrate(to.database, newer);
  await restorePostgres(to.database, folder, newer);
  assert.deepEqual(await to.database.rows(sql`select loud from shop.customer where id = 7`), [{ loud: 'CUSTOMER 7' }]);
  assert.equal((await appliedMigrations(to.database)).length, 2);
  assert.equal(sources.length, 1);
});

test('a database that holds data is refused by name and left as it was', async () => {
  const { from, sources, folder } = await filledShop('full');
  await backupPostgres(from.database, folder);
  const to = await emptyDatabase();
  await migrate(to.database, sources);
  await to.database.run(sql`insert into shop.region values ('east')`);
  await assert.rejects(restorePostgres(to.database, folder, sources), isRefusal('restore-not-empty', /shop\.region/));
  assert.deepEqual(await to.database.rows(sql`select count(*) as regions from shop.region`), [{ regions: 3 }]);
});

test('a backup of a newer Custos is refused by name', async () => {
  const { from, sources, folder } = await filledShop('newer');
  await migrate(from.database, shop('newer', { '0002-more.sql': 'create table shop.more (id int)' }));
  await backupPostgres(from.database, folder);
  rmSync(join(sources[0]?.folder ?? '', '0002-more.sql'));
  const to = await emptyDatabase();
  await assert.rejects(restorePostgres(to.database, folder, sources), isRefusal('backup-newer', /shop\/0002-more\.sql/));
  assert.deepEqual(await appliedMigrations(to.database), []);
});

test('a damaged, broken-off or shortened backup is refused and nothing of it is loaded', async () => {
  const { from, sources, folder } = await filledShop('damaged');
  await backupPostgres(from.database, folder);
  const to = await emptyDatabase();
  const file = join(folder, 'shop.purchase.jsonl.gz');
  const whole = readFileSync(file);
  appendFileSync(file, 'x');
  await assert.rejects(restorePostgres(to.database, folder, sources), isRefusal('backup-damaged', /shop\.purchase/));
  rmSync(file);
  await assert.rejects(restorePostgres(to.database, folder, sources), isRefusal('backup-incomplete', /shop\.purchase/));
  writeFileSync(file, whole);
  const manifest = join(folder, 'manifest.json');
  const text = readFileSync(manifest, 'utf8');
  writeFileSync(manifest, text.replace('"rows": 6023', '"rows": 6024'));
  await assert.rejects(restorePostgres(to.database, folder, sources), isRefusal('backup-damaged', /6023 rows instead of 6024/));
  rmSync(manifest);
  await assert.rejects(restorePostgres(to.database, folder, sources), isRefusal('backup-incomplete', /manifest/));
  assert.deepEqual(await appliedMigrations(to.database), []);
  writeFileSync(manifest, text);
  await restorePostgres(to.database, folder, sources);
});

test('a folder that is not empty is refused for a backup', async () => {
  const from = await emptyDatabase();
  writeFileSync(join(root, 'something'), '');
  await assert.rejects(backupPostgres(from.database, root), isRefusal('backup-folder-not-empty', /new folder/));
});
