import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LEVELS, levelOf } from './compare-values.ts';
import type { FieldKind } from './record-field.ts';
import { editDistance, isOneEditApart, jaroWinkler } from './string-similarity.ts';
import { areNicknames } from './nicknames.ts';
import { foldText } from './fold-text.ts';
import { normaliseValue } from './normalise-value.ts';

const level = (kind: FieldKind, a: string, b: string): string => {
  const [x, y] = [normaliseValue(kind, a, 2026), normaliseValue(kind, b, 2026)];
  assert.equal(levelOf(kind, x, y), levelOf(kind, y, x), 'the order does not matter');
  return LEVELS[kind][levelOf(kind, x, y)] ?? '';
};

test('Jaro-Winkler gives the published values of its authors', () => {
  for (const [a, b, value] of [['martha', 'marhta', 0.961], ['dwayne', 'duane', 0.84], ['dixon', 'dicksonx', 0.813]] as const) assert.ok(Math.abs(jaroWinkler(a, b) - value) < 0.001, `${a} ${b}`);
  assert.equal(jaroWinkler('abc', ''), 0);
});

test('One edit is an insertion, a deletion, another letter or two neighbours swapped', () => {
  for (const [a, b] of [['smith', 'smiths'], ['smith', 'smth'], ['smith', 'smyth'], ['smith', 'simth']] as const) { assert.ok(isOneEditApart(a, b)); assert.equal(editDistance(a, b), 1); }
  for (const [a, b] of [['smith', 'smythe'], ['smith', 'htims'], ['abcd', 'badc']] as const) assert.ok(!isOneEditApart(a, b));
});

test('Names agree by nickname, initial, part and spelling', () => {
  assert.equal(level('given-name', 'Bob', 'Robert'), 'nickname or part');
  assert.equal(level('given-name', 'J', 'Jane'), 'initial');
  assert.equal(level('given-name', 'Anna Maria', 'Anna'), 'nickname or part');
  assert.equal(level('given-name', 'Jon', 'Mary'), 'different');
  assert.equal(level('surname', 'García-López', 'Lopez'), 'part of the other');
  assert.equal(level('surname', 'Schmidt', 'Schmitd'), 'one letter off');
  assert.ok(areNicknames('liz', 'beth') && !areNicknames('anna', 'peter'));
});

test('Birth dates agree by a wrong digit, by day and month swapped, and by two of three parts', () => {
  assert.equal(level('birth-date', '1971-06-24', '1971-05-24'), 'one digit off');
  assert.equal(level('birth-date', '1971-06-04', '1971-04-06'), 'day and month swapped');
  assert.equal(level('birth-date', '1971-06-24', '1988-06-24'), 'two of day, month and year');
  assert.equal(level('birth-date', '1971-06-24', '1972-11-02'), 'within a year');
});

test('E-mail, phone, postcode and numbers agree nearly', () => {
  assert.equal(level('email', 'kelly.52@gmial.org', 'kelly.52@example.org'), 'same before the @');
  assert.equal(level('email', 'kelly52@example.org', 'kely52@example.org'), 'one letter off');
  assert.equal(level('phone', '07123 456789', '07123 456798'), 'one digit off');
  assert.equal(level('postcode', 'AB12 3XY', 'ab12 3zz'), 'same sector');
  assert.equal(level('id', '12345678', '12345687'), 'one digit off');
});

test('Values are written alike before they are compared', () => {
  assert.equal(foldText('Žofie Ødegård ß Łukasz'), 'zofie odegard ss lukasz');
  assert.equal(foldText(foldText('Щёлково')), foldText('Щёлково'));
  assert.equal(normaliseValue('email', 'A.Kelly+shop@GoogleMail.com ', 2026), 'akelly@gmail.com');
  assert.equal(normaliseValue('phone', '+44 (0) 7123 456789', 2026), normaliseValue('phone', '07123-456-789', 2026));
  assert.equal(normaliseValue('phone', '00000000000', 2026), '');
  assert.equal(normaliseValue('birth-date', '24/06/1971', 2026), '19710624');
  assert.equal(normaliseValue('birth-date', '2071-06-24', 2026), '');
  assert.equal(normaliseValue('surname', "O'Brien", 2026), 'obrien');
  for (const nothing of ['null', ' N/A ', 'undefined', '[object Object]']) assert.equal(normaliseValue('given-name', nothing, 2026), '');
});
