import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acrossText, changeText, monthsSummary, newTopicText, onTheirWayText, waitingText } from './topics-words.ts';

const change = { difference: 3.2, low: 1.1, high: 5.3, isReal: true };
const month = (name: string, share: { value: number; low: number; high: number } | null) => ({ month: name, texts: 20, people: 18, share, isRunning: false });

test('a change is told only where it is told from chance', () => {
  assert.match(changeText({ change, people: 40 }), /^more than before: \+3\.2 points \(\+1\.1 to \+5\.3\)$/u);
  assert.match(changeText({ change: { ...change, difference: -3.2, low: -5.3, high: -1.1 }, people: 40 }), /^less than before/u);
  assert.equal(changeText({ change: { ...change, isReal: false }, people: 40 }), 'no change told from chance');
  assert.equal(changeText({ change: null, people: 40 }), 'too few before to compare');
});

test('months are told in a sentence, and those that lie within chance of each other are not called different', () => {
  const [low, high] = [{ value: 5, low: 3, high: 8 }, { value: 15, low: 11, high: 20 }];
  assert.match(monthsSummary({ name: 'Refund', months: [month('2026-01', low), month('2026-02', null), month('2026-03', high)] }), /more than then\.$/u);
  assert.match(monthsSummary({ name: 'Refund', months: [month('2026-01', low), month('2026-03', { value: 7, low: 4, high: 11 })] }), /no difference that can be told from chance\.$/u);
  assert.match(monthsSummary({ name: 'Refund', months: [month('2026-01', null)] }), /no month/u);
});

test('where no topics are yet it is said how many customers are missing', () => {
  assert.match(waitingText({ peopleNeeded: 300, languages: [{ language: 'en', texts: 0, people: 120, hasTopics: false }] }), /once 300 of them.*So far 120 customers have written in English\.$/u);
  assert.match(waitingText({ peopleNeeded: 300, languages: [] }), /Nobody has written yet\.$/u);
  assert.equal(onTheirWayText({ finding: false, again: null, tree: 1, problem: null }), null);
  assert.match(onTheirWayText({ finding: true, again: null, tree: 1, problem: null }) ?? '', /as before/u);
});

test('where topics of several languages are one it is said by what, from which likeness on, and of how many pairs', () => {
  assert.equal(acrossText({ across: null }), null);
  assert.match(acrossText({ across: { cut: 0.4567, compared: 120, joined: 1, madeAt: '' } }) ?? '', /^1 topic of several languages.*likeness of 0\.46 or more.*120 pairs compared/u);
  assert.match(acrossText({ across: { cut: null, compared: 4, joined: 0, madeAt: '' } }) ?? '', /too few topics/u);
});

test('a new topic is told with how many wrote about it, since when, and how many before', () => {
  assert.match(newTopicText({ people: 14, before: 0, since: '2026-06-20' }), /^A new topic: 14 people wrote about it in four weeks, first on .*20.*; nobody before the last days\.$/u);
  assert.match(newTopicText({ people: 14, before: 2, since: null }), /in four weeks; 2 of them before the last days\.$/u);
});
