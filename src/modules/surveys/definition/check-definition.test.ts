import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDefinition } from './check-definition.ts';
import { checkLogic } from './check-logic.ts';
import { checkTheme } from './check-theme.ts';
import { contrastRatio } from './contrast.ts';
import type { Condition, Definition, Question } from './contract.ts';
import { asks, sampleSurvey } from './sample-survey.fixture.ts';
import { filled, languageFor, saidIn, wishesOf } from './said-in.ts';
import { TEMPLATES } from './templates.ts';

const atMost = (question: string, value: number): Condition => ({ question, is: 'at-most', value });
const atLeast = (question: string, value: number): Condition => ({ question, is: 'at-least', value });
const anyOf = (question: string, ...options: string[]): Condition => ({ question, is: 'any-of', options });
const noneOf = (question: string, ...options: string[]): Condition => ({ question, is: 'none-of', options });
const said = (...questions: Question[]): string[] => checkLogic(questions).map(({ place, says }) => `${place}: ${says}`);
const stopping = (definition: Definition): string[] => checkDefinition(definition).filter(({ stops }) => stops).map(({ says }) => says);

test('every survey to begin with can be published as it is', () => {
  for (const { key, definition } of TEMPLATES) assert.deepEqual(stopping(sampleSurvey(definition)), [], key);
});

test('a question that waits for a later one, for none or for itself is named', () => {
  assert.match(said(asks.nps('a'), asks.open('b', [atMost('c', 3)]), asks.nps('c'))[0] ?? '', /^b: .*asked later/);
  assert.match(said(asks.nps('a'), asks.open('b', [atMost('x', 3)]))[0] ?? '', /no such question/);
  assert.match(said(asks.nps('a', [atMost('a', 3)]))[0] ?? '', /“a” waits for “a”: none of them would ever be asked/);
  assert.match(said(asks.nps('a'), asks.nps('b', [atMost('c', 3)]), asks.nps('c', [atMost('b', 3)]))[0] ?? '', /“b” waits for “c” waits for “b”/);
});

test('a question that no answer leads to is named, also when two conditions far apart exclude each other', () => {
  assert.match(said(asks.nps('a'), asks.open('b', [atLeast('a', 11)]))[0] ?? '', /never 11/);
  assert.match(said(asks.nps('a'), asks.open('b', [atLeast('a', 9), atMost('a', 6)]))[0] ?? '', /^b: Nobody can ever reach it/);
  assert.match(said(asks.nps('a'), asks.one('b', ['x', 'y'], [atMost('a', 6)]), asks.open('c', [anyOf('b', 'x'), atLeast('a', 9)]))[0] ?? '', /^c: Nobody can ever reach it: no answer to “a”/);
  assert.match(said(asks.one('a', ['x', 'y']), asks.open('b', [noneOf('a', 'x', 'y')]))[0] ?? '', /^b: Nobody/);
  assert.match(said(asks.one('a', ['x', 'y', 'z']), asks.open('b', [anyOf('a', 'x'), anyOf('a', 'y')]))[0] ?? '', /^b: Nobody/);
  assert.match(said(asks.one('a', ['x', 'y']), asks.open('b', [anyOf('a', 'w')]))[0] ?? '', /does not offer “w”/);
  assert.match(said(asks.open('a'), asks.open('b', [atMost('a', 3)]))[0] ?? '', /no number/);
});

test('what can be reached is left in peace: several choices may fit two conditions at once', () => {
  assert.deepEqual(said(asks.many('a', ['x', 'y', 'z']), asks.open('b', [anyOf('a', 'x'), anyOf('a', 'y'), noneOf('a', 'z')])), []);
  assert.deepEqual(said(asks.nps('a'), asks.one('b', ['x', 'y'], [atMost('a', 6)]), asks.open('c', [anyOf('b', 'x'), atLeast('a', 3)])), []);
});

test('the first question is always asked and takes one tap; whoever asks must act', () => {
  assert.match(stopping(sampleSurvey({ questions: [asks.matrix('m', ['r'])], followUp: { lowUpTo: null, offerContact: true, withinHours: 48, untouchedMostRatio: 0.3 } }))[0] ?? '', /one tap or one sentence/);
  assert.match(stopping(sampleSurvey({ followUp: { lowUpTo: null, offerContact: false, withinHours: 48, untouchedMostRatio: 0.3 } }))[0] ?? '', /No ask without act/);
  assert.match(stopping(sampleSurvey({ followUp: { lowUpTo: 10, offerContact: true, withinHours: 48, untouchedMostRatio: 0.3 } }))[0] ?? '', /can not be the low ones/);
});

test('colours that not everybody can read are refused by name, with what is missing', () => {
  assert.equal(contrastRatio('#000000', '#ffffff'), 21);
  assert.equal(contrastRatio('#777777', '#ffffff').toFixed(2), '4.48');
  assert.deepEqual(checkTheme({ ink: '#1b1b1f', paper: '#ffffff', accent: '#0a5f68' }), []);
  const [text, accent] = checkTheme({ ink: '#777777', paper: '#ffffff', accent: '#ffcc00' });
  assert.match(text?.says ?? '', /^Text on the background: #777777 on #ffffff stands out 4\.4 to 1; it takes 4\.5 to 1/);
  assert.match(accent?.says ?? '', /^The accent on the background/);
});

test('what is not written in a language stands in the fallback and is told; what means nothing stops', () => {
  const lacking = checkDefinition(sampleSurvey({ languages: ['en', 'de', 'fr'] })).find(({ place }) => place === 'languages');
  assert.match(lacking?.says ?? '', /not written in fr yet; they stand in en/);
  assert.equal(lacking?.stops, false);
  assert.match(stopping(sampleSurvey({ intro: { en: 'Hello {firstname}' } })).join(), /\{firstname\} means nothing/);
  assert.match(stopping(sampleSurvey({ subject: { de: 'Nur deutsch' } })).join(), /says nothing in en/);
});

test('a text is said in the wanted language, its base or the fallback, and says which', () => {
  assert.deepEqual(saidIn({ en: 'Hello', pt: 'Olá' }, 'pt-BR', 'en'), { text: 'Olá', language: 'pt' });
  assert.deepEqual(saidIn({ en: 'Hello' }, 'nl', 'en'), { text: 'Hello', language: 'en' });
  assert.equal(filled('Hello {name|there}, {about|your order} came.', { about: 'order 7' }), 'Hello there, order 7 came.');
  assert.equal(filled('{name}', { name: '{about}' }), '{about}', 'what is put in is not read again');
  assert.equal(languageFor(['en', 'de', 'pt-BR'], ['fr', 'pt', 'de']), 'pt-BR');
  assert.deepEqual(wishesOf('de;q=0.5, en-GB, xx;q=0, <script>'), ['en-GB', 'de']);
});
