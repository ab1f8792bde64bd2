import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSharded, createdTable, spreadChange, spreadOf, withTableSettings } from './spread.ts';
import { splitStatements } from './split-statements.ts';

test('a file is split at its semicolons, not at those in texts, names or comments', () => {
  const found = splitStatements(`-- first; with a note
    create table a (x String default 'it''s; \\'quoted\\'', \`odd;name\` UInt8) /* and; more */ engine = Memory;
    ;; select 5 - 3 / 1 -- the end; really`);
  assert.deepEqual(found.map(({ text, comments }) => [text.replace(/\s+/g, ' '), comments]), [
    [`create table a (x String default 'it''s; \\'quoted\\'', \`odd;name\` UInt8) engine = Memory`, ['first; with a note', 'and; more']],
    ['select 5 - 3 / 1', ['the end; really']],
  ]);
});

test('the comment before a table says how it is spread, and must be there', () => {
  assert.deepEqual(spreadOf({ text: '', comments: ['Everything.', 'spread: sharded by home'] }), { kind: 'sharded', column: 'home' });
  assert.deepEqual(spreadOf({ text: '', comments: ['spread: copied'] }), { kind: 'copied' });
  for (const comments of [[], ['spread: sharded'], ['spread: sharded by home; drop'], ['copied']]) assert.throws(() => spreadOf({ text: '', comments }), { code: 'migration-spread-missing' });
});

test('tables are created by plain names and only if they are not there', () => {
  assert.equal(createdTable('CREATE TABLE IF NOT EXISTS demo_log (a UInt8)'), 'demo_log');
  assert.equal(createdTable('CREATE VIEW demo AS SELECT 1'), null);
  assert.throws(() => createdTable('CREATE TABLE demo_log (a UInt8)'), { code: 'migration-malformed' });
});

test('inserts into every table reach the disk before they are acknowledged', () => {
  assert.match(withTableSettings('CREATE TABLE a (x UInt8) ENGINE = MergeTree ORDER BY x'), /\nSETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000$/);
  assert.match(withTableSettings('CREATE TABLE a (x UInt8) ENGINE = MergeTree ORDER BY (x) SETTINGS index_granularity = 1024'), /SETTINGS index_granularity = 1024, fsync_after_insert = 1, /);
  assert.doesNotMatch(withTableSettings('CREATE TABLE a (x UInt8) ENGINE = MergeTree ORDER BY x SETTINGS fsync_after_insert = 0'), /fsync_after_insert = 1/);
  assert.equal(withTableSettings('CREATE TABLE a (x UInt8) ENGINE = Memory'), 'CREATE TABLE a (x UInt8) ENGINE = Memory');
});

test('a sharded table is a local one and one over all; changes go to the right one', () => {
  const [local, over] = createSharded('CREATE TABLE IF NOT EXISTS demo_log (home UInt64) ENGINE = MergeTree ORDER BY home', 'demo_log', 'home', { cluster: 'cx' });
  assert.match(local ?? '', /^CREATE TABLE IF NOT EXISTS demo_log_local \(home/);
  assert.match(over ?? '', /demo_log AS demo_log_local ENGINE = Distributed\('cx', currentDatabase\(\), 'demo_log_local', cityHash64\(home\)\)/);
  const sharded = new Set(['demo_log']);
  assert.deepEqual(spreadChange('ALTER TABLE demo_log ADD COLUMN x UInt8', sharded), ['ALTER TABLE demo_log_local ADD COLUMN x UInt8', 'ALTER TABLE demo_log ADD COLUMN x UInt8']);
  assert.deepEqual(spreadChange('ALTER TABLE demo_log DELETE WHERE x = 1', sharded), ['ALTER TABLE demo_log_local DELETE WHERE x = 1']);
  assert.deepEqual(spreadChange('DROP TABLE IF EXISTS demo_log', sharded), ['DROP TABLE IF EXISTS demo_log', 'DROP TABLE IF EXISTS demo_log_local']);
  assert.deepEqual(spreadChange('ALTER TABLE demo_map DELETE WHERE x = 1', sharded), ['ALTER TABLE demo_map DELETE WHERE x = 1']);
});

test('on a cluster each shard fills a table from its own rows', () => {
  const sharded = new Set(['demo_log', 'demo_pages']);
  assert.deepEqual(spreadChange('CREATE MATERIALIZED VIEW IF NOT EXISTS demo_fill TO demo_pages AS SELECT demo, home FROM demo_log', sharded), ['CREATE MATERIALIZED VIEW IF NOT EXISTS demo_fill TO demo_pages_local AS SELECT demo, home FROM demo_log_local']);
  assert.deepEqual(spreadChange('INSERT INTO demo_pages SELECT * FROM demo_log', sharded), ['INSERT INTO demo_pages_local SELECT * FROM demo_log_local']);
  assert.deepEqual(spreadChange('INSERT INTO demo_map SELECT 1', sharded), ['INSERT INTO demo_map SELECT 1']);
});

test('as an option the twins of a shard copy their rows by themselves, each table at a place of its own in Keeper', () => {
  const of = (text: string): string | undefined => createSharded(text, 'demo_log', 'home', { cluster: 'cx', isReplicated: true })[0];
  const place = "'/clickhouse/tables/{shard}/{database}/demo_log_local', '{replica}'";
  assert.equal(of('CREATE TABLE IF NOT EXISTS demo_log (home UInt64) ENGINE = MergeTree ORDER BY home'), `CREATE TABLE IF NOT EXISTS demo_log_local (home UInt64) ENGINE = ReplicatedMergeTree(${place}) ORDER BY home`);
  assert.equal(of('create table if not exists demo_log (home UInt64)\nengine = ReplacingMergeTree(revision)\norder by home'), `CREATE TABLE IF NOT EXISTS demo_log_local (home UInt64)\nENGINE = ReplicatedReplacingMergeTree(${place}, revision)\norder by home`);
});
