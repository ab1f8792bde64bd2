import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../test/engines/postgres.ts';
import { sql } from '../platform/pg/sql.ts';
import { declaredColumns, POSTGRES_COLUMNS } from './stored-columns.ts';

let stored: TestDatabase;
before(async () => { stored = await testDatabase(); });
after(() => stored.close());

test('every column of PostgreSQL is said to be erased with a person or to be nobody’s, and none is said that there is not', async () => {
  const rows = await stored.database.rows<{ name: string }>(sql`
    select n.nspname || '.' || c.relname || '.' || a.attname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'`);
  const there = new Set(rows.map(({ name }) => name));
  const declared = declaredColumns(POSTGRES_COLUMNS);
  assert.ok(there.size > 100);
  assert.deepEqual([...there].filter((name) => !declared.has(name)), [], 'columns that nobody decided about');
  assert.deepEqual([...declared].filter((name) => !there.has(name)), [], 'columns that are gone');
});
