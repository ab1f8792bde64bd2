import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RetentionRun } from '../contract.ts';
import { foundSentence, mayBeSwitchedOn, monthsText, tablesText } from './retention-words.ts';

const RULE = { what: 'interactions' as const, channel: 'web', kinds: [], keepMonths: 26 };

test('months are told as people say them', () => {
  assert.deepEqual([1, 12, 26, 13].map(monthsText), ['1 month', '1 year', '2 years 2 months', '1 year 1 month']);
});

test('what would go is one sentence, with what hangs on it', () => {
  assert.equal(foundSentence({ rule: RULE, interactions: 4, customers: 1, counts: { 'subjects.order_fact': 2, 'interactions.parked': 1 } }), '4 interactions of 1 customer, what 2 of them said about orders, 1 parked item');
  assert.equal(foundSentence({ rule: RULE, interactions: 4, customers: 3, counts: { 'identity.customer': 2, 'identity.node': 5 } }), '4 interactions of 3 customers, and 2 people of whom nothing is left then');
  assert.equal(foundSentence({ rule: { ...RULE, what: 'quarantine', channel: null }, interactions: 0, customers: 0, counts: { 'interactions.parked': 3 } }), '3 parked items');
  assert.equal(tablesText({ interactions_log: 2, 'customers.trait': 0, interactions_pages: 3 }), 'timelines 3 · history 2');
});

test('a rule that was not tried, or too long ago, can not be switched on', () => {
  const tried = (finishedAt: string | null): { tried: RetentionRun | null } => ({ tried: finishedAt === null ? null : { finishedAt } as RetentionRun });
  const now = Date.parse('2026-03-02T12:00:00Z');
  assert.deepEqual([tried(null), tried('2026-03-02T11:00:00Z'), tried('2026-03-01T11:00:00Z')].map((rule) => mayBeSwitchedOn(rule, now)), [false, true, false]);
});
