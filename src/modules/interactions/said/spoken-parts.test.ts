import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spokenParts, staffParts, type Spoken } from './spoken-parts.ts';

const one = (more: Partial<Spoken>): Spoken => ({ channel: 'email', direction: 'in', title: null, text: null, turns: [], properties: {}, ...more });

test('a customer’s mail is read without its subject line, a review with its title', () => {
  assert.deepEqual(spokenParts(one({ title: 'Re: Order 12', text: 'Where is it?' })), [{ of: 'text', at: 0, text: 'Where is it?' }]);
  assert.deepEqual(spokenParts(one({ channel: 'review', direction: 'public', title: 'Never again', text: 'It broke.' })).map(({ of }) => of), ['title', 'text']);
});

test('a mail whose words all stand in its subject is read there', () => {
  assert.deepEqual(spokenParts(one({ title: 'Please call me back' })), [{ of: 'title', at: 0, text: 'Please call me back' }]);
});

test('what the company wrote is not read', () => {
  assert.deepEqual(spokenParts(one({ direction: 'out', text: 'Dear customer, we are sorry.' })), []);
  assert.deepEqual(spokenParts(one({ direction: 'internal', text: 'A difficult one, call back.' })), []);
});

test('of a conversation the turns of the customer alone are read, whoever called', () => {
  const turns = [{ speaker: 'agent', text: 'How can I help?' }, { speaker: 'customer', text: 'My line is dead.' }, { speaker: 'bot', text: 'One moment.' }, { speaker: 'customer', text: ' ' }, { speaker: 'customer', text: 'Still dead.' }];
  assert.deepEqual(spokenParts(one({ channel: 'call', direction: 'out', text: 'Summary of the call', turns })), [{ of: 'turn', at: 1, text: 'My line is dead.' }, { of: 'turn', at: 4, text: 'Still dead.' }]);
});

test('open answers of a survey are read; choices and ratings are not words', () => {
  const answers = [{ question: 'How likely?', value: 9, rating: { value: 9, min: 0, max: 10, scale: 'nps' } }, { question: 'Why?', value: 'Quick and kind.' }, { question: 'Channel?', value: 'Phone' }, 'broken', { value: 4 }];
  assert.deepEqual(spokenParts(one({ channel: 'survey', properties: { answers } })), [{ of: 'answer', at: 1, text: 'Quick and kind.' }]);
});

test('the company’s own words are what it sent and its turns, by people and machines; never notes, never the customer’s', () => {
  assert.deepEqual(staffParts(one({ direction: 'out', text: 'Dear customer, it is on its way.' })), [{ of: 'text', at: 0, text: 'Dear customer, it is on its way.' }]);
  assert.deepEqual(staffParts(one({ direction: 'internal', text: 'A difficult one, call back.' })), []);
  assert.deepEqual(staffParts(one({ text: 'Where is it?' })), []);
  const turns = [{ speaker: 'bot', text: 'Your order number?' }, { speaker: 'customer', text: '1182' }, { speaker: 'agent', text: 'It is out for delivery.' }, { speaker: 'other', text: 'Music' }, { speaker: 'agent', text: ' ' }];
  assert.deepEqual(staffParts(one({ channel: 'call', text: 'Summary', turns })), [{ of: 'turn', at: 0, text: 'Your order number?' }, { of: 'turn', at: 2, text: 'It is out for delivery.' }]);
});
