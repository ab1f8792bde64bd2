import assert from 'node:assert/strict';
import { test } from 'node:test';
import { niceTop } from '../charts/nice-top.ts';
import { agoText, fullMoment, momentText } from './moment-text.ts';
import { bytesText, counted, moneyText, spanText } from './number.ts';

test('Money is exact to the last minor unit, in any currency', () => {
  assert.match(moneyText('900719925474099301', 'EUR'), /9.007.199.254.740.993[.,]01/);
  assert.match(moneyText('1250', 'JPY'), /1.?250/);
  assert.match(moneyText('-50', 'EUR'), /0[.,]50/);
});

test('Spans and sizes name two units at most', () => {
  assert.deepEqual([412, 9_000, 125_000, 720_000, 7_500_000, 5 * 86_400_000].map(spanText), ['412 ms', '9 s', '2 min 5 s', '12 min', '2 h 5 min', '5 days']);
  assert.deepEqual([1, 2_300_000].map(bytesText), ['1 byte', bytesText(2_300_000)]);
  assert.deepEqual([counted(1, 'person', 'people'), counted(3, 'person', 'people')], ['1 person', '3 people']);
});

test('A day without a time is never given one, nor moved by the viewer’s zone', () => {
  assert.equal(momentText('2026-03-01T00:00:00Z', 'short', 'day'), momentText('2026-03-01T00:00:00Z', 'day', 'day'));
  assert.equal(momentText('2026-03-01T00:00:00Z', 'time', 'day'), 'that day');
  assert.match(momentText('2026-03-01T00:00:00Z', 'day', 'day'), /\b0?1\b/);
  assert.match(fullMoment('2026-03-01T00:00:00Z', 'day'), /only the day is known/);
});

test('How long ago is said in the largest unit that fits', () => {
  const nowMs = Date.parse('2026-01-31T12:00:00Z');
  assert.equal(agoText('2026-01-31T11:59:40Z', nowMs), 'just now');
  assert.match(agoText('2026-01-31T09:00:00Z', nowMs), /3/);
});

test('The top of a scale is round, halves well and lies above every column', () => {
  for (let most = 1; most < 5_000; most += 7) {
    const top = niceTop(most);
    assert.ok(top >= most && top % 2 === 0 && top <= Math.max(2, most * 2.5), `${most} → ${top}`);
  }
});
