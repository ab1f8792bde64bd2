import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Predicted } from '../predicted/contract.ts';
import { bandText, notPredictedText, predictedLeftOut, predictedText, qualityText } from './predicted-words.ts';

const STARS = { unit: 'scale', from: 1, to: 5 } as const;
const told: Predicted = {
  asOf: null, score: 'stars', name: 'Stars', version: 1, unit: 'scale', isPredicted: true, zone: 'UTC', from: '2026-01', until: '2026-12', reason: null, madeAt: null, isBeingMade: false, hasFailed: false, learntFrom: { texts: 400, people: 380, languages: ['en'] }, wanted: { texts: 300, people: 100 },
  answered: { value: 4.1, low: 4, high: 4.2 }, estimate: { value: 2.5, low: 2.3, high: 2.7 }, texts: 900, people: 700, months: [], channels: [{ channel: 'chat', texts: 900, people: 700, estimate: null, answered: 0 }],
  quality: { texts: 400, meanError: 0.61, plainError: 1.2, correlation: 0.7, bands: [] }, leftOut: { otherLanguages: 12, beyondMost: 0 },
};

test('a prediction is told as one, beside what was really answered and how good it is', () => {
  assert.equal(predictedText(STARS, told), '700 people who were not asked would answer about 2.50 of 5 (2.30 to 2.70), as their words say. Who answered with words answered 4.10 of 5. Nobody answered with words by these channels, so take it as a hint.');
  assert.equal(qualityText(STARS, told), 'On 400 answers held out the prediction is off by 0.61 on 1 to 5 on average; always saying the middle answer, by 1.20. Correlation 0.70.');
  assert.equal(predictedLeftOut(told), '12 texts in languages in which too few answered with words. By chat nobody answered with words: there predictions are calibrated elsewhere alone.');
  assert.deepEqual([bandText(STARS, { texts: 80, predicted: 2, answered: { value: 2.1, low: 1.9, high: 2.3 } }), bandText(STARS, { texts: 80, predicted: 3, answered: { value: 2.1, low: 1.9, high: 2.3 } })], ['holds', 'off by 0.90 of 5']);
});

test('what is not available says until when, or why', () => {
  assert.equal(notPredictedText({ ...told, reason: 'too-few-answers', learntFrom: { texts: 120, people: 90, languages: [] } }), 'Not available until 300 answers with words of 100 people are known, a hundred in each language: so far 120 of 90 people.');
  assert.equal(notPredictedText({ ...told, reason: 'words-do-not-tell', quality: { texts: 400, meanError: 1, plainError: 1, correlation: 0.1, bands: [] } }), 'Not available: words tell too little of this score (correlation 0.10 on answers held out, .30 wanted).');
});
