import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openChdb } from './chdb.ts';
import { ch } from './sql.ts';

const CHDB = fileURLToPath(new URL('./chdb.ts', import.meta.url));

test('a second Custos on the same folder is refused by name and the first goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'custos-one-'));
  const first = await openChdb({ folder });
  try {
    const script = `const { openChdb } = await import(${JSON.stringify(CHDB)}); await openChdb({ folder: ${JSON.stringify(folder)} }).then(() => console.log('opened'), (error) => console.log(error.kind, error.code));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    assert.equal(stdout.trim(), 'conflict data-folder-in-use');
    assert.deepEqual(await first.rows(ch`SELECT 1 AS alive`), [{ alive: 1 }]);

    const other = await mkdtemp(join(tmpdir(), 'custos-other-'));
    await assert.rejects(openChdb({ folder: other }), { code: 'one-data-folder-per-process' });
    await rm(other, { recursive: true });
  } finally {
    await first.close();
    await rm(folder, { recursive: true });
  }
});

test('what a question had begun to answer before it failed is not in the next answer', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'custos-rest-'));
  const analytics = await openChdb({ folder });
  try {
    const failing = ch`SELECT number, throwIf(number = 15000) AS fault FROM numbers(20000)`;
    const options = { class: 'report', settings: { max_threads: 1, max_block_size: 1000 } } as const;
    for (const fails of [() => analytics.rows(failing, options), () => analytics.table(failing, options), () => analytics.texts(failing, options), async () => { for await (const block of analytics.jsonLines(failing, options)) void block; }]) {
      await assert.rejects(fails, { code: 'analytics-refused' });
      for (let each = 0; each < 3; each += 1) assert.deepEqual(await analytics.rows(ch`SELECT 1 AS one`, { class: 'report' }), [{ one: 1 }]);
    }
  } finally {
    await analytics.close();
    await rm(folder, { recursive: true });
  }
});

test('rows outlive a restart; a part that was damaged meanwhile is reported, not silently missing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'custos-damage-'));
  const before = await openChdb({ folder });
  await before.run(ch`CREATE TABLE kept (id UInt64, words String) ENGINE = MergeTree ORDER BY id SETTINGS fsync_after_insert = 1, min_bytes_for_wide_part = 0`);
  await before.run(ch`SYSTEM STOP MERGES`);
  await before.insert('kept', '{"id":1,"words":"stays"}');
  await before.insert('kept', '{"id":2,"words":"is lost with its part"}');
  const [part] = await before.rows<{ path: string; name: string }>(ch`SELECT path, name FROM system.parts WHERE table = 'kept' AND database = currentDatabase() AND active ORDER BY name DESC`);
  await before.close();
  assert.ok(part);
  const column = (await readdir(part.path)).find((name) => name.startsWith('words') && name.endsWith('.bin'));
  assert.ok(column);
  await truncate(join(part.path, column), 3);

  const again = await openChdb({ folder });
  try {
    assert.deepEqual(await again.rows(ch`SELECT id FROM kept`), [{ id: '1' }]);
    assert.deepEqual((await again.brokenParts()).map(({ table, reason }) => ({ table, reason })), [{ table: 'kept', reason: 'broken-on-start' }]);
  } finally {
    await again.close();
    await rm(folder, { recursive: true });
  }
});
