import assert from 'node:assert/strict';
import { test } from 'node:test';
import { businessCalendar } from '../../../kernel/business-calendar.ts';
import type { Standing } from '../../subjects/index.ts';
import { composeAnswer, readAbout, standingsAsked, whoTells } from './answer.ts';

const NOW = Date.parse('2026-06-05T13:00:00Z');
const OFFICE = { name: 'Our service office', hours: 8 };
const DAY = [{ from: '09:00', to: '17:00' }];
const read = businessCalendar({ zone: 'Europe/Berlin', week: [DAY, DAY, DAY, DAY, DAY, [], []], days: [] });
const OPEN = read.ok ? read.value : null;
function standing(type: Standing['about']['type'], id: string, more: Partial<Standing> = {}): Standing {
  return { about: { type, id }, brand: '', statements: [{ key: 'shipped', order: 'A', at: '2026-06-01T08:00:00.000Z' }], besides: [], facts: [], isOpen: true, isKnown: true, lateMs: null, asOf: { at: '2026-06-01T08:00:00.000Z', source: 'warehouse', interaction: 'int_1' }, ...more };
}
const OLD = standing('order', 'A', { isKnown: false, statements: [{ key: 'old-news', at: '2026-06-01T08:00:00.000Z' }] });

test('what is asked about is read with its type; a number may hold colons', () => {
  assert.deepEqual([readAbout('order:BH-1'), readAbout('incident:a:b'), readAbout('person:1'), readAbout(undefined)], [{ type: 'order', id: 'BH-1' }, { type: 'incident', id: 'a:b' }, null, null]);
});

test('without a question everything open is told; with one that alone, open or not; a refund also by its order', () => {
  const all = [standing('order', 'A', { isOpen: false }), standing('order', 'B'), standing('refund', 'R1', { facts: [{ what: 'refund of order', value: 'A', asOf: '', source: '' }] })];
  const asked = (text?: string): string[] => standingsAsked(all, readAbout(text)).map(({ about }) => about.id);
  assert.deepEqual([asked(), asked('order:A'), asked('refund:R1'), asked('refund:A'), asked('order:R1'), asked('incident:A')], [['B', 'R1'], ['A'], ['R1'], ['R1'], [], []]);
});

test('whoever has the case tells, by what they said; else the office within its hours; else nobody is named and no moment invented', () => {
  const friday = '2026-06-05T15:00:00.000Z';
  const monday = '2026-06-08T13:00:00.000Z';
  assert.deepEqual(whoTells({ name: 'Anna', by: friday }, OFFICE, OPEN, NOW), { who: 'Anna', by: friday });
  assert.deepEqual(whoTells({ name: 'Anna', by: '2026-06-04T15:00:00.000Z' }, OFFICE, OPEN, NOW), { who: 'Anna', by: monday }, 'a moment that is over is no promise');
  assert.deepEqual(whoTells({ name: 'Anna', by: null }, null, OPEN, NOW), { who: 'Anna', by: null });
  assert.deepEqual(whoTells(null, OFFICE, OPEN, NOW), { who: 'Our service office', by: monday });
  assert.deepEqual(whoTells(null, OFFICE, null, NOW), { who: 'Our service office', by: null }, 'hours that nobody confirmed name no moment');
  assert.deepEqual(whoTells(null, null, OPEN, NOW), { who: null, by: null });
});

test('who tells is said only where something is not known', () => {
  const tells = { who: 'Anna', by: '2026-06-08T13:00:00.000Z' };
  const unknown = composeAnswer('cus_1', [OLD], tells, 'en', 'Europe/Berlin', NOW);
  assert.deepEqual([unknown.known, unknown.who, unknown.by], [false, 'Anna', tells.by]);
  assert.equal(unknown.sentence, 'How it stands now we do not know: our last news is of 1 June 2026 at 10:00. Anna will tell you by 8 June 2026 at 15:00.');
  const known = composeAnswer('cus_1', [standing('order', 'A')], tells, 'en', 'Europe/Berlin', NOW);
  assert.deepEqual([known.known, known.who, known.by, known.parts[0]?.source], [true, null, null, 'warehouse']);
  assert.equal(composeAnswer('cus_1', [OLD], { who: null, by: null }, 'de', 'UTC', NOW).sentence, 'Wie es jetzt steht, wissen wir nicht: Unsere letzte Nachricht ist vom 1. Juni 2026 um 08:00.');
});

test('nothing open says so', () => {
  assert.deepEqual([composeAnswer('cus_1', [], { who: 'Anna', by: null }, 'nl', 'UTC', NOW).sentence, composeAnswer('cus_1', [], { who: 'Anna', by: null }, 'nl', 'UTC', NOW).who], ['Er staat niets open.', null]);
});

test('what customers are told of a problem stands once: with what they ask about, else with the problem', () => {
  const touched = standing('order', 'A', { besides: [{ key: 'tell', quoted: 'New zips come on Monday.' }] });
  const said = (isAsked: boolean): string => composeAnswer('cus_1', [touched], { who: null, by: null }, 'en', 'UTC', NOW, isAsked).sentence;
  assert.deepEqual([said(true).endsWith('New zips come on Monday.'), said(false).includes('zips')], [true, false]);
});
