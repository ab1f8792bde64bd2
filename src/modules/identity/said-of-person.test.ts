import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areOtherPeople, compareSaid, isOnePersonByAll, saidOfPerson, type PersonSaid } from './said-of-person.ts';

const NOBODY: PersonSaid = { given: '', words: [], born: '' };
const said = (traits: Record<string, string>): PersonSaid => saidOfPerson(traits) ?? NOBODY;
const compared = (a: Record<string, string>, b: Record<string, string>, isHandedOn = false): string => {
  const [one, other] = [said(a), said(b)];
  assert.equal(compareSaid(one, other, isHandedOn), compareSaid(other, one, isHandedOn), 'the order makes no difference');
  return compareSaid(one, other, isHandedOn);
};

test('two given names that are no spelling of one another speak against one person', () => {
  assert.equal(compared({ givenName: 'Anna', familyName: 'Visser' }, { givenName: 'Peter', familyName: 'Visser' }), 'against');
  assert.equal(compared({ name: 'Anna Visser' }, { name: 'Peter Visser' }), 'against');
  assert.equal(compared({ name: 'Mrs. Anna Visser' }, { givenName: 'Peter' }), 'against');
});

test('nicknames, slips of the pen and marks are one name; an initial says nothing', () => {
  for (const [a, b] of [['Elizabeth', 'Liz'], ['Katherine', 'Katherin'], ['José', 'Jose'], ['Anna Maria', 'Anna']] as const) assert.equal(compared({ givenName: a }, { givenName: b }), 'for', `${a} and ${b}`);
  assert.equal(compared({ givenName: 'E.' }, { givenName: 'Elizabeth' }), 'nothing');
  assert.equal(compared({ givenName: 'E.' }, { givenName: 'Peter' }), 'against');
});

test('names that stand the other way round, titles and two kinds of writing speak against nobody', () => {
  assert.equal(compared({ name: 'Wang Xiaoming' }, { name: 'Xiaoming Wang' }), 'for');
  assert.equal(compared({ givenName: 'Visser', familyName: 'Anna' }, { givenName: 'Anna', familyName: 'Visser' }), 'for');
  assert.equal(compared({ name: 'Mr Visser' }, { name: 'Anna Visser' }), 'nothing');
  assert.equal(compared({ givenName: '小明' }, { givenName: 'David' }), 'nothing');
  assert.equal(compared({ givenName: 'Дмитрий' }, { givenName: 'Dmitriy' }), 'for');
});

test('another birthday speaks against one person, but not a slip in it, a date that forms fill in, or an equal name at one address', () => {
  assert.equal(compared({ birthDate: '1950-03-02' }, { birthDate: '1982-11-19' }), 'against');
  assert.equal(compared({ birthDate: '1950-03-02' }, { birthDate: '1950-02-03' }), 'nothing');
  assert.equal(compared({ birthDate: '1950-03-02' }, { birthDate: '1970-01-01' }), 'nothing');
  const [father, son] = [{ name: 'Jan Visser', birthDate: '1950-03-02' }, { name: 'Jan Visser', birthDate: '1982-11-19' }];
  assert.equal(compared(father, son), 'for');
  assert.equal(compared(father, son, true), 'against', 'at one landline they are father and son');
});

test('a claim that gives neither a given name nor a birthday says nothing of this kind', () => {
  for (const traits of [{}, { name: 'Visser' }, { familyName: 'Visser' }, { name: 'null' }, { givenName: ' ' }, { birthDate: '1900-01-01' }]) assert.equal(saidOfPerson(traits), null);
});

test('groups are two people when something speaks against one and nobody in them is called the same', () => {
  const [anna, ann, peter] = [said({ givenName: 'Anna' }), said({ givenName: 'Ann' }), said({ givenName: 'Peter' })];
  assert.equal(areOtherPeople([anna], [peter], false), true);
  assert.equal(areOtherPeople([anna, peter], [ann], false), false, 'who is both Anna and Peter may be Ann');
  assert.equal(areOtherPeople([], [peter], false), false);
  assert.equal(isOnePersonByAll([anna, ann, anna]), true);
  assert.equal(isOnePersonByAll([anna, ann, peter]), false);
});
