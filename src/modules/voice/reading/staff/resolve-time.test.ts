import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTime } from './find-time.ts';
import { resolveTime } from './resolve-time.ts';

/** A Tuesday at noon in Berlin. */
const SAID_MS = Date.UTC(2026, 5, 2, 10);
const span = (words: string, zone = 'UTC', isPast = false, saidMs = SAID_MS): string | null => {
  const time = findTime(words, 0, words.length);
  if (time === null) return null;
  const { fromMs, untilMs } = resolveTime(time, saidMs, zone, isPast);
  return `${new Date(fromMs).toISOString().slice(0, 16)} ${new Date(untilMs).toISOString().slice(0, 16)}`;
};

test('a deadline is the end of the day that is named, in the days of the company', () => {
  assert.equal(span('by friday'), '2026-06-02T10:00 2026-06-06T00:00');
  assert.equal(span('by friday', 'Europe/Berlin'), '2026-06-02T10:00 2026-06-05T22:00');
  assert.equal(span('tomorrow'), '2026-06-03T00:00 2026-06-04T00:00');
  assert.equal(span('before friday'), '2026-06-02T10:00 2026-06-05T00:00');
  assert.equal(span('by the end of the month'), '2026-06-02T10:00 2026-07-01T00:00');
});

test('hours are counted from the moment of the text, days until their end', () => {
  assert.equal(span('within 24 hours'), '2026-06-02T10:00 2026-06-03T10:00');
  assert.equal(span('in 3-5 working days'), '2026-06-05T00:00 2026-06-08T00:00');
  assert.equal(span('within 5 working days'), '2026-06-02T10:00 2026-06-07T10:00');
  assert.equal(span('in the next couple of days'), '2026-06-02T10:00 2026-06-04T10:00');
});

test('24 hours are 24 hours when clocks are put forward, and a day is a day of the wall', () => {
  const before = Date.UTC(2026, 2, 28, 11);
  assert.equal(span('within 24 hours', 'Europe/Berlin', false, before), '2026-03-28T11:00 2026-03-29T11:00');
  assert.equal(span('within 1 day', 'Europe/Berlin', false, before), '2026-03-28T11:00 2026-03-29T10:00');
});

test('an hour is told with its day, or is one of today', () => {
  assert.equal(span('tomorrow at 3 pm'), '2026-06-03T15:00 2026-06-03T15:00');
  assert.equal(span('before 5 pm'), '2026-06-02T10:00 2026-06-02T17:00');
  assert.equal(span('by noon on friday'), '2026-06-02T10:00 2026-06-05T12:00');
  assert.equal(span('by 14 june, 17:00'), '2026-06-02T10:00 2026-06-14T17:00');
  assert.equal(span('by friday 5 pm at the latest'), '2026-06-02T10:00 2026-06-05T17:00');
  assert.equal(span('on 5 june 17.50 euros'), '2026-06-05T00:00 2026-06-06T00:00', 'a price is no hour');
});

test('a weekday is the next one in a promise and the last one in what has happened; the day of the text is meant by neither', () => {
  assert.equal(span('on monday'), '2026-06-08T00:00 2026-06-09T00:00');
  assert.equal(span('on monday', 'UTC', true), '2026-06-01T00:00 2026-06-02T00:00');
  assert.equal(span('on tuesday'), '2026-06-09T00:00 2026-06-10T00:00');
  assert.equal(span('on tuesday', 'UTC', true), '2026-05-26T00:00 2026-05-27T00:00');
  assert.equal(span('next friday'), '2026-06-12T00:00 2026-06-13T00:00');
});

test('a day without its year is the nearest that makes sense', () => {
  assert.equal(span('by 5 january'), '2026-06-02T10:00 2027-01-06T00:00');
  assert.equal(span('on 29 december', 'UTC', true), '2025-12-29T00:00 2025-12-30T00:00');
  assert.equal(span('on 30 february'), null);
});

test('shortly, a few hours late and a price name no time', () => {
  for (const words of ['as soon as possible', 'shortly', 'delayed by three hours', 'in full', 'for 30 days', 'the sun is out', 'may']) assert.equal(span(words), null, words);
});
