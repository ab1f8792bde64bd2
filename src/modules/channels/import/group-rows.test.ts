import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGrouper, GROUP_GAP, GROUP_LIMIT, type RowGroup } from './group-rows.ts';
import { rowOfCells, unreadable } from './source-row.ts';

const byFirst = (row: { readonly cells: readonly string[] }): string => row.cells[0] ?? '';
function groupsOf(keys: readonly string[]): { groups: RowGroup[]; scattered: number; first: number | null } {
  const grouper = createGrouper(byFirst);
  const groups = [...keys.flatMap((key, at) => grouper.push(rowOfCells(at + 1, [key]))), ...grouper.end()];
  return { groups, scattered: grouper.scattered(), first: grouper.firstScattered() };
}

test('rows with one number are one conversation, also where two conversations take turns', () => {
  const { groups, scattered } = groupsOf(['a', 'a', 'b', 'a', 'b']);
  assert.deepEqual(groups.map(({ rows, start, end, part }) => [rows.map((row) => row.line), start, end, part]), [[[1, 2, 4], 0, 3, 1], [[3, 5], 3, 5, 1]]);
  assert.equal(scattered, 0);
});

test('a conversation that goes on much later is kept as a second part, and that is said', () => {
  const { groups, scattered, first } = groupsOf(['a', ...Array.from({ length: GROUP_GAP + 1 }, (_, at) => `x${at}`), 'a']);
  assert.deepEqual(groups.filter(({ rows }) => rows[0]?.cells[0] === 'a').map(({ part }) => part), [1, 2]);
  assert.deepEqual([scattered, first], [1, GROUP_GAP + 3]);
});

test('rows without a number, and lines that can\'t be read, stand alone; none grows without end', () => {
  const grouper = createGrouper(byFirst);
  const groups = [rowOfCells(1, ['']), rowOfCells(2, ['a']), unreadable(3, 'bad', 'x'), rowOfCells(4, ['a'])].flatMap((row) => grouper.push(row));
  assert.deepEqual([...groups, ...grouper.end()].map(({ rows }) => rows.length), [1, 1, 2]);
  assert.deepEqual(groupsOf(Array.from({ length: GROUP_LIMIT + 1 }, () => 'a')).groups.map(({ rows }) => rows.length), [GROUP_LIMIT, 1]);
});

test('every record is given once, and places count without a gap', () => {
  const keys = Array.from({ length: 9_000 }, (_, at) => (at % 7 === 0 ? '' : `k${Math.floor(at / 50) % 90}`));
  const { groups } = groupsOf(keys);
  let at = 0;
  for (const { rows, start, end } of groups) {
    assert.deepEqual([start, end], [at, at + rows.length]);
    at = end;
  }
  assert.equal(new Set(groups.flatMap(({ rows }) => rows.map((row) => row.line))).size, keys.length);
});
