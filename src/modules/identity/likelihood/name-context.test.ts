import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createComparer } from './agreement.ts';
import { equalLevel, LEVELS, MOST_LEVELS } from './compare-values.ts';
import { fitNameChance } from './fit-name-chance.ts';
import { contextOf, fillUnknownNames, inEveryContextOf, NAME_CONTEXTS } from './name-context.ts';
import type { RecordField } from './record-field.ts';
import { createRecordTable } from './record-table.ts';
import { firstGuess } from './train-session.ts';

const FIELDS: readonly RecordField[] = [{ name: 'given', kind: 'given-name' }, { name: 'surname', kind: 'surname' }, { name: 'e-mail', kind: 'email' }];
const STEP = FIELDS.length * MOST_LEVELS;
const EMAIL = 2 * MOST_LEVELS;
const SAME_BEFORE_AT = EMAIL + 3;
const [EQUAL_GIVEN, EQUAL_SURNAME] = [equalLevel('given-name'), equalLevel('surname')];

test('Where nobody can tell of the surname, it counts as equal as often as among strangers', () => {
  const table = new Float64Array(STEP * NAME_CONTEXTS);
  table[MOST_LEVELS + EQUAL_SURNAME] = 0.01;
  table[3 * STEP + SAME_BEFORE_AT] = 0.04;
  table[STEP + SAME_BEFORE_AT] = 0.0001;
  fillUnknownNames(table, FIELDS);
  assert.ok(Math.abs((table[4 * STEP + SAME_BEFORE_AT] ?? 0) - (0.01 * 0.04 + 0.99 * 0.0001)) < 1e-12);
});

test('The context of names tells a surname that differs from one that nobody gave', () => {
  const contextAt = contextOf(FIELDS);
  const context = (given: number, surname: number): number => contextAt(Uint8Array.of(given, surname, 1), 0) / STEP;
  assert.deepEqual([context(EQUAL_GIVEN, EQUAL_SURNAME), context(EQUAL_GIVEN, 1), context(EQUAL_GIVEN, 0), context(1, EQUAL_SURNAME), context(0, EQUAL_SURNAME), context(1, 1), context(0, 0)], [3, 1, 4, 2, 5, 0, 0]);
});

test('However few namesakes have like addresses, equal names never make them rarer than among strangers', () => {
  // 60,000 pairs of equal given names; in the three with like addresses everything else agrees too, so that they look like one person.
  const patterns = { width: 3, levels: Uint8Array.of(EQUAL_GIVEN, 1, 1, EQUAL_GIVEN, EQUAL_SURNAME, 3, EQUAL_GIVEN, 1, 3), counts: Float64Array.of(60_000, 3, 1) };
  const chance = firstGuess(FIELDS, 0.001);
  for (const [level, ratio] of [1, 0.9999, 0.0001, 0.00001, 0.00001, 0.000001].entries()) if (level > 0) chance[EMAIL + level] = ratio;
  const fitted = fitNameChance([{ patterns, leftOut: [0] }], FIELDS, firstGuess(FIELDS, 0.7), chance);
  for (let context = 1; context < NAME_CONTEXTS; context += 1) for (let level = 2; level < LEVELS.email.length; level += 1) assert.ok((fitted[context * STEP + EMAIL + level] ?? 0) >= (chance[EMAIL + level] ?? 0) * 0.999, `context ${context}, level ${level}`);
});

test('A model that was learnt with four contexts is read with all of them', () => {
  const before = new Float64Array(STEP * 4).fill(0.25);
  const all = inEveryContextOf(before, FIELDS);
  assert.equal(all.length, STEP * NAME_CONTEXTS);
  assert.ok((all[4 * STEP + SAME_BEFORE_AT] ?? 0) > 0);
  assert.equal(inEveryContextOf(all, FIELDS), all);
});

test('Two equal initials are no equal names; a name written with one sign is', () => {
  const table = createRecordTable(FIELDS, 2026);
  for (const values of [['J.', 'Visser', ''], ['J', 'Visser', ''], ['明', 'Wang', ''], ['明', 'Wang', '']]) table.add(values);
  const comparer = createComparer(table);
  const levels = new Uint8Array(3);
  comparer.compare(0, 1, levels);
  assert.equal(LEVELS['given-name'][levels[0] ?? 0], 'initial');
  comparer.compare(2, 3, levels);
  assert.equal(LEVELS['given-name'][levels[0] ?? 0], 'equal');
});
