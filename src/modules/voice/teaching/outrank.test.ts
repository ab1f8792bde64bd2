import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading } from '../readings/contract.ts';
import { isHeldOut } from './held-out.ts';
import { wordsFoundAgain } from './label-queue.ts';
import { lessonsOf } from './learn.ts';
import { qualityOfLabel, shareOf } from './measure-labels.ts';
import { outranked } from './outrank.ts';
import { ownQuestion, questionWith, STANDARD_QUESTIONS } from './questions.ts';

const thing = (output: string, label: string) => ({ output, label, confidence: 0.8, carriers: [[0, 4] as [number, number]], byPerson: false });
const READ: Reading = { id: 'int_1', revision: 2, characters: 30, language: 'en', feeling: 'negative', valence: -0.6, said: [thing('feeling', 'negative'), thing('intent', 'complaint'), thing('alarm', 'churn'), thing('aspect', 'price'), thing('complaint', 'yes'), thing('unworded', 'yes')], sentences: [], corrections: [], staffCharacters: 0, facts: [] };
const said = (reading: Reading): string[] => reading.said.map(({ output, label, byPerson }) => `${output} ${label}${byPerson ? ', by a person' : ''}`);
const word = (question: string, label: string | null, revision = 2) => ({ question, label, revision });

test('a person’s word replaces what models say of that question alone; another flag of the same output stays', () => {
  assert.deepEqual(said(outranked(READ, [word('intent', 'request'), word('alarm legal', 'legal')])), ['feeling negative', 'alarm churn', 'aspect price', 'complaint yes', 'unworded yes', 'intent request, by a person', 'alarm legal, by a person']);
  assert.deepEqual(said(outranked(READ, [word('alarm churn', null)])), ['feeling negative', 'intent complaint', 'aspect price', 'complaint yes', 'unworded yes']);
  assert.deepEqual(said(outranked(READ, [word('complaint', null)])), ['feeling negative', 'intent complaint', 'alarm churn', 'aspect price']);
});

test('beside a person’s word stands what a model had read in its place', () => {
  assert.deepEqual(outranked(READ, [word('complaint', null), word('alarm legal', 'legal'), word('sentiment', 'neutral')]).corrections, [{ output: 'complaint', label: null, instead: 'yes' }, { output: 'alarm legal', label: 'legal', instead: null }, { output: 'sentiment', label: 'neutral', instead: 'negative' }]);
});

test('a feeling that a person named has a strength only where the models feel the same', () => {
  const same = outranked(READ, [word('sentiment', 'negative')]);
  assert.deepEqual([same.feeling, same.valence], ['negative', -0.6]);
  const other = outranked(READ, [word('sentiment', 'positive')]);
  assert.deepEqual([other.feeling, other.valence, said(other).at(-1)], ['positive', null, 'feeling positive, by a person']);
});

test('a word on another wording of the text, or on what is not read any more, changes nothing', () => {
  assert.deepEqual(outranked(READ, [word('intent', 'request', 1), word('mood', 'bad')]), READ);
});

test('everything that models read can be taught, each under one name; own labels are plain words', () => {
  assert.equal(new Set(STANDARD_QUESTIONS.map(({ key }) => key)).size, STANDARD_QUESTIONS.length);
  assert.ok(STANDARD_QUESTIONS.some(({ key }) => key === 'alarm churn') && STANDARD_QUESTIONS.some(({ key }) => key === 'aspect delivery'));
  assert.deepEqual(questionWith('own  Car   Park ')?.key, 'own car park');
  for (const wrong of ['', ' ', '<b>', 'x'.repeat(41), 'a/b']) assert.equal(ownQuestion(wrong), null, wrong);
});

test('about a fifth of all interactions only measures, always the same ones', () => {
  const held = Array.from({ length: 5_000 }, (_, at) => at).filter(isHeldOut);
  assert.ok(held.length > 900 && held.length < 1_100, String(held.length));
  assert.deepEqual(held, Array.from({ length: 5_000 }, (_, at) => at).filter(isHeldOut));
});

test('a label is measured from twenty held-out texts on, with its interval', () => {
  const told = Array.from({ length: 20 }, (_, at) => ({ truth: at < 10 ? 'a' : null, said: at < 8 || at === 19 ? 'a' : null }));
  assert.equal(qualityOfLabel(told.slice(1), 'a'), null);
  const quality = qualityOfLabel(told, 'a');
  assert.deepEqual([quality?.precision?.of, quality?.recall?.value, quality?.recall?.of], [9, 0.8, 10]);
  assert.deepEqual([shareOf(8, 10)?.low.toFixed(2), shareOf(8, 10)?.high.toFixed(2), shareOf(0, 0)], ['0.49', '0.94', null]);
});

test('corrections teach by the words as they stand: of texts that are gone or were written anew they are left out, and counted', () => {
  const correction = (interaction: number, revision: number, question: string, label: string | null) => ({ number: interaction, interaction, revision, home: 1, node: 1, question, label, saidBy: 'p', saidAt: new Date(0), reader: 1, readAs: null });
  const spoken = (number: number, revision: number) => [number, { number, revision, node: 1, home: 1, source: 's', brand: '', channel: 'email', office: 'service' as const, kind: 'message', direction: 'in' as const, occurredMs: 0, parts: [{ of: 'text' as const, at: 0, text: `text ${number}` }] }] as const;
  const { texts, leftOut } = lessonsOf([correction(1, 1, 'intent', 'idea'), correction(1, 1, 'complaint', null), correction(2, 1, 'intent', 'idea'), correction(3, 1, 'intent', 'idea')], new Map([spoken(1, 1), spoken(2, 2)]));
  assert.deepEqual(texts, [{ text: 'text 1', said: { intent: 'idea', complaint: '' }, isHeldOut: isHeldOut(1) }]);
  assert.deepEqual(leftOut, { gone: 1, revised: 1 });
});

test('the words that carry a label are found again where names before them were hidden; hidden words are not marked', () => {
  const text = 'Zebulon here, cancel it. Zebulon.';
  const masked = 'Z••• here, cancel it. Z•••.';
  assert.deepEqual(wordsFoundAgain(text, text, [[14, 20]]), [[14, 20]]);
  assert.deepEqual(wordsFoundAgain(text, masked, [[25, 32], [14, 20]]), [[11, 17]]);
});
