import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONSENT_CHANNELS } from '../../interactions/contract.ts';
import type { ConsentStanding } from '../contract.ts';
import { purposeLines, purposeName, wordSentence } from './consent-words.ts';

const standings = (purpose: string, states: Readonly<Partial<Record<ConsentStanding['channel'], [ConsentStanding['state'], number]>>>): ConsentStanding[] => CONSENT_CHANNELS.map((channel) => {
  const [state, decides] = states[channel] ?? ['not-asked', null];
  return { purpose, channel, state, decides, at: decides === null ? null : `2026-01-0${decides}T00:00:00.000Z`, source: null, about: null };
});

test('a purpose that nobody spoke of says nothing; channels are told by their state', () => {
  const [marketing, profiling] = purposeLines([...standings('marketing', { email: ['given', 1], sms: ['withdrawn', 2], phone: ['withdrawn', 2] }), ...standings('profiling', {})]);
  assert.deepEqual(marketing?.states.map(({ state, channels, everywhere }) => [state, channels, everywhere]), [['given', ['e-mail'], false], ['withdrawn', ['text message', 'phone'], false]]);
  assert.deepEqual(profiling?.states, []);
});

test('a no to everything is told once, with what was allowed beside it', () => {
  const everything = Object.fromEntries(CONSENT_CHANNELS.map((channel) => [channel, ['withdrawn', 2]])) as Record<string, [ConsentStanding['state'], number]>;
  const [line] = purposeLines(standings('marketing', { ...everything, email: ['given', 3] }));
  assert.deepEqual(line?.states.map(({ state, channels, everywhere }) => [state, channels, everywhere]), [['given', ['e-mail'], false], ['withdrawn', [], true]]);
});

test('words read as sentences, purposes of the company’s own by their word', () => {
  assert.equal(wordSentence({ answer: 'withdrawn', purpose: 'research', channel: 'any' }), 'Withdrew surveys and research over any channel');
  assert.equal(purposeName('treasure-hunts'), 'Treasure hunts');
});
