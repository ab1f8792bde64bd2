import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RetentionRule } from './contract.ts';
import { dueBefore, EVERY_MS, GRACE_MS, isSameRule, nextRunMs, PROPOSED, ruleKey, ruleName } from './retention-rules.ts';

const at = (text: string): number => Date.parse(text);
const before = (now: string, months: number): string => new Date(dueBefore(at(now), months)).toISOString();

test('twelve months back is the same day and time of last year; a month too short ends on its last day', () => {
  assert.equal(before('2026-03-15T10:30:00.000Z', 12), '2025-03-15T10:30:00.000Z');
  assert.equal(before('2026-03-31T10:30:00.000Z', 1), '2026-02-28T10:30:00.000Z');
  assert.equal(before('2024-02-29T00:00:00.000Z', 12), '2023-02-28T00:00:00.000Z');
  assert.equal(before('2026-01-10T00:00:00.000Z', 26), '2023-11-10T00:00:00.000Z');
});

test('what is proposed is well-formed, each once, and named in words', () => {
  for (const rule of PROPOSED) assert.deepEqual(RetentionRule.parse(rule), rule);
  assert.equal(new Set(PROPOSED.map(ruleKey)).size, PROPOSED.length);
  assert.deepEqual(PROPOSED.map(ruleName), ['Web: page viewed', 'App: screen viewed', 'Call: everything, with what was said', 'Quarantine', 'Lines that imports rejected']);
});

test('other months are another decision about the same rule; other kinds are another rule', () => {
  const rule = PROPOSED[0] as RetentionRule;
  assert.equal(ruleKey({ ...rule, keepMonths: 3 }), ruleKey(rule));
  assert.ok(!isSameRule({ ...rule, keepMonths: 3 }, rule));
  assert.notEqual(ruleKey({ ...rule, kinds: [] }), ruleKey(rule));
});

test('a rule without its channel, or the quarantine with one, is no rule', () => {
  assert.ok(!RetentionRule.safeParse({ what: 'interactions', channel: null, kinds: [], keepMonths: 3 }).success);
  assert.ok(!RetentionRule.safeParse({ what: 'quarantine', channel: 'web', kinds: [], keepMonths: 3 }).success);
  assert.ok(!RetentionRule.safeParse({ what: 'interactions', channel: 'web', kinds: [], keepMonths: 0 }).success);
});

test('a rule that is switched on waits an hour, then works once a day', () => {
  assert.equal(nextRunMs(1_000, null), 1_000 + GRACE_MS);
  assert.equal(nextRunMs(1_000, 5_000 + GRACE_MS), 5_000 + GRACE_MS + EVERY_MS);
  assert.equal(nextRunMs(EVERY_MS * 10, 5_000), EVERY_MS * 10 + GRACE_MS, 'switched on again later');
});
