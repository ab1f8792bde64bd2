import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import { linkRecords } from '../likelihood/link-records.ts';
import { randomPeople } from '../likelihood/random-people.fixture.ts';
import { CLAIM_FIELDS, oneValued, recordOfClaim, valuesSaid, type SaidByClaim } from './claim-record.ts';
import { bodyOf, holdersIn, type LearntModel } from './learnt-model.ts';
import { keysOfSaid, keysShared } from './record-keys.ts';
import { tableOf } from './record-table-of.ts';
import { createWeigher } from './weigher.ts';

const claim = (traits: Record<string, string>, ...identifiers: readonly [string, string][]): SaidByClaim => ({ traits, identifiers: identifiers.map(([type, value]) => ({ type, value, joins: true })) });
const said = (given: SaidByClaim): Record<string, readonly string[]> => Object.fromEntries((recordOfClaim(given) ?? []).flatMap((value, at) => (value === '' ? [] : [[CLAIM_FIELDS[at]?.name ?? '', valuesSaid(value)]])));

test('a claim with two numbers and two addresses gives all of them, each once, in whatever order it named them', () => {
  const one = claim({ name: 'Ada Lind' }, ['phone', '+4411'], ['email', 'b@x.org'], ['phone', '+4422'], ['email', 'a@x.org'], ['phone', '+4411']);
  assert.deepEqual(said(one), { name: ['Ada Lind'], 'e-mail': ['a@x.org', 'b@x.org'], phone: ['+4411', '+4422'] });
  assert.deepEqual(recordOfClaim({ ...one, identifiers: one.identifiers.toReversed() }), recordOfClaim(one));
});

test('a claim with one value of everything gives the record that it always gave', () => {
  const record = recordOfClaim(claim({ givenName: ' Ada ', familyName: 'Lind', birthDate: '1990-01-02' }, ['email', 'a@x.org'], ['phone', '+4411']));
  assert.deepEqual(record, ['', 'Ada', 'Lind', '1990-01-02', 'a@x.org', '+4411', '', '', '', '', '']);
});

test('whoever is called Robert and signs as Bob is called both; a title, an initial and a second first name are no other spelling', () => {
  const given = (name: string, givenName = 'Robert', familyName = 'Smith'): readonly string[] | undefined => said(claim({ name, givenName, familyName, birthDate: '1990-01-02' }))['given name'];
  assert.deepEqual(given('Bob Smith'), ['Robert', 'bob']);
  assert.deepEqual(given('SMITH, Bob'), ['Robert', 'bob']);
  for (const name of ['Robert Smith', 'Robert James Smith', 'Mr Smith', 'R. Smith', 'Smith', 'Ann Jones']) assert.deepEqual(given(name), ['Robert'], name);
  assert.deepEqual(said(claim({ name: 'Anna Meier', givenName: 'Anna', familyName: 'Huber', birthDate: '1990-01-02' }))['family name'], ['Huber', 'meier']);
});

test('no text can pretend to be several values', () => {
  assert.deepEqual(said(claim({ name: 'Ada\u001eLind' }, ['email', 'a@x.org'])).name, ['Ada Lind']);
});

/** A company of invented people, learnt from. */
function learntCompany(seed: number): { readonly records: readonly (readonly string[])[]; readonly model: LearntModel; readonly holders: Map<number, number>; readonly limits: ReadonlyMap<string, number> } {
  const fields = CLAIM_FIELDS.filter(({ name }) => ['given name', 'family name', 'birth date', 'e-mail', 'phone', 'postcode'].includes(name));
  const records = randomPeople(seed, 200).map(({ values: [given = '', family = '', email = '', phone = '', postcode = '', birth = ''] }) => ['', given, family, birth, email, phone, '', '', '', postcode, '']);
  const { model, limits } = linkRecords(tableOf(fields, records));
  return { records, model: { number: 1, records: records.length, trainedAt: new Date(0), curve: [], body: { ...bodyOf(model, fields, limits), weighed: records.length } }, holders: new Map(holdersIn(model).map(({ key, holders }) => [key, holders])), limits };
}

test('somebody who gives two numbers in one interaction is weighed by the one that agrees best, and found by either', () => {
  const seed = testSeed();
  const chance = createChance(seed);
  const { records, model, holders, limits } = learntCompany(seed);
  const { fields } = model.body;
  const pick = (): readonly string[] => records[chance.below(records.length)] ?? [];
  let better = 0;
  for (let round = 0; round < 300; round += 1) {
    const [left, stranger] = [pick(), pick()];
    const place = chance.next() < 0.5 ? 4 : 5;
    const right = chance.next() < 0.5 ? pick() : left.map((value, at) => (at === 3 ? '' : value));
    if ((left[place] ?? '') === '' || (stranger[place] ?? '') === '') continue;
    const both = left.map((value, at) => (at === place ? [value, stranger[at] ?? ''].toSorted().join('\u001e') : value));
    const other = left.map((value, at) => (at === place ? stranger[at] ?? '' : value));
    const weigher = createWeigher(tableOf(fields, [left, other, both, right]), model, holders);
    const [first, second, several] = [0, 1, 2].map((at) => weigher.pair(at, 3));
    const what = JSON.stringify({ seed, round, both, right });
    assert.equal(several?.bits, weigher.pair(3, 2).bits, `the order does not matter ${what}`);
    const levelOf = (at: number): number => weigher.explain(at, 3).fields.find((one) => one.field === fields.find((field) => field.name === CLAIM_FIELDS[place]?.name)?.name)?.bits ?? 0;
    const best = levelOf(0) === levelOf(1) ? [first?.bits, second?.bits] : levelOf(0) > levelOf(1) ? [first?.bits] : [second?.bits];
    assert.ok(best.includes(several?.bits), what);
    if (several?.bits !== first?.bits || several?.bits !== second?.bits) better += 1;
    const shared = (own: readonly string[]): string[] => keysShared(fields, own, right);
    assert.deepEqual(new Set(shared(both)), new Set([...shared(left), ...shared(other)]), what);
    const keys = (own: readonly string[]): number[] => keysOfSaid(fields, [own], limits).flat().map(({ key }) => key);
    assert.deepEqual(keys(both).toSorted((a, b) => a - b), [...new Set(oneValued(both).flatMap(keys))].toSorted((a, b) => a - b), `each key once ${what}`);
  }
  assert.ok(better > 50, `${better} pairs, seed ${seed}`);
});
