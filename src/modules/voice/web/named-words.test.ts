import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NamedFigure, Names } from '../contract.ts';
import { namedMonths, sinceText, spellingsOf, unreadText } from './named-words.ts';

const month = (name: string, value: number | null, isRunning = false): NamedFigure['months'][number] => ({ month: name, isRunning, texts: 5, people: 5, share: value === null ? null : { value, low: value - 1, high: value + 1 } });

test('a name is compared over the last two whole months with people enough, and chance is not told as a change', () => {
  assert.match(namedMonths([month('2026-01', 2), month('2026-02', null), month('2026-03', 5), month('2026-04', 9, true)]) ?? '', / 2 % \(1 to 3 %\), .* 5 % \(4 to 6 %\): more than before$/u);
  assert.match(namedMonths([month('2026-01', 5), month('2026-02', 5.5)]) ?? '', /\(4.5 to 6.5 %\)$/u);
  assert.equal(namedMonths([month('2026-01', 5), month('2026-02', null)]), null);
});

test('what the history was read without is told, and nothing where it was read with everything', () => {
  const names = (countsFrom: string | null, unread: number): Names => ({ rivals: [{ number: 1, name: 'Torvild', spellings: [], changedAt: '', countsFrom }], products: { known: 3, most: 20_000, unread, first: [], lookedAt: null }, again: null });
  assert.equal(unreadText(names(null, 0)), null);
  assert.match(unreadText(names('2026-05-01T00:00:00Z', 2)) ?? '', /^1 rival and 2 products became known/u);
  assert.equal(sinceText({ countsFrom: '2026-05-01T00:00:00Z' }, (at) => at.slice(0, 10)), 'counted in what was read since 2026-05-01');
});

test('spellings are parted by commas or lines, each once', () => {
  assert.deepEqual(spellingsOf('Torvild AB, torvild\n torvild ,, '), ['Torvild AB', 'torvild']);
});
