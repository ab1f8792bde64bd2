import assert from 'node:assert/strict';
import { test } from 'node:test';
import { creditOf, maybeNames, type StaffMember } from './credit-praise.ts';

const member = (id: string, name: string, names: readonly string[] = []): StaffMember => ({ id, name, email: `${id}@staff.example`, names, notNames: [] });
const [rosa, other, lone] = [member('p1', 'Rósa Martins'), member('p2', 'Rosa Klein'), member('p3', 'Beth Ashdown')];
const STAFF = [rosa, other, lone];
const credit = (called: readonly string[], whom: StaffMember, served: readonly { id: string; label: string }[] = []) => creditOf({ called, served }, whom, STAFF);

test('praise is theirs whose name a customer wrote, with or without accents; of two alike that is said to both', () => {
  assert.deepEqual(credit(['Beth'], lone), { because: 'name', called: 'Beth', alike: false });
  assert.deepEqual(credit(['rosa'], rosa), { because: 'name', called: 'rosa', alike: true });
  assert.deepEqual([credit(['Rosa Martins'], rosa), credit(['Rosa Martins'], other)], [{ because: 'name', called: 'Rosa Martins', alike: false }, null]);
  assert.deepEqual([credit(['Ashdown'], lone)?.called, credit(['Oskar'], lone), credit([], lone)], ['Ashdown', null, null]);
});

test('who served by the record is credited before whoever has the same name, also where no name was written', () => {
  const served = [{ id: 'agent-7', label: 'Rosa Klein' }];
  assert.deepEqual([credit(['Rosa'], other, served), credit(['Rosa'], rosa, served)], [{ because: 'name', called: 'Rosa', alike: false }, null]);
  assert.deepEqual([credit([], other, served), credit([], rosa, served)], [{ because: 'served', called: null, alike: false }, null]);
  assert.deepEqual(credit([], lone, [{ id: 'P3@staff.example', label: '' }])?.because, 'served');
  // Somebody else is praised by name while they served.
  assert.equal(credit(['Oskar'], other, served), null);
});

test('a short form counts once they said that it is theirs, and is offered to nobody who could not be called so', () => {
  assert.equal(credit(['Liz'], lone), null);
  assert.deepEqual(maybeNames(['Liz', 'Beth', 'Oskar', 'Lizzie Jones'], lone, STAFF), ['liz', 'lizzie']);
  assert.deepEqual(maybeNames(['Liz'], { ...lone, notNames: ['liz'] }, STAFF), []);
  assert.deepEqual(maybeNames(['Liz'], lone, [...STAFF, member('p4', 'Liz Brown')]), []);
  assert.deepEqual(credit(['Liz'], { ...lone, names: ['liz'] }), { because: 'name', called: 'Liz', alike: false });
});
