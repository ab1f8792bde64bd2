import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StaffFactRead } from '../contract.ts';
import { factMarks, factName } from './fact-words.ts';

const SAID = new Date(2026, 5, 2, 10).toISOString();
const at = (day: number, hour = 0): string => new Date(2026, 5, day, hour).toISOString();
const fact = (more: Partial<StaffFactRead>): StaffFactRead => ({ act: 'promised', kind: 'call-back', mode: 'plain', carriers: [[0, 4]], from: null, until: null, inWorkingDays: false, ...more });

test('a fact is told in a few words, with the day that was named', () => {
  assert.equal(factName(fact({ act: 'asked', kind: 'order-number' }), SAID), 'asked for the order number');
  assert.equal(factName(fact({ act: 'said', kind: 'out-for-delivery' }), SAID), 'said: out for delivery');
  assert.match(factName(fact({ from: SAID, until: at(6) }), SAID), /^promised: call back by Fri/u);
  assert.match(factName(fact({ kind: 'deliver', from: at(3), until: at(4) }), SAID), /^promised: deliver on Wed/u);
  assert.match(factName(fact({ kind: 'refund', from: at(5), until: at(8) }), SAID), /^promised: refund Fri.+ to Sun/u);
  assert.match(factName(fact({ from: SAID, until: at(2, 17) }), SAID), /^promised: call back by Tue.+5:00|17:00/u);
});

test('a refusal, a condition and what was promised before are never told as a promise', () => {
  assert.deepEqual((['not', 'if', 'earlier'] as const).map((mode) => factName(fact({ kind: 'refund', mode }), SAID)), ['refused: refund', 'promised, on a condition: refund', 'promised before: refund']);
  assert.equal(factName(fact({ act: 'said', kind: 'shipped', mode: 'not' }), SAID), 'said: not shipped');
});

test('that working days are counted as calendar days is said', () => {
  assert.match(factMarks([fact({ inWorkingDays: true })], SAID)[0]?.note ?? '', /working days, which are counted as calendar days/u);
  assert.doesNotMatch(factMarks([fact({})], SAID)[0]?.note ?? '', /working days/u);
});
