import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { createRecordSplitter, type Dialect } from './split-records.ts';

const COMMA: Dialect = { delimiter: ',', quote: '"', escape: '"', newline: '\n' };

function split(text: string, options: { dialect?: Dialect; columns?: number; cuts?: readonly number[] } = {}) {
  const splitter = createRecordSplitter(options.dialect ?? COMMA, options.columns ?? null);
  const rows = [];
  let from = 0;
  for (const cut of [...(options.cuts ?? []), text.length]) {
    rows.push(...splitter.push(text.slice(from, cut), false));
    from = cut;
  }
  rows.push(...splitter.push('', true));
  return rows;
}

test('cells, quotes, doubled quotes and line breaks inside quotes are read, and lines are counted as an editor counts them', () => {
  const rows = split('a,b\r\n1,"two\nlines"\n\n3,"say ""hi"""\n4,5');
  assert.deepEqual(rows.map((row) => [row.line, ...row.cells]), [[1, 'a', 'b'], [2, '1', 'two\nlines'], [5, '3', 'say "hi"'], [6, '4', '5']]);
});

test('a quote that never closes costs nothing but is a letter of its line', () => {
  const rows = split('a,b\n1,"broken\n2,fine\n3,"also ""fine"""\n', { columns: 2 });
  assert.deepEqual(rows.map((row) => row.problem), [null, null, null, null]);
  assert.deepEqual(rows[1]?.cells, ['1', '"broken']);
  assert.deepEqual(rows[3]?.cells, ['3', 'also "fine"']);
});

test('a stray quote that happens to close lines later rejects its own line only', () => {
  const rows = split('1,a,b,c\n2,x,"y\n3,c,d,e\n4,",f,g\n5,g,h,i\n', { columns: 4 });
  assert.deepEqual(rows.filter((row) => row.problem !== null).map((row) => row.line), [2]);
  assert.deepEqual(rows.filter((row) => row.problem === null).map((row) => row.cells[0]), ['1', '3', '4', '5']);
});

test('lines with too many or too few cells are rejected with both numbers; empty cells at the end are forgiven', () => {
  const rows = split('1,2,3\n1,2\n1,2,3,4\n1,2,3,,\n', { columns: 3 });
  assert.deepEqual(rows.map((row) => row.problem), [null, 'The line has 2 cells where the header has 3.', 'The line has 4 cells where the header has 3.', null]);
});

test('with quotes off, a quote is a letter like any other', () => {
  assert.deepEqual(split('1\t"53140\n2\t5" tall\n', { dialect: { ...COMMA, delimiter: '\t', quote: '' } }).map((row) => row.cells), [['1', '"53140'], ['2', '5" tall']]);
});

test('a line beyond the limit is rejected alone', () => {
  const rows = split(`1,2\n${'x'.repeat(2_100_000)},3\n4,5\n`, { columns: 2, cuts: [1_000_000, 2_050_000] });
  assert.deepEqual(rows.map((row) => [row.line, row.problem === null]), [[1, true], [2, false], [3, true]]);
});

test('whatever a table holds, and wherever it is cut into pieces, it reads as a plain parser reads it', () => {
  const seed = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
  console.log(`seed ${seed}`);
  let state = seed + 1;
  const random = (below: number): number => { state = (state * 48_271) % 2_147_483_647; return state % below; };
  const alphabet = ['a', 'é', '"', ',', '\n', ' ', ';', '漢', "'", '😀', '\r\n', ''];
  for (let round = 0; round < 200; round += 1) {
    const table = Array.from({ length: 1 + random(6) }, () => Array.from({ length: 3 }, (_, at) => (at === 0 ? `id${random(99)}` : Array.from({ length: random(6) }, () => alphabet[random(alphabet.length)]).join(''))));
    const text = table.map((record) => record.map((cell) => (/[",\r\n]/.test(cell) || random(4) === 0 ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\n');
    const cuts = Array.from({ length: random(5) }, () => random(text.length + 1)).sort((a, b) => a - b);
    const expected = parse(text, { relax_column_count: true });
    assert.deepEqual(split(text, { columns: 3, cuts }).map((row) => row.cells), expected, `seed ${seed}, round ${round}: ${JSON.stringify(text)}`);
    assert.deepEqual(expected, table);
  }
});
