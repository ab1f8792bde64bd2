import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnswerRow } from './answers-behind.ts';
import { ANSWERS_CSV_HEAD, answerCsvLine } from './answers-csv.ts';

const ROW: AnswerRow = { interaction: 'int_a', customer: 'cus_b', occurredAt: '2026-03-01T10:00:00.000Z', channel: 'survey', source: 'desk', brand: 'shop', value: 3, isTurned: false, worth: -1, excluded: null };

test('an answer is a line that names nobody: who by id, what it counts, and why it is left out where it is', () => {
  assert.equal(ANSWERS_CSV_HEAD, '\uFEFFcustomer,when,channel,source,brand,value,turned,worth,counts,left out because,interaction\r\n');
  assert.equal(answerCsvLine(ROW), 'cus_b,2026-03-01T10:00:00.000Z,survey,desk,shop,3,,-1,yes,,int_a\r\n');
  assert.equal(answerCsvLine({ ...ROW, customer: null, value: 11, isTurned: true, worth: null, excluded: 'outside-scale' }), ',2026-03-01T10:00:00.000Z,survey,desk,shop,11,yes,,no,outside-scale,int_a\r\n');
});

test('what a source or a brand is called is never a formula to a spreadsheet', () => {
  assert.equal(answerCsvLine({ ...ROW, source: '=cmd|x', brand: '+1,"a"' }).split(',2026')[1], '-03-01T10:00:00.000Z,survey,"\'=cmd|x","\'+1,""a""",3,,-1,yes,,int_a\r\n');
});
