import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sighting } from '../../subjects/index.ts';
import { factAgainst, type ToldWord } from './hold-against-facts.ts';
import { ordersMeant } from './order-meant.ts';
import { heldFacts } from './told-against-fact.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const seen = (stage: Sighting['stage'], atMs: number, parcel: string | null = 'P1'): Sighting => ({ parcel, stage, atMs, source: 'warehouse', interaction: 'int_1' });
const WAY: readonly Sighting[] = [seen('placed', 0, null), seen('packed', 6 * DAY), seen('shipped', 6 * DAY + HOUR), seen('out-for-delivery', 9 * DAY), seen('delivered', 9 * DAY + 5 * HOUR)];
const held = (kind: ToldWord['kind'], atMs: number, sightings = WAY, mode: ToldWord['mode'] = 'plain'): string | null => { const against = factAgainst({ kind, mode, atMs }, sightings); return against === null ? null : `${against.because} ${against.stage} ${against.atMs / HOUR}`; };

test('told “out for delivery” two days before it left: the evidence is when it left', () => {
  assert.equal(held('out-for-delivery', 4 * DAY), `later shipped ${6 * 24 + 1}`);
});

test('told “delivered” while it was on its way: the evidence is when it came', () => {
  assert.equal(held('delivered', 7 * DAY), `later delivered ${9 * 24 + 5}`);
});

test('what the facts bear out, or nearly, is never held against anybody', () => {
  assert.deepEqual([held('shipped', 7 * DAY), held('delivered', 10 * DAY), held('out-for-delivery', 9 * DAY - HOUR / 2), held('shipped', 6 * DAY + HOUR / 2)], [null, null, null, null]);
});

test('what nobody ever saw is only held against words when it was seen not to have come further afterwards', () => {
  const packed = WAY.slice(0, 2);
  assert.equal(held('shipped', 2 * DAY, packed), `not-yet packed ${6 * 24}`);
  assert.equal(held('shipped', 7 * DAY, packed), null);
  assert.equal(held('delivered', 7 * DAY, [...packed, seen('shipped', 2 * DAY), seen('out-for-delivery', 8 * DAY)].toSorted((a, b) => a.atMs - b.atMs)), `not-yet out-for-delivery ${8 * 24}`);
  assert.equal(held('out-for-delivery', 4 * DAY, WAY.slice(0, 3)), `later shipped ${6 * 24 + 1}`);
  assert.equal(held('shipped', 2 * DAY, [seen('placed', 0, null), seen('paid', 5 * DAY, null)]), null, 'who pays by invoice pays later');
  assert.equal(held('refunded', 2 * DAY), null);
});

test('told that it had not left when it had: the evidence is when it left', () => {
  assert.equal(held('shipped', 8 * DAY, WAY, 'not'), `before shipped ${6 * 24 + 1}`);
  assert.equal(held('shipped', 5 * DAY, WAY, 'not'), null);
});

test('of several parcels the words may mean any: they are wrong only where they fit none', () => {
  const two = [...WAY, seen('shipped', DAY, 'P2')].toSorted((a, b) => a.atMs - b.atMs);
  assert.equal(held('shipped', 2 * DAY, two), null);
  assert.equal(held('shipped', 2 * DAY, two, 'not'), null);
  assert.equal(held('shipped', 8 * DAY, two, 'not'), `before shipped ${6 * 24 + 1}`);
});

test('told “refunded” before it was paid: the evidence is when it was paid', () => {
  assert.equal(held('refunded', 2 * DAY, [...WAY, seen('refunded', 20 * DAY, null)]), `later refunded ${20 * 24}`);
});

test('only what was said of how things stand is held against facts: no promises, conditions, or words of others', () => {
  const fact = (act: 'said' | 'promised' | 'asked', kind: string, mode: 'plain' | 'if' | 'not' | 'earlier') => ({ act, kind, mode });
  assert.deepEqual(heldFacts([fact('promised', 'deliver', 'plain'), fact('said', 'shipped', 'plain'), fact('said', 'shipped', 'if'), fact('said', 'delivered', 'earlier'), fact('said', 'refunded', 'not'), fact('said', 'delayed', 'plain'), fact('asked', 'other', 'plain')]), [{ place: 1, kind: 'shipped', mode: 'plain' }, { place: 4, kind: 'refunded', mode: 'not' }]);
});

test('words are about the order that they name, by itself or by its parcel; else about the only one under way; else about none', () => {
  const orders = [{ id: 'A', sightings: WAY }, { id: 'B', sightings: [seen('placed', 3 * DAY, null)] }, { id: 'C', sightings: [seen('placed', 200 * DAY, null)] }];
  const meant = (subjects: readonly { type: string; id: string }[], atMs: number): string[] => ordersMeant(subjects, orders, atMs).map(({ id }) => id);
  assert.deepEqual(meant([{ type: 'order', id: 'B' }], 5 * DAY), ['B']);
  assert.deepEqual(meant([{ type: 'parcel', id: 'P1' }], 5 * DAY), ['A']);
  assert.deepEqual(meant([{ type: 'order', id: 'of-somebody-else' }], 5 * DAY), []);
  assert.deepEqual([meant([], 2 * DAY), meant([], 5 * DAY), meant([{ type: 'product', id: 'x' }], 100 * DAY)], [['A'], [], ['B']]);
});
