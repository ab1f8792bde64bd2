import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimelineItem } from '../../interactions/contract.ts';
import { carriedWords, isSpoken } from './carried-words.ts';

const item = (more: Partial<TimelineItem>): TimelineItem => ({
  id: 'i_1', revision: 1, node: 'n_1', source: 'desk', sourceId: '1', brand: '', channel: 'chat', kind: 'conversation', direction: 'in', office: 'service', stage: 'support', occurredAt: '2026-01-01T00:00:00Z', occurredPrecision: 'ms', receivedAt: '2026-01-01T00:00:00Z',
  title: null, text: null, language: null, turns: [], rating: null, subjects: [], claims: [], amounts: [], durationSeconds: null, properties: {}, ...more,
});
const turn = (speaker: 'customer' | 'agent', text: string) => ({ speaker, who: null, text, offsetMs: null });

test('the words that carry something are found in the turn where they stand, among the customer’s own', () => {
  const chat = item({ turns: [turn('agent', 'Hello, that is awful'), turn('customer', 'Where is it?'), turn('agent', 'One moment'), turn('customer', 'It is broken')] });
  const characters = 'Where is it?\nIt is broken'.length;
  assert.deepEqual(carriedWords(chat, { revision: 1, characters }, [[19, 25], [0, 5]], false), { words: ['Where', 'broken'], places: [{ of: 'turn', at: 3, start: 6, end: 12 }, { of: 'turn', at: 1, start: 0, end: 5 }] });
});

test('words of another revision or another length are never quoted', () => {
  const mail = item({ channel: 'email', text: 'It is broken' });
  assert.equal(carriedWords(mail, { revision: 2, characters: 12 }, [[6, 12]], false), null);
  assert.equal(carriedWords(mail, { revision: 1, characters: 13 }, [[6, 12]], false), null);
  assert.deepEqual(carriedWords(mail, { revision: 1, characters: 12 }, [[6, 12]], false)?.words, ['broken']);
});

test('a name that is hidden by as many signs as it has letters moves no quote: what stands behind it is not told', () => {
  // "Jo" became four signs and "Martin" four as well: together as long as before.
  const masked = item({ channel: 'email', text: 'Broken by J••• and M•••, angry' });
  const characters = 'Broken by Jo and Martin, angry'.length;
  assert.equal(masked.text?.length, characters);
  assert.deepEqual(carriedWords(masked, { revision: 1, characters }, [[0, 6], [25, 30]], true)?.words, ['Broken']);
  assert.equal(carriedWords(masked, { revision: 1, characters }, [[25, 30]], true), null);
  assert.deepEqual(carriedWords(item({ channel: 'email', text: '• broken' }), { revision: 1, characters: 8 }, [[2, 8]], false)?.words, ['broken'], 'whoever reads in clear may read a text with such a sign');
});

test('nothing is read in what staff says', () => {
  assert.equal(isSpoken(item({ direction: 'out', text: 'We are sorry' })), false);
  assert.equal(isSpoken(item({ turns: [turn('agent', 'Hello')] })), false);
  assert.equal(isSpoken(item({ turns: [turn('customer', 'Hello')] })), true);
});
