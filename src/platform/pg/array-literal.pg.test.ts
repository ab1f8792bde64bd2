import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { arrayLiteral } from './array-literal.ts';
import { jsonLines, sql } from './sql.ts';

let stored: TestDatabase;
before(async () => { stored = await testDatabase([]); });
after(async () => { await stored.close(); });

test('lists of texts, numbers and booleans arrive as they were sent, whatever is in them', async () => {
  const hard = ['', 'plain', 'with "quotes"', 'back\\slash', '{brace,comma}', 'NULL', 'null', ' blanks ', 'new\nline', 'snow ☃ 😀', "it's"];
  const [row] = await stored.database.rows<{ texts: string[]; numbers: number[]; holes: (string | null)[]; answers: (boolean | null)[] }>(sql`select ${hard}::text[] as texts, ${[1, -2, 3.5, 2 ** 40]}::float8[] as numbers, ${['a', null]}::text[] as holes, ${[true, false, null]}::boolean[] as answers`);
  assert.deepEqual(row?.texts, hard);
  assert.deepEqual(row?.numbers, [1, -2, 3.5, 2 ** 40]);
  assert.deepEqual(row?.holes, ['a', null]);
  assert.deepEqual(row?.answers, [true, false, null]);
});

test('lists that it does not know are left to the driver', async () => {
  assert.equal(arrayLiteral([Buffer.from('a')]), null);
  const [row] = await stored.database.rows<{ same: boolean }>(sql`select ${[Buffer.from('ab')]}::bytea[] = array['ab'::bytea] as same`);
  assert.equal(row?.same, true);
});

test('JSON on lines of its own arrives as it was sent, whatever is in it; nothing is an empty list', async () => {
  const hard = [{ text: 'with "quotes", back\\slash and a\nnew line' }, ['{brace,comma}', null, ''], 'NULL', 3.5, {}];
  const [row] = await stored.database.rows<{ bodies: unknown[]; none: unknown[] }>(sql`select string_to_array(${jsonLines(hard)}, E'\\n')::jsonb[] as bodies, string_to_array(${jsonLines([])}, E'\\n')::jsonb[] as none`);
  assert.deepEqual(row?.bodies, hard);
  assert.deepEqual(row?.none, []);
});
