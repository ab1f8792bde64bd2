import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InteractionInput } from '../src/modules/interactions/contract.ts';
import { rivalReviews } from './rivals.ts';

const options = { seed: 1, customers: 300, endsAt: Date.UTC(2026, 5, 1) };

test('two made-up rivals are rated at the review service, the same for the same options, before the end, each under an id of its own', () => {
  const told = [...rivalReviews(options)];
  assert.deepEqual(told, [...rivalReviews(options)]);
  assert.notDeepEqual(told, [...rivalReviews({ ...options, seed: 2 })]);
  assert.equal(told.length, 240);
  assert.equal(new Set(told.map(({ id }) => id)).size, 240);
  for (const one of told) assert.ok(InteractionInput.safeParse(one).success && Date.parse(one.occurredAt) < options.endsAt && one.source === 'reviews');
  const rated = Map.groupBy(told, ({ subjects = [] }) => subjects.find(({ type }) => type === 'rival')?.id ?? '');
  assert.deepEqual([...rated.keys()].toSorted(), ['Skarvholm', 'Tarnvik & Moe']);
  const mean = (name: string): number => { const own = rated.get(name) ?? []; return own.reduce((sum, { rating }) => sum + (rating?.value ?? 0), 0) / own.length; };
  assert.ok(mean('Skarvholm') > 3.5 && mean('Tarnvik & Moe') < 3.2, `${mean('Skarvholm')} ${mean('Tarnvik & Moe')}`);
  assert.equal([...rivalReviews({ ...options, customers: 4_000 })].length, 1_600);
});
