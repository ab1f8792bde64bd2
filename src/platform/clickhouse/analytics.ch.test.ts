import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { AppError } from '../../kernel/app-error.ts';
import { ENGINES } from '../../../test/engines/clickhouse-engines.ts';
import type { Analytics } from './analytics.ts';
import { migrateAnalytics } from './migrate.ts';
import { ch, float64, instant, int64, text, uint64, uint64s, type ChStatement } from './sql.ts';

const FIRST_FILE = `
-- Everything that happened.
-- spread: sharded by home
CREATE TABLE IF NOT EXISTS demo_log (home UInt64, id UInt64, at DateTime64(3, 'UTC'), words String DEFAULT 'a;b -- c', revision UInt32)
ENGINE = ReplacingMergeTree(revision) PARTITION BY toYear(at) ORDER BY (home, id) SETTINGS index_granularity = 1024;

-- Who is who.
-- spread: copied
CREATE TABLE IF NOT EXISTS demo_map (node UInt64, customer UInt64, version UInt64) ENGINE = ReplacingMergeTree(version) ORDER BY node;

CREATE VIEW IF NOT EXISTS demo_public AS SELECT home, id, at, words FROM demo_log FINAL;
CREATE DICTIONARY IF NOT EXISTS demo_customer (node UInt64, customer UInt64 DEFAULT 0) PRIMARY KEY node
SOURCE(CLICKHOUSE({login} QUERY 'SELECT node, customer FROM {database}.demo_map FINAL')) LAYOUT(FLAT(MAX_ARRAY_SIZE 100000000)) LIFETIME(0);
`;

const lines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
const event = (home: number, id: number, revision = 1, words = 'hello'): object => ({ home, id, at: new Date(1_700_000_000_123 + id).toISOString(), words, revision });

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(() => null, (caught: unknown) => caught);
  assert.ok(error instanceof AppError, 'expected a refusal');
  return error;
}

