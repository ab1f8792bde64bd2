import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verbatim, Verbatims } from '../contract.ts';
import { isGapBelow, totalOfPages } from './verbatim-pages.ts';

const said = (day: number): Verbatim => ({
  id: `int_${day}`, revision: 1, customer: null, name: null, signed: [], channel: 'review', source: 'shop', brand: '', kind: 'said', direction: 'in', office: 'service', language: null, occurredAt: `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`, occurredPrecision: 'ms', rating: null, quotes: [], more: 0, quoting: null,
});
/** A page that holds what was said on these days of March and looked back to a day; null: to the beginning. */
const page = (days: readonly number[], backTo: number | null, total: Verbatims['total'] = null): Verbatims => ({ verbatims: days.map(said), next: backTo === null ? null : 'x', searchedUntil: backTo === null ? null : said(backTo).occurredAt, total, isCut: false, zone: 'UTC' });

test('how many say it is at least what is shown, and exactly that when everything was looked at', () => {
  const pages = [page([9, 8], 8, { count: 1, isLeast: true }), page([], 4), page([3], 2)];
  assert.deepEqual(totalOfPages(pages, false), { count: 3, isLeast: true });
  assert.deepEqual(totalOfPages(pages, true), { count: 3, isLeast: false });
  assert.deepEqual(totalOfPages([page([9], 9, { count: 40, isLeast: true })], false), { count: 40, isLeast: true });
  assert.deepEqual(totalOfPages([page([9], 9, { count: 40, isLeast: false })], false), { count: 40, isLeast: false });
  assert.equal(totalOfPages([page([9], null)], true), null);
});

test('the list begins anew only where something may be missing between the newest and what was known', () => {
  const known = [page([9, 8], 8)];
  assert.ok(isGapBelow(page([20, 19], 19), known, 2));
  assert.ok(!isGapBelow(page([20, 9], 9), known, 2), 'they meet');
  assert.ok(!isGapBelow(page([20], 5), known, 2), 'it looked back past what was known');
  assert.ok(isGapBelow(page([20], 15), known, 2), 'time was up before it reached what was known');
  assert.ok(!isGapBelow(page([20], null), [page([], null)], 2));
  assert.ok(!isGapBelow(page([20], 15), [page([], 12)], 2), 'nothing was known, and the rest was looked at');
  assert.ok(isGapBelow(page([20, 19], 19), [page([], 12)], 2), 'nothing was known, and the newest page is full');
});
