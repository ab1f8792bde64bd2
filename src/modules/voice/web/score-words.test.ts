import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Score } from '../contract.ts';
import { alarmText, changeText, chartSummary, differenceText, excludedText, fullText, markTexts, monthReading, periodText, valueText } from './score-words.ts';

const POINTS = { unit: 'points', from: 0, to: 10 } as const;
const SCALE = { unit: 'scale', from: 1, to: 5 } as const;
const month = (name: string, value: number | null, people: number): Score['months'][number] => ({ month: name, answers: people, people, certainty: value === null ? 'too-few' : people < 30 ? 'indicative' : 'shown', estimate: value === null ? null : { value, low: value - 10, high: value + 10 }, limits: null, isRunning: false });
const score: Score = {
  ...POINTS, key: 'nps', name: 'NPS', version: 1, meaning: '', certainty: 'shown', words: null, estimate: { value: -0.4, low: -10, high: 9.6 }, answers: 100, people: 90, unknownPeople: 0, effectiveAnswers: 85,
  change: { from: '2024-03', until: '2025-02', people: 80, difference: -6.2, low: -20, high: 7.6, isReal: false }, months: [month('2025-03', 12, 40), month('2025-04', null, 9), month('2025-05', 20, 12)], centre: null, runLength: null, alarms: [],
  consistency: { deviation: 2.5, tenth: 3, lowest: { by: 'channel', name: 'chat', people: 40, estimate: { value: -30, low: -50, high: -10 }, isLower: true } }, asked: { invited: null, reached: null, answered: 90 }, distribution: [], excluded: [], turned: 0, wordings: [], otherWordings: 0, hasOthers: false,
};

test('figures carry their unit, a minus that is one, and never a minus before zero', () => {
  assert.deepEqual([fullText(POINTS, -12.4), fullText({ unit: 'percent', from: 1, to: 5 }, 78.3), fullText(SCALE, 4.314), valueText(POINTS, -0.4)], ['−12', '78 %', '4.31 of 5', '0']);
  assert.deepEqual([differenceText(POINTS, 6.2), differenceText(POINTS, -6.2), differenceText(POINTS, 0.3), differenceText(SCALE, -0.214)], ['+6', '−6', '0', '−0.21']);
  assert.deepEqual([markTexts([3, 3.5, 4]), markTexts([-50, 0, 50])], [['3.0', '3.5', '4.0'], ['−50', '0', '50']]);
});

test('a change that chance can explain is said to be none', () => {
  assert.equal(changeText(score), '−6 against March 2024 to February 2025 (−20 to +8): no change that can be told from chance.');
  assert.ok(score.change !== null);
  assert.equal(changeText({ ...score, change: { ...score.change, isReal: true, high: -1 } }), '−6 against March 2024 to February 2025 (−20 to −1).');
  assert.equal(changeText({ ...score, change: null }), 'No comparison: fewer than ten people answered in the 3 months before.');
});

test('months with few people are words, also in the reading of the chart', () => {
  assert.deepEqual(score.months.map((one) => monthReading(score, one)), ['March 2025: 12 (2 to 22), 40 people', 'April 2025: too few to say, 9 people', 'May 2025: 20 (10 to 30), 12 people, indicative']);
  assert.equal(chartSummary(score), 'March 2025: 12; May 2025: 20. Fewer than six months with ten people or more: no pattern can be told.');
  assert.equal(chartSummary({ ...score, months: [] }), 'NPS by month: no month with ten people or more.');
  assert.deepEqual([periodText('2025-03', '2025-03'), periodText('2025-03', '2026-02')], ['March 2025', 'March 2025 to February 2026']);
});

test('alarms and what was left out are sentences', () => {
  assert.equal(alarmText({ month: '2025-11', kind: 'run', direction: 'down', months: 9 }), '9 months in a row up to November 2025 lie below the centre.');
  assert.equal(excludedText([{ reason: 'outside-scale', answers: 1 }]), '1 answer outside of the scale that was asked.');
  assert.equal(excludedText([]), 'Nothing.');
});
