import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REPORT_STATES } from '../contract.ts';
import { becameWords, isOpen, raisedBy } from './report-words.ts';

test('every state is told in a sentence, and nothing is called solved that no customer called so', () => {
  const told = REPORT_STATES.map((state) => becameWords({ state, queue: null, owner: null }));
  assert.equal(new Set(told).size, REPORT_STATES.length);
  assert.deepEqual(REPORT_STATES.filter((_, at) => (told[at] ?? '').startsWith('Solved')), ['confirmed']);
  assert.equal(becameWords({ state: 'waiting', queue: 'Parcels', owner: null }), 'It waits for Parcels.');
  assert.equal(becameWords({ state: 'owned', queue: null, owner: 'Ann' }), 'Ann has it.');
  assert.deepEqual([isOpen('waiting'), isOpen('resolved'), isOpen('noted')], [true, false, false]);
});

test('a hidden name is “an employee”; somebody without an account is what they call themselves, at their place', () => {
  const of = { by: null, isSealed: false, way: 'page' as const, place: null, calls: null };
  assert.deepEqual([raisedBy({ ...of, by: 'Ann' }), raisedBy({ ...of, isSealed: true }), raisedBy({ ...of, way: 'place', place: 'Shop in Bergen', calls: 'Kim' }), raisedBy({ ...of, way: 'slack', place: 'Shops' })],
    ['Ann', 'An employee, who hides their name', '“Kim” at Shop in Bergen', 'Somebody at Shops (Slack)']);
});
