import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../../kernel/app-error.ts';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { readStatement } from './read-statement.ts';
import { shapeOf } from './tokenise-sql.ts';

const VIEWS = ['interactions', 'said', 'customers'];
const written = (sql: string): string => readStatement(sql, VIEWS, 100).pieces.map((piece) => ('text' in piece ? piece.text : `{${piece.view}}`)).join('');
function refusal(sql: string): AppError {
  try {
    written(sql);
  } catch (error) {
    assert.ok(error instanceof AppError && error.kind === 'invalid', sql.slice(0, 200));
    return error;
  }
  return assert.fail(`it was read: ${sql.slice(0, 200)}`);
}

test('a question over views is written anew, its names marked as the asker’s own, its answer limited', () => {
  assert.equal(written("select channel, count() as n from interactions where channel != 'call' group by channel order by n desc"),
    "SELECT `~channel`, count() AS `~n` FROM {interactions} AS `~interactions` WHERE (`~channel` != 'call') GROUP BY `~channel` ORDER BY `~n` DESC LIMIT 101");
  assert.equal(written('with a as (select 1 as x) select x from a limit 7 offset 3;'), 'WITH `with ~a`'.replace('`with ~a`', '`~with a`') + ' AS (SELECT 1 AS `~x`) SELECT `~x` FROM `~with a` AS `~a` LIMIT 7 OFFSET 3');
  assert.equal(written('explain select 1 + 2 * 3 -- a note\n'), 'EXPLAIN PLAN SELECT (1 + (2 * 3)) AS `~1 + 2 * 3` LIMIT 101');
  assert.match(written("select customer in (customerNumber('cus_2n9c'), -5, .5, 'x', (1, null)) from said"), /IN \(123456, -5, 0\.5, 'x', \(1, NULL\)\)/);
  assert.deepEqual(readStatement('select 1 from said s join customers c using (customer), said', VIEWS, 1).views, ['customers', 'said']);
});

test('nothing but one statement that reads views is let through', () => {
  for (const [sql, code] of [
    ['drop table interactions_log', 'sql-only-reads'], ['insert into said values (1)', 'sql-only-reads'], ['system shutdown', 'sql-only-reads'], ['set readonly = 0', 'sql-only-reads'], ['show tables', 'sql-only-reads'], ['describe said', 'sql-only-reads'],
    ['select 1; drop table x', 'sql-malformed'], ['select 1; select 2', 'sql-malformed'], ['select 1 settings readonly = 0', 'sql-malformed'], ['select 1 format CSV', 'sql-malformed'], ["select 1 into outfile '/tmp/x'", 'sql-malformed'],
    ['select * from interactions_log', 'sql-table-not-allowed'], ['select * from system.tables', 'sql-table-not-allowed'], ['select * from identity_map', 'sql-table-not-allowed'], ['select * from `identity_map`', 'sql-table-not-allowed'], ['select * from custos.interactions', 'sql-table-not-allowed'],
    ["select * from url('http://127.0.0.1/')", 'sql-table-not-allowed'], ["select * from file('/etc/passwd')", 'sql-table-not-allowed'], ["select * from s3('x')", 'sql-table-not-allowed'], ["select * from remote('a', b.c)", 'sql-table-not-allowed'], ["select * from merge('custos', '.*')", 'sql-table-not-allowed'],
    ["select * from executable('x', 'TSV', 'a String')", 'sql-table-not-allowed'], ['select * from numbers(1000000000000)', 'sql-table-not-allowed'], ['select * from view(select 1)', 'sql-table-not-allowed'], ['select * from dictionary(identity_customer)', 'sql-table-not-allowed'], ['select * from postgresql(a)', 'sql-table-not-allowed'],
    ["select dictGet('identity_customer', 'customer', 1)", 'sql-function-not-allowed'], ["select joinGet('a', 'b', 1)", 'sql-function-not-allowed'], ["select file('/etc/passwd')", 'sql-function-not-allowed'], ["select getSetting('x')", 'sql-function-not-allowed'], ['select sleep(3)', 'sql-function-not-allowed'],
    ['select currentUser()', 'sql-function-not-allowed'], ["select hasColumnInTable('a', 'b', 'c')", 'sql-function-not-allowed'], ["select arrayReduce('max', [1])", 'sql-function-not-allowed'], ['select range(1000000000)', 'sql-function-not-allowed'], ["select repeat('a', 1000000)", 'sql-function-not-allowed'], ['select in(1, identity_map)', 'sql-function-not-allowed'],
    ['select customer in identity_map from customers', 'sql-malformed'], ['select customer in (identity_map) from customers', 'sql-malformed'], ['select customer in (numbers(10)) from customers', 'sql-malformed'], [`select 1 in ${'('.repeat(9_000)}1`, 'sql-too-large'], ['select 1 in (customerId(customer)) from said', 'sql-malformed'], ['select customer global in (1) from customers', 'sql-malformed'],
    ['select * from interactions final', 'sql-malformed'], ['select * from interactions sample 1', 'sql-malformed'], ['select * except (a) from interactions', 'sql-malformed'], ["select columns('.*') from interactions", 'sql-function-not-allowed'], ['select * from interactions group by channel with totals', 'sql-malformed'],
    ['with recursive a as (select 1) select * from a', 'sql-malformed'], ['select {x:String}', 'sql-malformed'], ['select $$a$$', 'sql-malformed'], ['select @@x', 'sql-malformed'], ["select 'open", 'sql-malformed'], ['select `a`b`', 'sql-malformed'], ['select 1 as `a\\`b`', 'sql-malformed'], ["select cast(1 as AggregateFunction(sum, Int8))", 'sql-malformed'],
    ['select a = b = c from said', 'sql-malformed'], ['select', 'sql-malformed'], ['', 'sql-only-reads'], ['(select 1)', 'sql-only-reads'], ['select customerId(concat(a, b)) from said', 'sql-malformed'],
  ] as const) assert.equal(refusal(sql).code, code, sql);
});

