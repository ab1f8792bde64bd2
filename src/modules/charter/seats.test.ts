import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_RULES } from '../customers/index.ts';
import type { RuleSet } from '../customers/contract.ts';
import { cellFor, cellsInOrder } from './cells.ts';
import { changesBetween } from './compare-charters.ts';
import type { Cell, Governance } from './contract.ts';
import { isAgreed, seatsOf } from './seats.ts';

const SET: RuleSet = { ...DEFAULT_RULES, personas: [{ key: 'asks', name: 'Asks first', about: '', rule: { is: 'orders', atLeast: 1 } }], segments: [{ key: 'high', name: 'High', about: '', rule: { is: 'orders', atLeast: 5 } }] };
const at = new Date(0);
const agreed = (governance: Governance | null, signed: readonly (readonly [string, string])[]): boolean => isAgreed(seatsOf(governance, SET), signed.map(([seat, person]) => ({ seat, person, at })));

test('while nobody governs, nothing is agreed, whoever signed', () => { assert.equal(agreed(null, [['officer', 'ann']]), false); });

test('one who governs agrees by one signature; two offices by both; a signature in another seat, or of a predecessor, does not count', () => {
  assert.equal(agreed({ kind: 'chief-executive', person: 'ann' }, [['chief-executive', 'ann']]), true);
  assert.equal(agreed({ kind: 'one-officer', person: 'ann' }, [['chief-executive', 'ann']]), false);
  assert.equal(agreed({ kind: 'one-officer', person: 'bob' }, [['officer', 'ann']]), false);
  const two: Governance = { kind: 'two-offices', brand: 'ann', service: 'bob' };
  assert.deepEqual([agreed(two, [['brand', 'ann']]), agreed(two, [['brand', 'ann'], ['service', 'bob']])], [false, true]);
});

test('owners by stage agree when each stage has an owner and each owner signed', () => {
  const owners = SET.stages.map(({ key }) => ({ stage: key, person: 'ann' }));
  const all = SET.stages.map(({ key }) => [`stage:${key}`, 'ann'] as const);
  assert.equal(agreed({ kind: 'owners-by-stage', owners }, all), true);
  assert.equal(agreed({ kind: 'owners-by-stage', owners: owners.slice(1) }, all), false);
  assert.equal(agreed({ kind: 'owners-by-stage', owners }, all.slice(1)), false);
});

const cell = (stage: string, persona: string, segment: string, sentence: string): Cell => ({ stage, persona, segment, sentence, owner: null });

test('the most exact cell speaks for a customer; an empty one says nothing', () => {
  const cells = [cell('order', '', '', 'everybody'), cell('order', '', 'high', 'high'), cell('order', 'asks', '', 'asks'), cell('order', 'asks', 'high', '')];
  assert.deepEqual([cellFor(cells, 'order', 'asks', 'high')?.sentence, cellFor(cells, 'order', '', 'high')?.sentence, cellFor(cells, 'order', '', 'low')?.sentence, cellFor(cells, 'returns', '', '')], ['asks', 'high', 'everybody', null]);
});

test('cells of stages that are gone, and empty ones, are let go; the same content is in the same order, whoever saved it', () => {
  const cells = [cell('order', '', 'high', 'a'), cell('gone', '', '', 'b'), cell('returns', '', '', ''), cell('interest', 'asks', '', 'c')];
  assert.deepEqual(cellsInOrder(cells, SET), cellsInOrder(cells.toReversed(), SET));
  assert.deepEqual(cellsInOrder(cells, SET).map(({ sentence }) => sentence), ['c', 'a']);
});

test('two versions are compared in words: what came, went, and reads otherwise; equal ones differ in nothing', () => {
  const before = { rules: SET, cells: [cell('order', '', '', 'Fast')] };
  assert.deepEqual(changesBetween(before, before, String), []);
  const after = { rules: { ...SET, personas: [], stages: SET.stages.toReversed() }, cells: [{ ...cell('order', '', '', 'True'), owner: 'ann' }] };
  assert.deepEqual(changesBetween(before, after, (id) => `The ${id}`).map(({ what, after: now }) => [what, now]), [
    ['Stages: the order in which they are tried', 'Support, Returns, Fulfilment, Order, Pre-order, Interest'], ['Persona Asks first', null], ['Aspired: order', 'True (The ann)'],
  ]);
});
