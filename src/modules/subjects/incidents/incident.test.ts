import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import { foldIncident, touches, type IncidentFact, type IncidentSaid } from './incident.ts';

const T0 = Date.parse('2026-05-01T08:00:00Z');
const HOUR = 3_600_000;
const SEED = testSeed();

function fact(interaction: number, hours: number, kind: string, said: Partial<IncidentSaid> = {}): IncidentFact {
  return { interaction, key: `key ${String(interaction).padStart(3, '0')}`, node: 0, brand: '', source: 'staff', occurredMs: T0 + hours * HOUR, incidentId: 'zip', said: { kind, subjects: [{ type: 'incident', id: 'zip', label: '' }], title: '', text: '', moments: {}, ...said } };
}
const affecting = (...ids: readonly string[]) => ({ subjects: [{ type: 'incident', id: 'zip', label: 'Zips' }, ...ids.map((id) => ({ type: 'product', id, label: '' }))] });

test('a known problem is what was said of it last, field by field, and is over when somebody says so', () => {
  const opened = fact(1, 0, 'incident-opened', { title: 'Zips break', text: 'We are looking into it.', moments: { since: T0 - 48 * HOUR, nextUpdateAt: T0 + 24 * HOUR }, ...affecting('skarv') });
  const updated = fact(2, 20, 'incident-updated', { text: 'We send new zips from Monday.', moments: { nextUpdateAt: T0 + 72 * HOUR } });
  const open = foldIncident('zip', [opened, updated]);
  assert.deepEqual([open?.state, open?.title, open?.tell, open?.since, open?.nextUpdateAt, open?.until, open?.affects.map(({ id }) => id)], ['open', 'Zips break', 'We send new zips from Monday.', '2026-04-29T08:00:00.000Z', '2026-05-04T08:00:00.000Z', null, ['skarv']]);
  const closed = foldIncident('zip', [opened, updated, fact(3, 90, 'incident-closed')]);
  assert.deepEqual([closed?.state, closed?.until, closed?.nextUpdateAt, closed?.title], ['closed', '2026-05-05T02:00:00.000Z', null, 'Zips break']);
  const again = foldIncident('zip', [opened, updated, fact(3, 90, 'incident-closed'), fact(4, 120, 'incident-reopened')]);
  assert.deepEqual([again?.state, again?.until], ['open', null]);
});

test('an incident of which nobody gave a name has its number for one; of which nobody spoke there is none', () => {
  assert.equal(foldIncident('zip', [fact(1, 0, 'incident-opened')])?.title, 'zip');
  assert.equal(foldIncident('zip', []), null);
});

test(`the order of arrival does not change it (seed ${SEED})`, () => {
  const chance = createChance(SEED);
  for (let round = 0; round < 200; round += 1) {
    const facts = Array.from({ length: 1 + chance.below(7) }, (_, at) => fact(at, chance.below(3), chance.pick(['incident-opened', 'incident-updated', 'incident-closed']), { title: chance.pick(['', 'a', 'b']), text: chance.pick(['', 'c', 'd']), moments: chance.below(2) === 0 ? {} : { nextUpdateAt: T0 + chance.below(5) * HOUR }, ...affecting(...(chance.below(2) === 0 ? [] : [chance.pick(['skarv', 'fjell'])])) }));
    assert.deepEqual(foldIncident('zip', chance.shuffle(facts)), foldIncident('zip', facts));
  }
});

test('it touches an order by itself, its products, its parcels and the places that it went through, within its brand', () => {
  const order = { brand: 'north', id: 'A', lines: [{ product: 'skarv' }], parcels: [{ id: 'P1' }], places: ['venlo'] };
  const by = (type: string, id: string, brand = ''): boolean => touches({ brand, affects: [{ type, id, label: '' }] }, order);
  assert.deepEqual([by('order', 'A'), by('product', 'skarv'), by('parcel', 'P1'), by('place', 'venlo'), by('product', 'skarv', 'north')], [true, true, true, true, true]);
  assert.deepEqual([by('order', 'B'), by('product', 'venlo'), by('campaign', 'spring'), by('product', 'skarv', 'south')], [false, false, false, false]);
});