test('a name of the asker’s own never means a table or column of Custos, wherever it is given', () => {
  for (const sql of ["with 'x' as node select * from interactions", 'with text as channel select channel from said', 'select 1 as node, home as n from interactions', 'with identity_map as (select 1 as z) select * from identity_map', 'select arrayMap(node -> node, [1])', 'select c.text from said as c', 'select `interactions_log`.`text` from said', 'select * from customers array join channels as text']) {
    const names = written(sql).match(/`[^`]*`/g) ?? [];
    assert.ok(names.length > 0 && names.every((name) => name.startsWith('`~')), written(sql));
  }
});

test('names that stand for names, and queries that stand for queries, cannot grow without end', () => {
  const doubled = Array.from({ length: 40 }, (_, at) => `concat(${at === 0 ? "'a', 'a'" : `a${at - 1}, a${at - 1}`}) as a${at}`).join(', ');
  assert.equal(refusal(`with ${doubled} select a39`).code, 'sql-too-large');
  const backwards = Array.from({ length: 40 }, (_, at) => `concat(b${at + 1}, b${at + 1}) as b${at}`).join(', ');
  assert.equal(refusal(`select ${backwards}, 'x' as b40`).code, 'sql-too-large');
  const crossed = Array.from({ length: 30 }, (_, at) => `q${at} as (select 1 as x from ${at === 0 ? 'said, said as t' : `q${at - 1}, q${at - 1} as t`})`).join(', ');
  assert.equal(refusal(`with ${crossed} select * from q29`).code, 'sql-too-large');
  const starred = Array.from({ length: 30 }).reduce<string>((inner) => `select *, * from (${inner})`, 'select * from said');
  assert.equal(refusal(starred).code, 'sql-too-large');
  const named = Array.from({ length: 20 }, (_, at) => `s${at} as (select *, * from ${at === 0 ? 'said' : `s${at - 1}`})`).join(', ');
  assert.equal(refusal(`with ${named} select count() from s19`).code, 'sql-too-large');
  assert.equal(refusal(`select ${'('.repeat(5_000)}1${')'.repeat(5_000)}`).code, 'sql-too-large');
  assert.equal(refusal(`select ${'- '.repeat(5_000)}1`).code, 'sql-too-large');
  assert.equal(refusal(`select ${'not '.repeat(4_000)}1`).code, 'sql-too-large');
  assert.equal(refusal(`select '${'x'.repeat(30_000)}'`).code, 'sql-too-long');
  assert.ok(written(`select ${Array.from({ length: 3_000 }, () => '1').join('+')}`).length < 20_000, 'a long sum is one sum');
});

test('whatever is typed, only what is known here comes out', () => {
  const pieces = ["'", '"', '`', '\\', '--', '/*', '*/', ';', '(', ')', ',', '.', '{', '}', '$', '\u0000', '\u0001said\u0001', 'select', 'from', 'with', 'as', 'in', 'union all', 'settings', 'format', 'into outfile', 'said', 'interactions_log', 'system', 'url', "'a'", '1', ' ', '\n', '=', '::', '->', 'a', 'count', 'dictGet', '[', ']', '-', 'é', '\u2028', 'x\u0000y', "\\'", 'customerId'];
  const seed = 20261122;
  const random = seededRandom(seed);
  let read = 0;
  for (let each = 0; each < 20_000; each += 1) {
    const sql = `select ${Array.from({ length: 1 + Math.floor(random() * 8) }, () => pieces[Math.floor(random() * pieces.length)]).join(random() < 0.5 ? ' ' : '')}`;
    try {
      const text = written(sql);
      read += 1;
      // Texts and names taken out, what is left holds no sign by which a statement could be left.
      const rest = text.replace(/'(?:[^'\\]|\\.)*'/g, '').replace(/`~[^`\\]*`/g, '').replace(/\{said\}|\{interactions\}|\{customers\}/g, '');
      assert.doesNotMatch(rest, /[`'"\\;{}$#]|--|\/\*|settings|format|outfile|interactions_log|system|dictGet|url/i, `seed ${seed}: ${sql} → ${text}`);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'invalid') throw error;
    }
  }
  assert.ok(read > 200, `${read} were read`);
});

test('the log keeps what was asked without what may be about somebody', () => {
  assert.equal(shapeOf("select count() from said where text like '%anna@example.org%' and customer = customerNumber('cus_2n9c') and x = 4791283746 -- Anna\n"),
    "select count ( ) from said where text like '…' and customer = customerNumber ( 'cus_2n9c' ) and x = …");
  assert.equal(shapeOf("select 1 as \"Anna Berg\", 'x"), '');
  assert.equal(shapeOf('select 1 as "Anna Berg"'), 'select 1 as "…"');
});
