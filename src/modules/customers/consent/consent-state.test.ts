import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import { CONSENT_ANSWERS, CONSENT_CHANNELS } from '../../interactions/contract.ts';
import { standingOf, type ConsentWord } from './consent-state.ts';
import { decideContact } from './may-contact.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);
const ANN = { type: 'email', value: 'ann@x.example' };
const ANN_AT_WORK = { type: 'email', value: 'ann@work.example' };

let number = 0;
/** A word said some days ago. */
function word(answer: ConsentWord['answer'], daysAgo: number, more: Partial<ConsentWord> = {}): ConsentWord {
  number += 1;
  return { number, node: 1, about: ANN, purpose: 'marketing', channel: 'email', answer, saidMs: NOW - daysAgo * DAY, expiresMs: null, key: `k${number}`, place: 0, ...more };
}
const state = (words: readonly ConsentWord[], channel: ConsentWord['channel'] = 'email', purpose = 'marketing') => standingOf(words, purpose, channel, NOW).state;

test('whoever was never asked has not agreed', () => {
  assert.equal(state([]), 'not-asked');
  assert.equal(state([word('given', 1, { purpose: 'profiling' })]), 'not-asked', 'a yes to something else is none');
  assert.equal(state([word('given', 1)], 'sms'), 'not-asked', 'a yes to e-mail is none to text messages');
});

test('of one address the latest word counts, whichever claim said it', () => {
  assert.equal(state([word('given', 9), word('withdrawn', 3)]), 'withdrawn');
  assert.equal(state([word('withdrawn', 9, { node: 2 }), word('given', 3, { node: 1 })]), 'given', 'they changed their mind');
  assert.equal(state([word('given', 3), word('withdrawn', 3)]), 'withdrawn', 'of one moment the no counts');
});

test('of several addresses and claims the most restrictive counts, however late the yes', () => {
  assert.equal(state([word('withdrawn', 9, { about: ANN_AT_WORK }), word('given', 3)]), 'withdrawn');
  assert.equal(state([word('refused', 9, { about: null, node: 7 }), word('given', 3)]), 'refused');
  assert.equal(state([word('given', 9, { about: ANN_AT_WORK, expiresMs: NOW - DAY }), word('given', 3)]), 'given', 'a yes that ended takes none of another away');
});

test('a word on any channel holds for each; a later yes to anything does not lift a no to one channel', () => {
  assert.equal(state([word('given', 5), word('withdrawn', 3, { channel: 'any' })]), 'withdrawn');
  assert.equal(state([word('withdrawn', 5), word('given', 3, { channel: 'any' })]), 'withdrawn');
  assert.equal(state([word('withdrawn', 5, { channel: 'any' }), word('given', 3)]), 'given', 'a yes to e-mail itself does');
  assert.equal(state([word('withdrawn', 5, { channel: 'any' }), word('given', 3)], 'sms'), 'withdrawn');
});

test('a yes ends on its day, a no does not end; what is dated ahead does not count yet', () => {
  assert.equal(state([word('given', 5, { expiresMs: NOW })]), 'expired');
  assert.equal(state([word('given', 5, { expiresMs: NOW + 1 })]), 'given');
  assert.equal(state([word('refused', 5, { expiresMs: NOW - 1 })]), 'refused');
  assert.equal(state([word('given', -1)]), 'not-asked');
});

test('neither the order nor the repetition of words changes where somebody stands', () => {
  const seed = testSeed();
  console.log(`seed ${seed}`);
  const chance = createChance(seed);
  for (let run = 0; run < 300; run += 1) {
    const words = Array.from({ length: 1 + chance.below(12) }, () => word(chance.pick(CONSENT_ANSWERS), chance.below(4), { channel: chance.pick(CONSENT_CHANNELS), about: chance.pick([ANN, ANN_AT_WORK, null]), node: chance.below(3), expiresMs: chance.next() < 0.2 ? NOW - chance.below(3) * DAY : null }));
    for (const channel of CONSENT_CHANNELS) {
      const once = standingOf(words, 'marketing', channel, NOW);
      const again = standingOf(chance.shuffle([...words, ...words]), 'marketing', channel, NOW);
      assert.deepEqual(again, once, `seed ${seed}, run ${run}, ${channel}`);
      // Nothing that somebody else said can turn a no into a yes.
      const more = standingOf([...words, word('given', 0, { about: { type: 'user', value: 'u' }, channel })], 'marketing', channel, NOW);
      if (once.state === 'withdrawn' || once.state === 'refused') assert.equal(more.state, once.state, `seed ${seed}, run ${run}, ${channel}`);
    }
  }
});

test('whether somebody may be written to says why; a yes for one address is none for another', () => {
  const may = (words: readonly ConsentWord[], to: typeof ANN | null = null, purpose = 'marketing') => decideContact(words, purpose, 'email', NOW, to);
  assert.deepEqual(may([]), { allowed: false, state: 'not-asked', why: 'They were never asked about marketing by e-mail.' });
  assert.deepEqual(may([word('given', 31)]), { allowed: true, state: 'given', why: 'They allowed marketing by e-mail on May 1, 2026 for ann@x.example.' });
  assert.equal(may([word('given', 31)], ANN).allowed, true);
  assert.deepEqual(may([word('given', 31)], ANN_AT_WORK), { allowed: false, state: 'not-asked', why: 'They allowed marketing by e-mail for another address only.' });
  assert.equal(may([word('given', 31, { about: { type: 'user', value: 'u-1' } })], ANN_AT_WORK).allowed, true, 'a yes of their account is one for each of its addresses');
  assert.deepEqual(may([word('withdrawn', 31, { about: ANN_AT_WORK }), word('given', 1)], ANN), { allowed: false, state: 'withdrawn', why: 'They withdrew marketing by e-mail on May 1, 2026.' });
  assert.equal(may([word('given', 31, { expiresMs: NOW - DAY })]).why, 'They allowed marketing by e-mail on May 1, 2026; that ended on May 31, 2026.');
  assert.deepEqual(may([], null, 'service'), { allowed: true, state: 'not-asked', why: 'Service rests on the contract with them, and they did not object.' });
  assert.equal(may([word('refused', 1, { purpose: 'service' })], null, 'service').allowed, false);
  assert.equal(may([], null, 'treasure-hunts').allowed, false, 'a purpose of the company’s own needs a yes');
});