for (const engine of ENGINES) {
  describe(`ClickHouse as ${engine.name}`, () => {
    let analytics: Analytics;
    let stop: () => Promise<void>;
    let folder: string;

    const count = async (statement: ChStatement): Promise<number> => Number((await analytics.rows<{ n: string }>(statement))[0]?.n);
    const migrate = (): Promise<string[]> => migrateAnalytics(analytics, [{ module: 'demo', folder }]);

    before(async () => {
      ({ analytics, stop } = await engine.start());
      folder = await mkdtemp(join(tmpdir(), 'custos-schema-'));
      await writeFile(join(folder, '0001-start.sql'), FIRST_FILE);
      await migrate();
    });
    after(async () => {
      await stop();
      await rm(folder, { recursive: true });
    });

    test('values come back as the promise says: 64 bits exact, milliseconds kept, not-a-number as nothing', async () => {
      const [row] = await analytics.rows(ch`SELECT ${uint64(2n ** 64n - 1n)} AS big, ${int64(-(2n ** 63n))} AS low, ${instant(1_700_000_000_123)} AS at, ${float64(NaN)} AS nan, ${float64(-Infinity)} AS inf,
        ${float64(0.1)} AS tenth, true AS yes, ${uint64s([1, 2n ** 63n])} AS list, CAST('chat', 'Enum8(''chat'' = 1, ''call'' = 2)') AS kind, CAST(NULL, 'Nullable(String)') AS nothing,
        toDateTime64('2025-03-30 03:30:00.007', 3, 'Europe/Oslo') AS oslo, toUInt32(7) AS small, map('a', toUInt64(1)) AS counts`);
      assert.deepEqual(row, {
        big: '18446744073709551615', low: '-9223372036854775808', at: '2023-11-14T22:13:20.123Z', nan: null, inf: null, tenth: 0.1, yes: true, list: ['1', '9223372036854775808'],
        kind: 'chat', nothing: null, oslo: '2025-03-30T01:30:00.007Z', small: 7, counts: { a: '1' },
      });
    });

    test('a value never becomes part of the question', async () => {
      const evil = `' OR 1=1; DROP TABLE demo_log; -- \\`;
      assert.deepEqual(await analytics.rows(ch`SELECT ${text(evil)} AS said, count() AS n FROM system.one WHERE dummy = 0 AND ${text(evil)} = ''`), [{ said: evil, n: '0' }]);
      const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => analytics.rows<{ a: string; b: string }>(ch`SELECT ${uint64(at)} AS a, ${text(`t${at}`)} AS b`)));
      assert.deepEqual(answers.map(([row]) => row), Array.from({ length: 40 }, (_, at) => ({ a: String(at), b: `t${at}` })));
    });

    test('a list of 100,000 customers fits into a question', async () => {
      assert.equal(await count(ch`SELECT length(${uint64s(Array.from({ length: 100_000 }, (_, at) => at))}) AS n`), 100_000);
    });

    test('settings of one query are gone in the next', async () => {
      const asked = ch`SELECT toString(getSetting('max_block_size')) AS size`;
      const [usual] = await analytics.rows(asked);
      assert.deepEqual(await analytics.rows(asked, { settings: { max_block_size: 777 } }), [{ size: '777' }]);
      for (let each = 0; each < 10; each += 1) assert.deepEqual(await analytics.rows(asked), [usual]);
    });

    test('a page does not wait for reports', async () => {
      const order: string[] = [];
      const reports = Promise.all(Array.from({ length: 3 }, () => analytics.rows(ch`SELECT sum(sleepEachRow(0.2)) FROM numbers(4)`, { class: 'report', settings: { max_block_size: 1, max_threads: 1 } }).then(() => order.push('report'))));
      await Promise.all(Array.from({ length: 12 }, () => analytics.rows(ch`SELECT 1`).then(() => order.push('page'))));
      await reports;
      assert.deepEqual(order, [...Array.from({ length: 12 }, () => 'page'), 'report', 'report', 'report']);
    });

    test('a repeated insert does nothing, also when the token is forgotten and parts are not merged', async () => {
      const rows = lines(Array.from({ length: 200 }, (_, at) => event(at % 20, 10_000 + at)));
      for (let each = 0; each < 3; each += 1) await analytics.insert('demo_log', rows, { token: 'batch-1' });
      assert.equal(await count(ch`SELECT count() AS n FROM demo_log WHERE id >= 10000 AND id < 20000`), 200);
      await analytics.insert('demo_log', rows, { token: 'batch-2' });
      assert.equal(await count(ch`SELECT count() AS n FROM demo_log FINAL WHERE id >= 10000 AND id < 20000`), 200);
    });

    test('what a view fills holds each row once, also those that were there before it, and a repeated insert brings what it missed', async () => {
      const words = async (from: number): Promise<unknown> => analytics.rows(ch`SELECT count() AS n, uniqExact(id) AS ids FROM demo_said WHERE id >= ${uint64(from)} AND id < ${uint64(from + 1_000)}`);
      await analytics.insert('demo_log', lines(Array.from({ length: 40 }, (_, at) => event(at, 80_000 + at, 1, 'before'))));
      await writeFile(join(folder, '0002-said.sql'), `
        -- spread: sharded by home
        CREATE TABLE IF NOT EXISTS demo_said (home UInt64, id UInt64, revision UInt32, said String) ENGINE = ReplacingMergeTree(revision) ORDER BY (home, id);
        CREATE MATERIALIZED VIEW IF NOT EXISTS demo_to_said TO demo_said AS SELECT home, id, revision, upper(words) AS said FROM demo_log;
        INSERT INTO demo_said SELECT home, id, revision, upper(words) FROM demo_log;`);
      await migrate();
      assert.deepEqual(await words(80_000), [{ n: '40', ids: '40' }]);
      const rows = lines(Array.from({ length: 40 }, (_, at) => event(at, 81_000 + at)));
      await analytics.insert('demo_log', rows, { token: 'said-1' });
      assert.deepEqual(await words(81_000), [{ n: '40', ids: '40' }]);
      await analytics.insert('demo_log', rows, { token: 'said-1' });
      assert.deepEqual(await words(81_000), [{ n: '40', ids: '40' }]);

      // As if everything had ended between the table and the view.
      const missed = lines(Array.from({ length: 40 }, (_, at) => event(at, 82_000 + at)));
      const target = analytics.cluster === null ? 'demo_said' : 'demo_said_local';
      const log = analytics.cluster === null ? 'demo_log' : 'demo_log_local';
      for (const node of analytics.nodes) await node.run({ strings: ['DROP TABLE demo_to_said SYNC'], params: [] });
      await analytics.insert('demo_log', missed, { token: 'said-2' });
      for (const node of analytics.nodes) await node.run({ strings: [`CREATE MATERIALIZED VIEW demo_to_said TO ${target} AS SELECT home, id, revision, upper(words) AS said FROM ${log}`], params: [] });
      assert.deepEqual(await words(82_000), [{ n: '0', ids: '0' }]);
      await analytics.insert('demo_log', missed, { token: 'said-2' });
      assert.deepEqual(await words(82_000), [{ n: '40', ids: '40' }]);
      assert.equal(await count(ch`SELECT count() AS n FROM demo_log WHERE id >= 82000 AND id < 83000`), 40);
    });

    test('the latest revision is the one that is read, before any merge', async () => {
      await analytics.run(ch`SYSTEM STOP MERGES`);
      await analytics.insert('demo_log', lines([event(1, 20_000, 2, 'second')]));
      await analytics.insert('demo_log', lines([event(1, 20_000, 1, 'first')]));
      assert.deepEqual(await analytics.rows(ch`SELECT words FROM demo_public WHERE home = 1 AND id = 20000`), [{ words: 'second' }]);
      await analytics.run(ch`SYSTEM START MERGES`);
    });

    test('rows that one table takes from another are whole, whichever node answers', async () => {
      await analytics.insert('demo_log', lines(Array.from({ length: 40 }, (_, at) => event(at, 84_000 + at))));
      await analytics.run(ch`INSERT INTO demo_said SELECT home, id + 1000, revision, words FROM demo_log WHERE id >= 84000 AND id < 85000`, { class: 'write' });
      for (let each = 0; each < 3; each += 1) for (const node of analytics.nodes) assert.deepEqual(await node.rows(ch`SELECT count() AS n, uniqExact(id) AS ids FROM demo_said WHERE id >= 85000 AND id < 86000`), [{ n: '40', ids: '40' }]);
    });

    test('a row with an unknown field is refused, not half kept', async () => {
      assert.equal((await refusal(analytics.insert('demo_log', '{"home":1,"id":30000,"mood":"good"}'))).kind, 'internal');
      assert.equal(await count(ch`SELECT count() AS n FROM demo_log WHERE id = 30000`), 0);
    });

    test('rows of a sharded table are spread and read as one, also inside a subquery; a copied table is whole on every node', async () => {
      await analytics.insert('demo_log', lines(Array.from({ length: 400 }, (_, at) => event(at, 40_000 + at))));
      assert.equal(await count(ch`SELECT count() AS n FROM demo_log WHERE id >= 40000 AND id < 50000`), 400);
      assert.equal(await count(ch`SELECT count() AS n FROM demo_log WHERE home IN (SELECT home FROM demo_log WHERE id >= 40000 AND id < 40010) AND id >= 40000 AND id < 50000`), 10);
      await analytics.insert('demo_map', lines([{ node: 1, customer: 11, version: 1 }, { node: 2, customer: 12, version: 1 }]));
      for (const node of analytics.nodes) assert.deepEqual(await node.rows(ch`SELECT count() AS n FROM demo_map`), [{ n: '2' }]);
      if (analytics.cluster === null) return;
      const held = await Promise.all(analytics.nodes.map((node) => node.rows<{ n: string }>(ch`SELECT count() AS n FROM demo_log_local WHERE id >= 40000 AND id < 50000`)));
      const [a, b, c, d] = held.map(([row]) => Number(row?.n));
      assert.ok(a !== undefined && c !== undefined && a > 100 && c > 100 && a + c === 400, `each shard holds its share: ${String(a)} and ${String(c)}`);
      assert.deepEqual([b, d], [a, c]);
    });

    test('the map of customers follows its table on every node after a reload', async () => {
      await analytics.insert('demo_map', lines([{ node: 5, customer: 50, version: 1 }]));
      await analytics.run(ch`SYSTEM RELOAD DICTIONARY demo_customer`);
      const asked = ch`SELECT dictGet('demo_customer', 'customer', ${uint64(5)}) AS customer, dictGet('demo_customer', 'customer', ${uint64(99)}) AS nobody`;
      for (const node of analytics.nodes) assert.deepEqual(await node.rows(asked), [{ customer: '50', nobody: '0' }]);
      await analytics.insert('demo_map', lines([{ node: 5, customer: 51, version: 2 }]));
      await analytics.run(ch`SYSTEM RELOAD DICTIONARY demo_customer`);
      for (const node of analytics.nodes) assert.deepEqual(await node.rows(asked), [{ customer: '51', nobody: '0' }]);
    });

    test('every shard looks up whose a row is, also when one question spans them all', async () => {
      await analytics.insert('demo_map', lines(Array.from({ length: 40 }, (_, home) => ({ node: 2_000 + home, customer: 900, version: 1 }))));
      await analytics.run(ch`SYSTEM RELOAD DICTIONARY demo_customer`);
      await analytics.insert('demo_log', lines(Array.from({ length: 40 }, (_, home) => event(2_000 + home, 60_000 + home))));
      assert.equal(await count(ch`SELECT count() AS n FROM demo_log WHERE id >= 60000 AND id < 61000 AND dictGetOrDefault('{database}.demo_customer', 'customer', home, toUInt64(0)) = 900`), 40);
    });

    test('a question that needs too much memory is refused in words, and the next one is answered', async () => {
      const hungry = analytics.rows(ch`SELECT uniqExact(number) FROM numbers(20000000)`, { class: 'report', settings: { max_memory_usage: 50_000_000, max_bytes_before_external_group_by: 0 } });
      const error = await refusal(hungry);
      assert.deepEqual([error.kind, error.code], ['unavailable', 'analytics-memory-full']);
      assert.equal(await count(ch`SELECT 1 AS n`), 1);
    });

    test('a question that takes too long is ended', async () => {
      const error = await refusal(analytics.rows(ch`SELECT sum(sleepEachRow(0.1)) FROM numbers(100)`, { class: 'report', settings: { max_execution_time: 1, max_block_size: 1 } }));
      assert.deepEqual([error.kind, error.code], ['unavailable', 'analytics-too-slow']);
    });

    test('a wrong statement is our own fault and keeps the words of the engine out of sight', async () => {
      const error = await refusal(analytics.rows(ch`SELECT nonsense FROM demo_log`));
      assert.equal(error.kind, 'internal');
      assert.doesNotMatch(error.message, /nonsense/);
    });

    test('erased rows are gone from every node when the statement returns', async () => {
      await analytics.insert('demo_log', lines(Array.from({ length: 50 }, (_, at) => event(at, 60_000 + at))));
      await analytics.run(ch`ALTER TABLE demo_log DELETE WHERE id >= ${uint64(60_000)} AND id < ${uint64(60_040)}`, { settings: { mutations_sync: 2 } });
      const local = analytics.cluster === null ? ch`SELECT count() AS n FROM demo_log WHERE id >= 60000 AND id < 60040` : ch`SELECT count() AS n FROM demo_log_local WHERE id >= 60000 AND id < 60040`;
      for (const node of analytics.nodes) assert.deepEqual(await node.rows(local), [{ n: '0' }]);
      assert.equal(await count(ch`SELECT count() AS n FROM demo_log WHERE id >= 60000 AND id < 70000`), 10);
    });

    test('schema files run once, on every node; a later one changes tables; a changed one is refused', async () => {
      assert.deepEqual(await migrate(), []);
      await writeFile(join(folder, '0003-more.sql'), 'ALTER TABLE demo_log ADD COLUMN IF NOT EXISTS mood String;\nALTER TABLE demo_map ADD COLUMN IF NOT EXISTS why String;');
      assert.deepEqual(await migrate(), ['demo/0003-more.sql']);
      for (const node of analytics.nodes) assert.deepEqual(await node.rows(ch`SELECT mood, why FROM demo_log, demo_map LIMIT 0`), []);
      await analytics.insert('demo_log', '{"home":3,"id":70000,"at":"2026-01-01T00:00:00.000Z","revision":1,"mood":"good"}');
      assert.deepEqual(await analytics.rows(ch`SELECT mood, words FROM demo_log WHERE id = 70000`), [{ mood: 'good', words: 'a;b -- c' }]);

      await writeFile(join(folder, '0003-more.sql'), 'ALTER TABLE demo_log ADD COLUMN IF NOT EXISTS weather String;');
      assert.equal((await refusal(migrate())).code, 'migration-changed');
      await rm(join(folder, '0003-more.sql'));
      await writeFile(join(folder, '0004-unspread.sql'), 'CREATE TABLE IF NOT EXISTS demo_lost (a UInt8) ENGINE = MergeTree ORDER BY a');
      assert.equal((await refusal(migrate())).code, 'migration-spread-missing');
      await rm(join(folder, '0004-unspread.sql'));
      assert.deepEqual(await readdir(folder), ['0001-start.sql', '0002-said.sql']);
    });

    test('nothing is broken', async () => {
      assert.deepEqual(await analytics.brokenParts(), []);
    });
  });
}
