import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConsentWord } from './consent-state.ts';
import { decideQuoting } from './may-quote.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);
let number = 0;
/** A word on quotes, said some days ago. */
function word(answer: ConsentWord['answer'], daysAgo: number, more: Partial<ConsentWord> = {}): ConsentWord {
  number += 1;
  return { number, node: 1, about: { type: 'email', value: 'ann@x.example' }, purpose: 'quotes', channel: 'any', answer, saidMs: NOW - daysAgo * DAY, expiresMs: null, key: `k${number}`, place: 0, ...more };
}
const quoting = (...words: ConsentWord[]) => decideQuoting(words, NOW);

test('only a yes to quotes is a yes: silence, a yes to something else and a yes that is over are none', () => {
  assert.equal(quoting(), 'not-asked');
  assert.equal(quoting(word('given', 3)), 'agreed');
  assert.equal(quoting(word('given', 3, { purpose: 'sharing' })), 'not-asked');
  assert.equal(quoting(word('given', 3, { expiresMs: NOW - DAY })), 'not-asked');
  assert.equal(quoting(word('given', 3, { channel: 'email' })), 'not-asked', 'a yes by e-mail alone is none for a wall or a brochure');
});

test('a no is a no, of whichever address, claim or channel, until it is taken back there', () => {
  assert.equal(quoting(word('refused', 3)), 'refused');
  assert.equal(quoting(word('given', 9), word('withdrawn', 3)), 'refused');
  assert.equal(quoting(word('withdrawn', 9), word('given', 3)), 'agreed', 'they changed their mind');
  assert.equal(quoting(word('given', 3), word('refused', 9, { about: null, node: 2 })), 'refused', 'of joined customers the most restrictive counts');
  assert.equal(quoting(word('given', 3), word('refused', 9, { channel: 'email' })), 'refused');
});
