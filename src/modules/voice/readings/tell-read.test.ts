import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SaidInteraction } from '../../interactions/contract.ts';
import type { SaidRead } from './read-said.ts';
import { readFields } from './stored-reading.ts';
import { readLately } from './tell-read.ts';

const NOW = Date.UTC(2026, 5, 20);
const DAY = 86_400_000;
const said = (number: number, more: Partial<SaidInteraction> = {}): SaidInteraction => ({ number, node: 7, home: 7, revision: 1, source: 'desk', brand: '', channel: 'email', office: 'service', kind: 'message', direction: 'in', occurredMs: NOW - DAY, parts: [{ of: 'text', at: 0, text: 'It broke.' }], ...more });
const read: SaidRead = { facts: [], fields: readFields({ language: 'en', feeling: 'negative', valence: -0.6, sentences: [], entities: [], outputs: [{ output: 'feeling', label: 'negative', confidence: 0.9, carriers: [] }, { output: 'complaint', label: 'yes', confidence: 0.8, carriers: [0, 9] }] }) };

test('whoever acts on what customers say hears of what was read in it just now, and not of files of the past or of words that nobody could read', () => {
  const talk = { title: '', session: null, seconds: null, orders: ['A-1'], tickets: [], products: [], staff: [], teams: [], letter: null, answers: [], handedTo: null, handedFrom: null };
  const heard = readLately([said(1, { talk }), said(2, { occurredMs: NOW - 8 * DAY }), said(3)], ({ number }) => (number === 3 ? { fields: null, facts: [] } : read), NOW);
  assert.deepEqual(heard?.interactions, [{ number: 1, revision: 1, node: 7, channel: 'email', office: 'service', kind: 'message', direction: 'in', occurredMs: NOW - DAY, order: 'A-1', language: 'en', said: [{ output: 'feeling', label: 'negative', confidence: 0.9 }, { output: 'complaint', label: 'yes', confidence: 0.8 }] }]);
  assert.equal(readLately([said(2, { occurredMs: NOW - 8 * DAY })], () => read, NOW), null);
});
