import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TimelineItem } from '../../interactions/contract.ts';
import { foldTimeline, type Entry } from './fold-timeline.ts';
import { layLanes } from './lay-lanes.ts';
import { mergeArrivals } from './merge-arrivals.ts';

function item(number: number, more: Partial<TimelineItem> = {}): TimelineItem {
  const at = new Date(Date.UTC(2026, 0, 31) - number * 3_600_000).toISOString();
  return TimelineItem.parse({
    id: `int_${number.toString(36)}`, revision: 1, node: 'nod_1', source: 'shop', sourceId: String(number), brand: '', channel: 'web', kind: 'page-viewed', direction: 'in', office: 'brand', stage: 'interest', occurredAt: at,
    occurredPrecision: 'ms', receivedAt: at, title: null, text: null, language: null, turns: [], rating: null, subjects: [], claims: [], amounts: [], durationSeconds: null, properties: {}, ...more,
  });
}

const dayOf = (one: TimelineItem): string => one.occurredAt.slice(0, 10);
const itemsOf = (entries: readonly Entry[]): readonly TimelineItem[] => entries.flatMap((entry) => (entry.kind === 'one' ? [entry.item] : entry.items));

test('Clicks fold into one line; words of the customer never do', () => {
  const items = [item(1), item(2), item(3), item(4, { channel: 'chat', text: 'Where is it?' }), item(5), item(6)];
  const entries = foldTimeline(items, dayOf, new Set());
  assert.deepEqual(entries.map((entry) => entry.kind), ['run', 'one', 'one', 'one']);
  assert.deepEqual(itemsOf(entries), items);
});

test('Records made inside the company fold, notes and what the customer did there never do', () => {
  const record = { channel: 'staff', kind: 'customer-recorded', direction: 'internal' } as const;
  const items = [item(1, record), item(2, record), item(3, record), item(4, { ...record, text: 'Called back, was friendly.' }), ...[5, 6, 7].map((at) => item(at, { channel: 'order', kind: 'order-placed' }))];
  const entries = foldTimeline(items, dayOf, new Set());
  assert.deepEqual(entries.map((entry) => entry.kind), ['run', 'one', 'one', 'one', 'one']);
  assert.deepEqual(itemsOf(entries), items);
});

test('A page that made a claim or asked for a rating stands on its own', () => {
  const items = [item(1), item(2, { claims: [{ text: 'warm at −20', about: null }] }), item(3), item(4, { rating: { value: 1, min: 1, max: 5, scale: 'stars', question: null } }), item(5)];
  assert.ok(foldTimeline(items, dayOf, new Set()).every((entry) => entry.kind === 'one'));
});

test('A run never reaches over midnight, and each day is named once', () => {
  const items = Array.from({ length: 60 }, (_, i) => item(i));
  const entries = foldTimeline(items, dayOf, new Set());
  assert.deepEqual(itemsOf(entries), items);
  const days = entries.flatMap((entry) => (entry.day === null ? [] : [entry.day]));
  assert.deepEqual(days, [...new Set(items.map(dayOf))]);
});

test('A run that the reader opened stays open while new clicks join it', () => {
  const items = [item(2), item(3), item(4)];
  const [run] = foldTimeline(items, dayOf, new Set());
  assert.equal(run?.kind, 'run');
  const opened = foldTimeline([item(1), ...items], dayOf, new Set([run?.key ?? '']));
  assert.deepEqual(opened.map((entry) => entry.kind), ['one', 'one', 'one', 'one']);
});

test('What arrives live stands at its time, once, in its latest version', () => {
  const known = [item(5), item(6, { text: 'old words' })];
  const merged = mergeArrivals(known, [item(1), item(6, { revision: 2, text: 'new words' }), item(1)], false);
  assert.deepEqual(merged.map((one) => [one.id, one.text]), [['int_1', null], ['int_5', null], ['int_6', 'new words']]);
});

test('A late arrival from before the known pages waits for its page', () => {
  assert.deepEqual(mergeArrivals([item(5), item(6)], [item(900)], false).map((one) => one.id), ['int_5', 'int_6']);
  assert.equal(mergeArrivals([item(5), item(6)], [item(900)], true).length, 3);
});

test('Lanes hold every interaction exactly once, and average only ratings of one scale', () => {
  const stars = { min: 1, max: 5, scale: 'stars', question: null };
  const items = [item(1, { channel: 'chat', rating: { ...stars, value: 5 } }), item(2, { channel: 'chat', rating: { ...stars, value: 4 } }), item(30, { channel: 'chat', rating: { value: 9, min: 0, max: 10, scale: 'nps', question: null } }), item(31, { channel: 'fax' })];
  const { lanes, days } = layLanes(items, [{ key: 'web', name: 'Online', office: 'brand' }, { key: 'chat', name: 'Chat team', office: 'service' }], (one) => one.channel, dayOf);
  assert.deepEqual(lanes.map((lane) => [lane.name, lane.count]), [['Chat team', 3], ['fax', 1]]);
  assert.deepEqual(lanes[0]?.rated, { mean: 4.5, max: 5, count: 2 });
  assert.equal(days.flatMap((day) => [...day.cells.values()].flat()).length, items.length);
});
