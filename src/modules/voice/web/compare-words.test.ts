import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Comparison, Score, Silent } from '../contract.ts';
import { apartText, comparedText, groupedText, groupName, readCompared, silentText, writeCompared } from './compare-words.ts';

const NPS = { unit: 'points', from: 0, to: 10 } as Score;
const compared = (difference: Comparison['difference']): Comparison => ({ by: 'channel', first: { name: 'chat' }, second: { name: '' }, difference }) as Comparison;

test('two groups stand in the address whatever they are called; what is no pair of groups opens the first two', () => {
  for (const one of [{ by: 'channel', first: 'chat', second: '' }, { by: 'brand', first: 'a~b', second: '100 %7E' }, { by: 'period', first: '2026-01', second: '2026-02..2026-03' }] as const) assert.deepEqual(readCompared(writeCompared(one)), one);
  for (const other of [null, '', 'month.2026-01', 'channel~', 'period~2026-01~', 'colour~red~blue', 'channel~a~b~c']) assert.equal(readCompared(other), null);
  assert.deepEqual([groupName('period', '2026-02..2026-03'), groupName('period', '2026-02'), groupName('brand', '')], ['February 2026 to March 2026', 'February 2026', 'All others']);
});

test('a difference is named only when it is one; what chance may have made is undecided, and too few are no comparison', () => {
  assert.equal(comparedText(NPS, compared({ value: -12, low: -20, high: -4, isReal: true })), 'chat is lower than all others by 12 (4 to 20).');
  assert.equal(comparedText(NPS, compared({ value: 3, low: -5, high: 11, isReal: false })), 'Undecided: +3 (−5 to +11) may be chance.');
  assert.equal(comparedText(NPS, compared(null)), 'No comparison: fewer than ten people answered in one of the two.');
});

test('groups of customers are called by their names, and it is said as of when they are and whose answers are in none', () => {
  const told = { by: 'segment', first: { name: 'high' }, second: { name: '' }, difference: { value: 12, low: 4, high: 20, isReal: true } } as Comparison;
  assert.equal(comparedText(NPS, told, (_, key) => (key === 'high' ? 'High value' : key)), 'High value is higher than all other customers by 12 (4 to 20).');
  assert.equal(groupedText({ groupedAt: null, ungrouped: 0 }), null);
  assert.match(groupedText({ groupedAt: '2026-03-01T09:30:00.000Z', ungrouped: 7 }) ?? '', /^As customers are today, counted .*, not as they were when they answered.* Left out: 7 answers of whom nobody knows/);
});

test('who is silent is said where invitations are known, and not guessed where they are not', () => {
  const silent = (more: Partial<Silent>): Silent => ({ isKnown: true, invited: 400, answered: 200, rate: { value: 50, low: 45, high: 55 }, groups: [], ...more }) as Silent;
  assert.equal(silentText(silent({ isKnown: false })), 'Not known: no invitations to the surveys of this score were recorded in these months.');
  assert.equal(silentText(silent({ invited: 6, answered: 2, rate: null })), 'Too few to say: 6 invited, 2 answered.');
  const group = (name: string, value: number, isReal: boolean): Silent['groups'][number] => ({ by: 'channel', name, invited: 200, answered: 50, rate: null, difference: { value, low: value - 5, high: value + 5, isReal } });
  assert.match(silentText(silent({ groups: [group('sms', -30, true), group('email', 30, true)] })), /200 were silent\. Most silent: channel sms\.$/);
  assert.match(silentText(silent({ groups: [group('sms', -3, false)] })), /No group is clearly more silent/);
  assert.deepEqual([apartText(group('sms', -30, true)), apartText(group('sms', -3, false))], ['−30 (−35 to −25)', '−3 (−8 to +2), undecided']);
});
