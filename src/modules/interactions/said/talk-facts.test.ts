import assert from 'node:assert/strict';
import { test } from 'node:test';
import { talkFacts } from './talk-facts.ts';

const mail = { channel: 'email', title: 'Your parcel', session: null, durationSeconds: null, subjects: [], orderIds: ['A-1'], properties: { messageId: '<m1@x.example>' } };

test('a mail of ours that came back is no talk with the customer, so that no issue counts it as an answer', () => {
  assert.equal(talkFacts({ ...mail, direction: 'out' })?.letter, '<m1@x.example>');
  assert.equal(talkFacts({ ...mail, direction: 'out', properties: { ...mail.properties, unreached: 'nobody is there' } }), null);
});

test('whatever a customer writes beside it, what comes in is talk, and a page view is none', () => {
  assert.deepEqual(talkFacts({ ...mail, direction: 'in', properties: { unreached: 'me' } })?.orders, ['A-1']);
  assert.equal(talkFacts({ ...mail, channel: 'web', direction: 'in' }), null);
});
