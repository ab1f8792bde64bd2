import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breaksOf } from './issue-breaks.ts';
import { summarise } from './issue.ts';
import type { Contact } from './threads/contact.ts';

const HOUR_MS = 3_600_000;

function contact(interaction: number, hour: number, more: Partial<Contact> = {}): Contact {
  return {
    interaction, revision: 1, node: 1, home: 1, role: 'ask', channel: 'email', kind: 'mail-received', atMs: hour * HOUR_MS, endsMs: hour * HOUR_MS, orders: [], tickets: [], products: [], staff: [], teams: [], numbers: [], letter: null, answers: [], subject: null, isAnswer: false,
    handedTo: null, handedFrom: null, words: [1, 2, 3], heard: [], saysBefore: false, ends: 'open', promisedMs: null, asksStory: false, asksOrder: false, ...more,
  };
}
const reply = (interaction: number, hour: number, more: Partial<Contact> = {}): Contact => contact(interaction, hour, { role: 'reply', kind: 'mail-sent', ends: 'answered', words: [], ...more });
const call = (interaction: number, hour: number, more: Partial<Contact> = {}): Contact => contact(interaction, hour, { channel: 'call', kind: 'call-answered', ...more });
const codes = (...contacts: readonly Contact[]): string[] => breaksOf(contacts).map(({ code, interaction }) => `${code} ${interaction}`);

test('a mail answered in peace is no trouble; one that nobody answers is, once, however often they come', () => {
  assert.deepEqual(codes(contact(1, 0), reply(2, 3)), []);
  assert.deepEqual(codes(contact(1, 0)), ['not-answered 1']);
  assert.deepEqual(codes(contact(1, 0), contact(2, 30), contact(3, 60)), ['not-answered 1', 'not-answered 2', 'not-answered 3']);
});

test('whoever comes before the moment that we named has chased us, whoever comes after it has not', () => {
  const promised = reply(2, 3, { ends: 'open', promisedMs: 48 * HOUR_MS });
  assert.deepEqual(codes(contact(1, 0), promised, call(3, 24, { ends: 'content' })), ['chased 3']);
  assert.deepEqual(codes(contact(1, 0), promised, call(3, 60, { ends: 'content' })), []);
});

test('whoever went content, or was answered without a promise, and comes again, had to come back', () => {
  assert.deepEqual(codes(call(1, 0, { ends: 'content' }), call(2, 20, { ends: 'content' })), ['came-back 2']);
  assert.deepEqual(codes(contact(1, 0), reply(2, 3), call(3, 24)), ['came-back 3']);
});

test('being asked for the story, or for an order number that we held, is telling it again; after a hand-over it is a cold one', () => {
  assert.deepEqual(codes(call(1, 0, { orders: ['A1'] }), call(2, 30, { asksOrder: true })), ['told-again 2']);
  assert.deepEqual(codes(contact(1, 0, { channel: 'bot', kind: 'bot-handed-over', handedTo: 'phone' }), call(2, 0.1, { asksStory: true, handedFrom: 'bot' })), ['forced-channel 1', 'cold-hand-over 2']);
  assert.deepEqual(codes(contact(1, 0, { channel: 'bot', kind: 'bot-handed-over', handedTo: 'phone' }), call(2, 0.1, { handedFrom: 'bot' })), ['forced-channel 1'], 'a warm one');
  assert.deepEqual(codes(call(1, 0, { asksStory: true, asksOrder: true })), [], 'at the first time everybody is asked');
});

test('an issue is summed up by asks, people, channels and whether somebody still waits', () => {
  const summary = summarise([contact(1, 0), reply(2, 3, { staff: ['a'] }), call(3, 24, { staff: ['b'] }), contact(4, 48, { role: 'public', channel: 'review' })]);
  assert.deepEqual([summary?.asks, summary?.people, summary?.channels, summary?.unanswered, summary?.breaks], [2, 2, ['email', 'call', 'review'], false, ['came-back']]);
  assert.equal(summarise([reply(1, 0)]), null, 'what we wrote by ourselves is no issue');
});
