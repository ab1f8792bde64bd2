import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading, SaidThing } from '../contract.ts';
import { choicesFor, questionOf, spoken, wordsBefore } from './said-by-person.ts';

const thing = (output: string, label: string): SaidThing => ({ output, label, confidence: 0.8, carriers: [[0, 4]], byPerson: false });
const READ: Reading = { id: 'int_1', revision: 1, characters: 30, language: 'en', feeling: 'negative', valence: -0.6, said: [thing('feeling', 'negative'), thing('aspect', 'price'), thing('aspect', 'staff'), thing('complaint', 'yes'), thing('unworded', 'yes')], sentences: [], corrections: [], staffCharacters: 0, facts: [] };
const said = (reading: Reading): string[] => reading.said.map(({ output, label, byPerson }) => `${output} ${label}${byPerson ? ', by a person' : ''}`);

test('a feeling and a wish are always one of them, so another one is said; what may be missing is said not to be so', () => {
  assert.deepEqual(choicesFor(thing('feeling', 'negative')).map(({ name }) => name), ['Neutral', 'Positive']);
  assert.deepEqual(choicesFor(thing('unworded', 'yes')).map(({ name, words }) => [name, words]), [['Not so', [{ output: 'complaint', label: null }]]]);
  assert.deepEqual(choicesFor(thing('own', 'parking')).map(({ words }) => words), [[{ output: 'own parking', label: null }]]);
  assert.deepEqual(choicesFor(thing('product', 'p-1')), [], 'what rules find is not taught');
  assert.ok(choicesFor(thing('intent', 'question')).every(({ words: [word] }) => word?.output === 'intent' && word.label !== null));
});

test('what was taken for one aspect and is another is two words: not this one, but that one', () => {
  const billing = choicesFor(thing('aspect', 'price')).find(({ name }) => name === 'Billing');
  assert.deepEqual(billing?.words, [{ output: 'aspect price', label: null }, { output: 'aspect billing', label: 'billing' }]);
  assert.deepEqual(said(spoken(READ, billing?.words ?? [])), ['feeling negative', 'aspect staff', 'complaint yes', 'unworded yes', 'aspect billing, by a person']);
});

test('a word shows at once, marked as a person’s; no complaint is none without the word either', () => {
  const neutral = spoken(READ, [{ output: 'sentiment', label: 'neutral' }]);
  assert.equal(said(neutral).at(-1), 'feeling neutral, by a person');
  assert.deepEqual(neutral.corrections, [{ output: 'sentiment', label: 'neutral', instead: 'negative' }]);
  assert.deepEqual(said(spoken(READ, [{ output: 'complaint', label: null }])), ['feeling negative', 'aspect price', 'aspect staff']);
});

test('undo brings a person’s earlier word back; where nobody had spoken the models speak again', () => {
  const once = spoken(READ, [{ output: 'sentiment', label: 'neutral' }]);
  assert.deepEqual(wordsBefore(once, [{ output: 'sentiment', label: 'positive' }, { output: 'complaint', label: null }]), [{ output: 'sentiment', label: 'neutral' }, { output: 'complaint', label: null, isTakenBack: true }]);
  assert.equal(spoken(once, [{ output: 'sentiment', label: 'positive' }]).corrections[0]?.instead, 'negative');
  assert.equal(questionOf(thing('alarm', 'legal')), 'alarm legal');
  assert.notEqual(questionOf(thing('product', 'fjell')), questionOf(thing('product', 'rast')), 'two products of one text are two marks');
  assert.deepEqual(choicesFor(thing('rival', '3')), [], 'what is found by its name is not taught');
});
