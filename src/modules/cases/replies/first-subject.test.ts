import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REPLY_LANGUAGES } from './contract.ts';
import { firstSubject } from './first-subject.ts';

test('a customer reads their own subject or what it is about, in their language, never what staff call the case', () => {
  assert.equal(firstSubject('AW: Re: Where is it?', null, 'en'), 'Re: Where is it?');
  assert.equal(firstSubject('', { type: 'order', id: 'N-17' }, 'de'), 'Ihre Bestellung N-17');
  assert.equal(firstSubject(null, { type: 'order', id: 'N-17' }, 'en'), 'Your order N-17');
  assert.equal(firstSubject(null, { type: 'ticket', id: '8' }, 'fr'), 'Votre message');
  for (const language of REPLY_LANGUAGES) assert.notEqual(firstSubject(null, null, language), '');
});
