import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseView } from '../cases/contract.ts';
import { caseOnPage } from './case-on-page.ts';

const NOW = Date.parse('2026-06-05T12:00:00Z');
const happening = { place: 1, at: '2026-06-03T10:00:00.000Z', by: null, byItself: false, text: null, details: [], to: null, nextUpdateBy: null, interaction: null, case: null, mentions: [] };
const view = {
  id: 'cas_1', version: 3, about: 'Difficult customer, wants refund', words: 'The box was empty.', subject: { type: 'order', id: 'N-17' }, state: 'informed', priority: 'high', owner: { id: 'ann', name: 'Ann', isYou: false }, queue: 'service', isReturned: false, customer: null, since: '2026-06-01T10:00:00.000Z', pausedAt: null, endedAt: null, due: null,
  openedAt: '2026-06-01T10:00:00.000Z', clocks: [], clocksProblem: null, unansweredSince: null, nextUpdateBy: null, waitingFor: null, moves: [], handOvers: 0, reopenings: 0, mergedInto: null, parts: [], interactions: [], interactionsGone: 0, happenings: [],
} as unknown as CaseView;
const of = (more: object) => caseOnPage({ ...view, ...more }, NOW);

test('a customer reads what they were told, and nothing that staff wrote among themselves', () => {
  const page = of({ happenings: [{ ...happening, kind: 'noted', text: 'Rude on the phone' }, { ...happening, kind: 'handed-over', details: [{ name: 'Said', text: 'Shouted' }] }, { ...happening, kind: 'resolved', text: 'Gave in', details: [{ name: 'Told', text: 'A new box is on its way' }] }, { ...happening, kind: 'informed', text: 'We look for it' }], waitingFor: 'a picture, though I doubt it', pausedAt: '2026-06-04T10:00:00.000Z' });
  assert.deepEqual([page.told, page.owner, page.words, page.isWaitingForThem], [{ text: 'A new box is on its way', at: '2026-06-03T10:00:00.000Z' }, 'Ann', 'The box was empty.', true]);
  for (const inner of ['Difficult', 'Rude', 'Shouted', 'Gave in', 'doubt']) assert.ok(!JSON.stringify(page).includes(inner), inner);
  assert.equal(of({ happenings: [{ ...happening, kind: 'resolved', text: 'Gave in' }] }).told, null, 'how it was solved is not what they were told');
});

test('by when they hear more is what the owner said, else what our rules say; a moment that is over is said to be over', () => {
  const due = { clock: 'first-answer', at: '2026-06-06T10:00:00.000Z', isOverdue: false };
  assert.deepEqual(of({ due }).next, { standing: 'ahead', at: due.at });
  assert.deepEqual(of({ due, nextUpdateBy: '2026-06-05T13:00:00.000Z' }).next, { standing: 'ahead', at: '2026-06-05T13:00:00.000Z' });
  assert.deepEqual(of({ nextUpdateBy: '2026-06-05T11:00:00.000Z' }).next, { standing: 'late', at: '2026-06-05T11:00:00.000Z' });
  assert.deepEqual([of({}).next, of({ due: { ...due, clock: 'resolution' } }).next, of({ due, state: 'resolved' }).next, of({ due, endedAt: '2026-06-05T11:00:00.000Z' }).next], Array(4).fill({ standing: 'none' }));
});

test('what can be said of a case is what the case can hear', () => {
  const may = (state: string) => Object.values(of({ state }).may);
  assert.deepEqual([may('new'), may('owned'), may('informed'), may('resolved'), may('confirmed'), may('unconfirmed'), may('remedied')], [[false, false], [true, false], [true, false], [true, true], [false, true], [true, true], [true, true]]);
});
