import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading, SaidThing } from '../contract.ts';
import { cardOf, knownThing, marksOf, qualityText, sureText } from './mark-words.ts';

const thing = (output: string, label: string, confidence: number | null = 0.8): SaidThing => ({ output, label, confidence, carriers: [], byPerson: false });
const read = (said: readonly SaidThing[], corrections: Reading['corrections'] = []): Pick<Reading, 'said' | 'corrections'> => ({ said: [...said], corrections });

test('what somebody must look at is seen before what is merely spoken of, and how it feels before all', () => {
  const marks = marksOf(read([thing('aspect', 'price'), thing('intent', 'complaint'), thing('alarm', 'safety'), thing('complaint', 'yes'), thing('feeling', 'negative')]));
  assert.deepEqual(marks.map(({ name }) => name), ['Negative', 'Safety', 'Complaint', 'Complains', 'Price']);
  assert.deepEqual(marks.map(({ tone }) => tone), ['negative', 'act', 'plain', 'plain', 'plain']);
});

test('a complaint without the word is one mark, not two', () => {
  assert.deepEqual(marksOf(read([thing('complaint', 'yes'), thing('unworded', 'yes')])).map(({ name }) => name), ['Complaint without the word']);
});

test('what a person said is not so stands last, told as such; a “no” where nothing had been read is no mark', () => {
  const marks = marksOf(read([thing('feeling', 'negative')], [{ output: 'alarm churn', label: null, instead: 'churn' }, { output: 'praise', label: null, instead: null }, { output: 'intent', label: 'idea', instead: 'question' }]));
  assert.deepEqual(marks.map(({ name, isDenied }) => [name, isDenied]), [['Negative', false], ['May leave', true]]);
});

test('how good a label is, is said in whole hundreds, and where it is not measured, that', () => {
  const card = [{ output: 'complaint', label: 'yes', texts: 318, precision: 0.79, recall: 0.58, isSaid: true }, { output: 'sentiment', label: 'negative', texts: 325, precision: 0.74, recall: 0.74, isSaid: true }];
  assert.equal(qualityText(cardOf(card, thing('unworded', 'yes'))), 'Right in 79 of 100 where it is said; finds 58 of 100 that are there. Measured on texts of our own, 318 of them with it.');
  assert.equal(cardOf(card, thing('feeling', 'negative'))?.texts, 325);
  assert.match(qualityText(cardOf(card, thing('aspect', 'food'))), /not measured/);
  assert.match(sureText(thing('feeling', 'negative', null)), /alone/);
  assert.match(sureText({ ...thing('intent', 'idea'), byPerson: true }), /^Somebody of the company said so/);
});

test('what nobody named yet is shown by its label', () => {
  assert.deepEqual([knownThing({ output: 'tone', label: 'warm' }).name, knownThing({ output: 'shouting', label: 'yes' }).name], ['warm', 'shouting']);
});
