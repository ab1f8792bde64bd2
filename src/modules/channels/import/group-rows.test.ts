import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGrouper, GROUP_LIMIT } from './group-rows.ts';
import { rowOfCells, unreadable } from './source-row.ts';

const byFirst = (row: { readonly cells: readonly string[] }): string => row.cells[0] ?? '';

test('rows that follow each other with one number are one conversation', () => {
  const grouper = createGrouper(byFirst);
  const groups = [...['a', 'a', 'b'].flatMap((key, at) => grouper.push(rowOfCells(at + 1, [key]), at)), ...grouper.end()];
  assert.deepEqual(groups.map(({ rows, start, end, part }) => [rows.length, start, end, part]), [[2, 0, 2, 1], [1, 2, 3, 1]]);
  assert.equal(grouper.scattered(), 0);
});

test('a conversation that goes on after others is kept as a second part, and that is said', () => {
  const grouper = createGrouper(byFirst);
  const groups = [...['a', 'b', 'a'].flatMap((key, at) => grouper.push(rowOfCells(at + 1, [key]), at)), ...grouper.end()];
  assert.deepEqual(groups.map(({ part }) => part), [1, 1, 2]);
  assert.equal(grouper.scattered(), 1);
  assert.equal(grouper.firstScattered(), 3);
});

test('rows without a number stand alone, a line that can\'t be read does not part a conversation, and none grows without end', () => {
  const grouper = createGrouper(byFirst);
  const groups = [rowOfCells(1, ['']), rowOfCells(2, ['']), rowOfCells(3, ['a']), unreadable(4, 'bad', 'x'), rowOfCells(5, ['a'])].flatMap((row, at) => grouper.push(row, at));
  assert.deepEqual([...groups, ...grouper.end()].map(({ rows }) => rows.length), [1, 1, 3]);
  const endless = createGrouper(byFirst);
  const parts = Array.from({ length: GROUP_LIMIT + 1 }, (_, at) => endless.push(rowOfCells(at + 1, ['a']), at)).flat();
  assert.deepEqual(parts.map(({ rows }) => rows.length), [GROUP_LIMIT]);
});
