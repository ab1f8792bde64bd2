import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimelineItem } from '../interactions/contract.ts';
import { firstWords } from './first-words.ts';

const item = (more: Partial<TimelineItem>): TimelineItem => ({ channel: 'email', direction: 'in', occurredAt: '2026-06-01T10:00:00.000Z', text: null, title: null, turns: [], properties: {}, ...more }) as TimelineItem;
const turn = (speaker: 'customer' | 'agent', text: string): TimelineItem['turns'][number] => ({ speaker, who: null, text, offsetMs: null });

test('a case is told by what its customer said first, never by words of ours', () => {
  const later = item({ occurredAt: '2026-06-02T10:00:00.000Z', text: 'Still nothing.' });
  assert.equal(firstWords([later, item({ text: ' My parcel\n has not come. ' })]), 'My parcel has not come.');
  assert.equal(firstWords([later, item({ direction: 'out', text: 'Your order was sent.' })]), 'Still nothing.');
  assert.equal(firstWords([item({ direction: 'out', turns: [turn('agent', 'How can I help?'), turn('customer', 'Where is it?')] })]), 'Where is it?', 'also in a call that we made');
  assert.equal(firstWords([item({ title: 'Where is it?' })]), 'Where is it?', 'a mail that has a subject alone');
  assert.equal(firstWords([item({ channel: 'ticket', title: 'Where is it?' })]), 'Where is it?');
  assert.equal(firstWords([item({ channel: 'social', direction: 'public', text: 'They do not answer.' })]), 'They do not answer.', 'also before everybody');
  assert.equal(firstWords([item({ direction: 'out', text: 'Sent.' })]), null);
  assert.equal(firstWords([item({ channel: 'staff', direction: 'internal', title: 'Rude on the phone', text: 'Wants too much' })]), null, 'a note of ours, which would stand on the page of the customer');
});

test('long words end at a word; what has no words is cut where there is room', () => {
  const words = firstWords([item({ text: 'My parcel has not come, '.repeat(20) })]) ?? '';
  assert.ok(words.length <= 142 && words.endsWith(' …') && !/[, ] …$/.test(words), words);
  assert.equal(firstWords([item({ text: '界'.repeat(500) })]), `${'界'.repeat(140)} …`);
  assert.ok((firstWords([item({ text: '😀'.repeat(500) })]) ?? '').isWellFormed());
});
