import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saidSolved } from './said-solved.ts';

const answered = (...answers: readonly object[]) => saidSolved({ direction: 'in', rating: null, subjects: [], properties: { answers } })?.isSolved ?? null;
const onScale = (value: number, scale: string, question = '', [min, max] = [0, 1]) => saidSolved({ direction: 'in', rating: { value, min, max, scale, question }, subjects: [], properties: {} })?.isSolved ?? null;

test('yes to the question whether it was solved is a customer’s word, in several languages; no, partly and not yet are one too', () => {
  for (const question of ['Was it solved?', 'Did we resolve your issue?', 'Ist unser Fall und Ihr Anliegen gelöst?', 'Did we fix it?', 'Konnten wir Ihr Problem lösen?', 'Votre demande a-t-elle été résolue ?', '¿Se ha resuelto su consulta?', 'Conseguimos resolver?', 'Il problema è stato risolto?', 'Is uw vraag opgelost?']) {
    assert.equal(answered({ question, value: 'yes' }), true, question);
    assert.equal(answered({ question, value: 'Nein' }), false, question);
  }
  assert.deepEqual([answered({ question: 'Is it solved?', value: 'partly' }), answered({ question: 'Is it solved?', value: 'not yet' }), answered({ question: 'Was it fixed?', value: true })], [false, false, true]);
});

test('a scale from 0 to 1 that asks it counts, as does one that is named for it; of several answers the one that tells', () => {
  assert.deepEqual([onScale(1, 'solved'), onScale(0, 'fcr'), onScale(1, 'yes-no', 'Was your problem solved?'), onScale(0, 'yes-no', 'Was your problem solved?')], [true, false, true, false]);
  assert.equal(answered({ question: 'How friendly were we?', rating: { value: 1, min: 1, max: 5, scale: 'csat' } }, { question: 'Was it solved?', rating: { value: 1, min: 0, max: 1, scale: 'yes-no' } }), true);
});

test('a yes to something else is no word on it: how easy it was, whether it is still open, a scale of five, words that nobody knows', () => {
  for (const question of ['Was it easy to get this solved?', 'Is your issue still not resolved?', 'Is it still unsolved?', 'Are you satisfied with how it was resolved?', 'Ist es noch nicht gelöst?', 'Would you buy again?', 'Did you solve it again yourself?']) assert.equal(answered({ question, value: 'yes' }), null, question);
  assert.deepEqual([onScale(1, 'csat', 'Was your problem solved?', [1, 5]), onScale(1, 'yes-no', 'Would you come back?'), answered({ question: 'Was it solved?', rating: { value: 1, min: 0, max: 1, scale: 'yes-no', higherIsBetter: false } }), answered({ question: 'Was it solved?', value: 'perhaps' }), answered({ question: 'Was it solved?', value: 1 }), answered()], [null, null, null, null, null, null]);
  assert.equal(saidSolved({ direction: 'out', rating: null, subjects: [], properties: { answers: [{ question: 'Was it solved?', value: 'yes' }] } }), null, 'we do not say it for them');
});

test('what it is about is told as the survey names it', () => {
  const subjects = [{ type: 'survey', id: 'wave-3' }, { type: 'interaction', id: 'int_9' }, { type: 'ticket', id: 'T1' }, { type: 'ticket', id: 'T1' }, { type: 'agent', id: 'a1' }, { type: 'case', id: 'cas_2' }];
  assert.deepEqual(saidSolved({ direction: 'in', rating: null, subjects, properties: { answers: [{ question: 'Was it solved?', value: 'no' }] } }), { isSolved: false, contacts: ['int_9'], cases: ['cas_2'], issues: [], tickets: ['T1'], orders: [], staff: ['a1'] });
});
