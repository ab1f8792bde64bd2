import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftText, labelName, learningText, measuredText, progressText, questionName } from './teach-words.ts';

const alarm = { output: 'alarm', labels: ['churn'] };
const own = { output: 'own', labels: ['parking'] };

test('a flag is asked as yes or no under its own name, a choice by its labels', () => {
  assert.deepEqual([questionName(alarm), labelName(alarm, 'churn'), labelName(alarm, null)], ['Alarm: May leave', 'Yes: may leave', 'No']);
  assert.deepEqual([questionName(own), labelName(own, 'parking')], ['parking', 'Yes: parking']);
  assert.deepEqual([questionName({ output: 'intent', labels: ['question', 'idea'] }), labelName({ output: 'intent', labels: ['question', 'idea'] }, 'idea')], ['What they want', 'Has an idea']);
  assert.equal(labelName({ output: 'sentiment', labels: ['negative', 'neutral'] }, 'negative'), 'Negative');
});

test('how far a question is from being learnt counts its corrections, of an own label the texts that have it', () => {
  const none = { total: 0, isOwn: false, corrections: {}, labels: ['yes'], heldOut: 0 };
  assert.equal(progressText(none), 'Nothing said yet.');
  assert.equal(progressText({ ...none, total: 7, corrections: { yes: 3, '': 4 }, heldOut: 1 }), '7 corrections, 1 of them held out to measure. 1 more and it can be learnt.');
  assert.equal(progressText({ ...none, total: 9, isOwn: true, labels: ['parking'], corrections: { parking: 5, '': 4 } }), '9 corrections. 3 more texts with it and it can be learnt.');
});

test('what was learnt says what was left out and why', () => {
  assert.equal(learningText({ state: 'done', questions: { intent: 10, 'own parking': 8 }, heldOut: 4, leftOut: { gone: 2, revised: 0 }, problem: null }), '18 corrections of 2 questions taught, 4 texts only measured; 2 corrections left out: their texts are gone.');
  assert.equal(learningText({ state: 'failed', questions: {}, heldOut: 0, leftOut: {}, problem: 'Custos stopped meanwhile.' }), 'Custos stopped meanwhile.');
});

test('a figure says its interval, and drift is told from other topics', () => {
  assert.equal(measuredText({ value: 0.8, low: 0.49, high: 0.94, of: 10 }), '80% (49% to 94%)');
  assert.equal(measuredText(null), '–');
  const drift = { month: '2026-06', texts: 300, before: 900, unknownWords: { was: 0.02, is: 0.09, isReal: true }, moves: [], zone: 'UTC' };
  assert.match(driftText({ ...drift, state: 'drift' }), /may read wrongly.* Unknown words: 9% of all, 2% before\./u);
  assert.match(driftText({ ...drift, state: 'other-topics' }), /other things/u);
});
