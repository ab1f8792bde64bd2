import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReadInteraction } from '../../voice/contract.ts';
import { STARTING_POLICY } from '../policy/starting-policy.ts';
import { openedBy, urgencyOf } from './opened-by.ts';

const read = (more: Partial<ReadInteraction>): ReadInteraction => ({ number: 1, revision: 1, node: 7, channel: 'email', office: 'service', kind: 'message', direction: 'in', occurredMs: 0, order: null, language: 'en', said: [], ...more });
const said = (output: string, label: string, confidence = 0.9) => ({ said: [{ output, label, confidence }] });
const { opening } = STARTING_POLICY;

test('a complaint waits for somebody with or without the word, danger before all else, and an ordinary question only where the company says so', () => {
  assert.equal(openedBy(opening, read(said('complaint', 'yes')))?.priority, 'high');
  assert.equal(openedBy(opening, read(said('intent', 'complaint')))?.sign, 'complaint');
  assert.equal(openedBy(opening, read({ said: [{ output: 'complaint', label: 'yes', confidence: 0.9 }, { output: 'alarm', label: 'safety', confidence: 0.2 }] }))?.priority, 'urgent');
  assert.equal(openedBy(opening, read(said('intent', 'question'))), null);
  assert.equal(openedBy([{ sign: 'question', channels: ['chat'], priority: 'normal', surePercent: 70 }], read(said('intent', 'question'))), null);
  assert.equal(openedBy([{ sign: 'question', channels: ['chat'], priority: 'normal', surePercent: 70 }], read({ channel: 'chat', ...said('intent', 'question') }))?.priority, 'normal');
  assert.equal(openedBy([{ sign: 'anything', channels: ['email'], priority: 'low', surePercent: 70 }], read({}))?.priority, 'low');
  assert.equal(openedBy([{ sign: 'negative', channels: [], priority: 'low', surePercent: 70 }], read(said('feeling', 'negative')))?.sign, 'negative');
});

test('what is read with too little certainty opens nothing; an alarm does, however sure it is', () => {
  assert.equal(openedBy(opening, read(said('complaint', 'yes', 0.47))), null);
  assert.equal(openedBy(opening, read(said('alarm', 'safety', 0.2)))?.sign, 'safety');
});

test('what the company says itself, what machines write and what nobody known says opens nothing; the answer to a survey only where a rule names surveys', () => {
  assert.equal(openedBy(opening, read({ direction: 'out', ...said('complaint', 'yes') })), null);
  assert.equal(openedBy(opening, read({ said: [{ output: 'complaint', label: 'yes', confidence: 0.9 }, { output: 'spam', label: 'bot', confidence: 0.9 }] })), null);
  assert.equal(openedBy(opening, read({ node: 0, ...said('complaint', 'yes') })), null);
  assert.equal(openedBy(opening, read({ channel: 'survey', ...said('complaint', 'yes') })), null);
  assert.equal(openedBy([{ sign: 'complaint', channels: ['survey'], priority: 'low', surePercent: 70 }], read({ channel: 'survey', ...said('complaint', 'yes') }))?.priority, 'low');
});

test('a customer of a segment that the company values most is one step more urgent, and never more than urgent', () => {
  assert.equal(urgencyOf({ priority: 'high' }, 'high', STARTING_POLICY), 'urgent');
  assert.equal(urgencyOf({ priority: 'urgent' }, 'high', STARTING_POLICY), 'urgent');
  assert.equal(urgencyOf({ priority: 'high' }, 'low', STARTING_POLICY), 'high');
  assert.equal(urgencyOf({ priority: 'high' }, null, STARTING_POLICY), 'high');
});
