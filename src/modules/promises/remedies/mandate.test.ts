import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MandateLine } from './contract.ts';
import { leewaysOf, mayGive, type GivenBefore } from './mandate.ts';

const LINES: readonly MandateLine[] = [{ role: 'agent', kind: 'voucher', perCaseMinor: '2500', perWeekMinor: '10000', currency: 'EUR' }, { role: 'service-office', kind: 'refund', perCaseMinor: '50000', perWeekMinor: '200000', currency: 'EUR' }];
const NOTHING: GivenBefore = { inCaseMinor: 0n, inWeekMinor: 0n };
const asked = (beyondMinor: bigint, more: Partial<Parameters<typeof mayGive>[1]> = {}) => ({ role: 'agent', kind: 'voucher', beyondMinor, currency: 'EUR', ...more }) as const;
const says = (beyondMinor: bigint, before = NOTHING, more: Partial<Parameters<typeof mayGive>[1]> = {}): string => {
  const may = mayGive(LINES, asked(beyondMinor, more), before);
  return may.ok ? 'granted' : may.refusal;
};

test('a role gives up to its mandate in a case and in a week, to the last cent, and not one more', () => {
  assert.equal(says(2_500n), 'granted');
  assert.match(says(2_501n), /25\.00 EUR in a case and 100\.00 EUR in a week; 25\.00 EUR are left/u);
  assert.equal(says(500n, { inCaseMinor: 2_000n, inWeekMinor: 2_000n }), 'granted');
  assert.match(says(501n, { inCaseMinor: 2_000n, inWeekMinor: 2_000n }), /5\.00 EUR are left/u);
  assert.match(says(100n, { inCaseMinor: 0n, inWeekMinor: 10_000n }), /0\.00 EUR is left/u, 'the week is used up by other cases');
});

test('what a promise owes needs nobody’s word, and a gift in another currency does', () => {
  assert.equal(says(0n, { inCaseMinor: 99_999n, inWeekMinor: 99_999n }), 'granted');
  assert.match(says(100n, NOTHING, { currency: 'NOK' }), /mandate for vouchers is in EUR/u);
});

test('a role without a line gives nothing of the kind, but offices, which are asked themselves, what is right', () => {
  assert.match(says(1n, NOTHING, { kind: 'refund' }), /gives no refunds without asking/u);
  assert.equal(says(999_999n, NOTHING, { role: 'owner' }), 'granted');
  assert.match(says(999_999n, NOTHING, { role: 'service-office', kind: 'refund' }), /500\.00 EUR in a case/u, 'an office with a line keeps to it');
});

test('what is left of a mandate is told before somebody asks', () => {
  assert.deepEqual(leewaysOf(LINES, 'agent', () => ({ inCaseMinor: 1_000n, inWeekMinor: 9_500n })), [{ kind: 'voucher', currency: 'EUR', perCaseMinor: '2500', perWeekMinor: '10000', leftMinor: '500' }]);
  assert.deepEqual(leewaysOf(LINES, 'owner', () => NOTHING).map(({ kind, leftMinor }) => [kind, leftMinor]), [['refund', null], ['replacement', null], ['voucher', null]]);
  assert.deepEqual(leewaysOf([], 'agent', () => NOTHING), []);
});
