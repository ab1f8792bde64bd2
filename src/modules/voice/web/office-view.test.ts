import assert from 'node:assert/strict';
import { test } from 'node:test';
import { officeShown, wholeText } from './office-view.ts';

test('an office opens its own view, what was chosen last stands above that, and what the address says above both', () => {
  assert.deepEqual([officeShown(undefined, null, 'brand-office'), officeShown(undefined, null, 'service-office'), officeShown(undefined, null, 'owner'), officeShown(undefined, null, 'analyst')], ['brand', 'service', null, null]);
  assert.deepEqual([officeShown(undefined, 'all', 'brand-office'), officeShown(undefined, 'service', 'owner'), officeShown('all', 'service', 'brand-office'), officeShown('brand', 'all', 'service-office')], [null, 'service', null, 'brand']);
  assert.equal(officeShown('kitchen', 'nonsense', 'service-office'), 'service');
});

test('the whole stands beside the part, in words where few answered', () => {
  const whole = { unit: 'points', from: 0, to: 10, estimate: { value: 34, low: 28, high: 41 }, people: 120 } as const;
  assert.deepEqual([wholeText(whole), wholeText({ ...whole, estimate: null, people: 4 })], ['All offices: 34 (28 to 41), 120 people.', 'All offices: too few to say, 4 people.']);
});
