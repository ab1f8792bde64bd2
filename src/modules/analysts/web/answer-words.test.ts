import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answeredWords, isNumber, pasteText } from './answer-words.ts';

const columns = [{ name: 'said', type: 'String' }, { name: 'n', type: 'Nullable(UInt64)' }];

test('an answer is told with its size, and what is not drawn or not there is said', () => {
  assert.equal(answeredWords({ columns, rows: [['a', '1']], isCut: false, tookMs: 1_240 }), '1 row of 2 columns in 1.2 s.');
  assert.match(answeredWords({ columns, rows: Array.from({ length: 300 }, () => ['a', '1']), isCut: true, tookMs: 10 }), /^300 rows of 2 columns in 0\.0 s\. There are more: .* The first 200 are drawn here\.$/);
  assert.deepEqual(columns.map(({ type }) => isNumber(type)), [false, true]);
});

test('what is copied into a spreadsheet holds no formula, and a negative number stays one', () => {
  assert.equal(pasteText({ columns, rows: [['=SUM(A1)', '-5'], ['say "so", he', null], ['-a', ['x']]] }), 'said,n\n\'=SUM(A1),-5\n"say ""so"", he",\n\'-a,"[""x""]"'.replace("\n'=SUM(A1),", "\n\"'=SUM(A1)\",").replace("\n'-a,", "\n\"'-a\","));
});
