import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPlacedTally } from './groups/placed-tally.ts';
import { createMakeUpTally, type Placement } from './make-up-tally.ts';
import { RULE_LIMITS, type NamedRule } from './rule-language.ts';

const told = (placements: readonly Placement[]) => {
  const tally = createMakeUpTally(placements.length);
  placements.forEach((placement, at) => { tally.add(at + 1, placement); });
  return tally.makeUp();
};
const times = (count: number, placement: Placement): Placement[] => Array.from({ length: count }, () => placement);

test('everybody stands in one group of each trait, spelt in any case; of whom nothing is known in a group of their own', () => {
  const makeUp = told([...times(30, { country: 'PT', segment: 'gold' }), ...times(12, { country: 'pt ' }), ...times(20, { country: 'DE' }), ...times(5, {})]);
  assert.deepEqual([makeUp.people, makeUp.groups('country'), makeUp.groups('segment')], [67, [{ name: 'PT', people: 42 }, { name: 'DE', people: 20 }, { name: 'not known', people: 5 }], [{ name: 'gold', people: 30 }, { name: 'not known', people: 37 }]]);
  assert.deepEqual([makeUp.groupsOf(31, ['country', 'segment']), makeUp.groupsOf(67, ['country'])], [['PT', 'not known'], ['not known']]);
});

test('a group of fewer than ten people, who may be somebody, is not told by itself', () => {
  const makeUp = told([...times(30, { region: 'North' }), ...times(9, { region: 'Corvo' }), ...times(2, { region: 'Flores' })]);
  assert.deepEqual([makeUp.groups('region'), makeUp.groupsOf(41, ['region'])], [[{ name: 'North', people: 30 }, { name: 'others', people: 11 }], ['others']]);
});

test('whoever is no customer has no groups, nobody counts twice, and nobody at all is an answer', () => {
  const tally = createMakeUpTally(5);
  tally.add(2, { country: 'PT' });
  tally.add(2, { country: 'DE' });
  tally.add(9, { country: 'DE' });
  assert.deepEqual([tally.makeUp().people, tally.makeUp().groupsOf(1, ['country']), tally.makeUp().groupsOf(2, ['country']), tally.makeUp().groupsOf(99, ['country'])], [1, null, ['others'], null]);
  assert.deepEqual([told([]).people, told([]).groups('stage')], [0, []]);
});

test('what each customer is by the rules is told again whole: the last of as many saved segments as there may be, and nothing of whom no rule fits', () => {
  const named = (key: string): NamedRule => ({ key, name: key, about: '', rule: { is: 'all', rules: [] } });
  const [stage, persona, segment, saved] = [named('use'), named('asks-first'), named('high'), Array.from({ length: RULE_LIMITS.perKind }, (_, at) => named(`s-${at}`))];
  const tally = createPlacedTally(5, { stages: [named('buy'), stage], personas: [persona], segments: [segment], saved });
  const last = saved.at(-1) ?? assert.fail();
  tally.add(4, { stage, persona: undefined, segment, saved: [saved[0] ?? last, last] });
  tally.add(2, { stage: undefined, persona, segment: undefined, saved: [] });
  tally.add(9, { stage, persona, segment, saved });
  assert.deepEqual([...tally.rows(1)], [[{ customer: 2, lifecycle: '', persona: 'asks-first', segment: '', saved: [] }], [{ customer: 4, lifecycle: 'use', persona: '', segment: 'high', saved: ['s-0', last.key] }]]);
});
