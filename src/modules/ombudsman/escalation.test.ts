import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../kernel/seeded-random.ts';
import { ageDays, mayHappen, mayOpen, type EscalationNow } from './escalation.ts';

const DAY = 86_400_000;
const open: EscalationNow = { node: 7, closedMs: null, askedMs: null, wordMs: null };
const close = (now: Partial<EscalationNow>, atMs: number, askDays = 7) => mayHappen({ ...open, ...now }, 'closed', atMs, askDays).ok;

test('nothing is closed before the customer’s word was asked, and waited for', () => {
  assert.deepEqual([close({}, DAY), close({ askedMs: 0 }, 7 * DAY - 1), close({ askedMs: 0 }, 7 * DAY), close({ askedMs: 0, wordMs: 1 }, 2)], [false, false, true, true]);
  assert.equal(close({ askedMs: 5 * DAY, wordMs: DAY }, 6 * DAY), false, 'a word from before they were asked again is no answer to it');
  assert.equal(close({ wordMs: DAY }, 2 * DAY), true, 'they said it before they were asked');
  assert.equal(close({ node: 0 }, 0), true, 'nobody known is concerned');
  assert.equal(close({ closedMs: 1, wordMs: 1 }, 2), false);
});

test('what is closed is opened again before anything else is decided; a note and the customer’s word are always heard', () => {
  const may = (kind: Parameters<typeof mayHappen>[1], now: Partial<EscalationNow>) => mayHappen({ ...open, ...now }, kind, 0, 7).ok;
  assert.deepEqual([may('reopened', {}), may('reopened', { closedMs: 1 }), may('asked', { closedMs: 1 }), may('asked', { node: 0 }), may('noted', { closedMs: 1 }), may('customer-said', { closedMs: 1 }), may('heard', {})], [false, true, false, false, true, true, true]);
});

test('a rule brings nobody twice: not while one is open, and later only by what happened since', () => {
  const moments = [1, 2, 3];
  assert.equal(mayOpen({ moments, least: 3 }, null), true);
  assert.equal(mayOpen({ moments, least: 4 }, null), false);
  assert.equal(mayOpen({ moments, least: 1 }, { closedMs: null }), false);
  assert.deepEqual([mayOpen({ moments, least: 1 }, { closedMs: 2 }), mayOpen({ moments, least: 2 }, { closedMs: 2 }), mayOpen({ moments, least: 1 }, { closedMs: 3 })], [true, false, false]);
});

test('whatever happens and however often it is looked, a customer has at most one open escalation of a cause', (t) => {
  const seed = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 100_000);
  t.diagnostic(`seed ${seed}`);
  const random = seededRandom(seed);
  for (let run = 0; run < 200; run += 1) {
    const moments: number[] = [];
    let past: { closedMs: number | null } | null = null;
    let openNow = 0;
    for (let atMs = 1; atMs < 60; atMs += 1) {
      if (random() < 0.5) moments.push(atMs);
      if (random() < 0.5 && mayOpen({ moments, least: 2 }, past)) { openNow += 1; past = { closedMs: null }; }
      assert.ok(openNow <= 1);
      if (random() < 0.1 && past !== null && past.closedMs === null) { openNow = 0; past = { closedMs: atMs }; }
    }
  }
});

test('ages are whole days, and never below none', () => {
  assert.deepEqual([ageDays(0, DAY - 1), ageDays(0, DAY), ageDays(DAY, 0)], [0, 1, 0]);
});
