import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wholeFeeling } from './whole-feeling.ts';

const words = (valence: number, carriers: { start: number; end: number; worth: number }[] = []) => ({ valence, label: valence > 0 ? 'positive' as const : valence < 0 ? 'negative' as const : 'neutral' as const, carriers });

test('a complaint without a word of feeling is negative, carried by what was learnt', () => {
  const felt = wholeFeeling(words(0), { negative: 0.8, neutral: 0.15, positive: 0.05 }, [{ start: 0, end: 5 }]);
  assert.deepEqual([felt.label, felt.carriers], ['negative', [{ start: 0, end: 5, worth: -1 }]]);
  assert.ok(felt.valence < 0 && felt.valence >= -1 && felt.confidence > 0.7 && felt.confidence <= 1);
});

test('praise in words that no model learnt is positive', () => {
  assert.equal(wholeFeeling(words(0.9), { negative: 0.2, neutral: 0.5, positive: 0.3 }, []).label, 'positive');
});

test('words that speak against how the whole feels do not carry it', () => {
  const felt = wholeFeeling(words(0.4, [{ start: 3, end: 8, worth: 2 }]), { negative: 0.95, neutral: 0.03, positive: 0.02 }, [{ start: 3, end: 8 }, { start: 10, end: 12 }]);
  assert.deepEqual([felt.label, felt.carriers.map(({ start }) => start)], ['negative', [3, 10]]);
});
