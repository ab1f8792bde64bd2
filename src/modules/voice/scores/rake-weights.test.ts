import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rakeWeights } from './rake-weights.ts';

const of = (segment: string, channel: string, count: number): { segment: string; channel: string }[] => Array.from({ length: count }, () => ({ segment, channel }));
const shareOf = (answers: readonly Record<string, string>[], weights: readonly number[], trait: string, group: string): number => (
  answers.reduce((sum, answer, at) => sum + (answer[trait] === group ? weights[at] ?? 0 : 0), 0) / weights.reduce((sum, one) => sum + one, 0));

test('weighed answers look like the customers, by every trait at once', () => {
  const answers = [...of('new', 'shop', 10), ...of('new', 'web', 30), ...of('old', 'shop', 40), ...of('old', 'web', 20)];
  const raked = rakeWeights(answers, { segment: { new: 500, old: 500 }, channel: { shop: 40, web: 60 } });
  assert.ok(raked.isSettled);
  assert.ok(Math.abs(shareOf(answers, raked.weights, 'segment', 'new') - 0.5) < 1e-6);
  assert.ok(Math.abs(shareOf(answers, raked.weights, 'channel', 'web') - 0.6) < 1e-6);
  assert.ok(raked.effective < 100 && raked.effective > 90);
});

test('a group of whom nobody answered is named, not made up', () => {
  const raked = rakeWeights([...of('new', 'web', 5), ...of('old', 'web', 5)], { segment: { new: 1, old: 1, silent: 8 } });
  assert.deepEqual(raked.missing, ['segment: silent']);
  assert.ok(raked.weights.every((weight) => weight === 1));
});

test('no answer counts more than three times or less than 0.3 times, and that is told', () => {
  const answers = [...of('rare', 'web', 1), ...of('usual', 'web', 99)];
  const raked = rakeWeights(answers, { segment: { rare: 50, usual: 50 } });
  assert.equal(raked.trimmed, 1);
  assert.ok(Math.max(...raked.weights) / Math.min(...raked.weights) < 10);
});

test('empty answers, groups of size zero and traits that nobody has are finite', () => {
  assert.deepEqual(rakeWeights([], { segment: { a: 1 } }), { weights: [], effective: 0, missing: ['segment: a'], unplaced: 0, trimmed: 0, isSettled: true });
  const raked = rakeWeights([...of('a', 'web', 3), ...of('b', 'web', 3)], { segment: { a: 0, b: 4, c: -1, d: NaN }, mood: { good: 0 } });
  assert.equal(raked.unplaced, 3);
  assert.ok(raked.weights.every(Number.isFinite));
});

test('answers alike in all traits can be told once with their count, and weigh the same', () => {
  const [told, margins] = [[...of('new', 'shop', 10), ...of('new', 'web', 30), ...of('old', 'shop', 3), ...of('old', 'web', 1), ...of('?', 'web', 4)], { segment: { new: 100, old: 900 }, channel: { shop: 40, web: 60 } }];
  const [one, other] = [rakeWeights(told, margins), rakeWeights([...of('new', 'shop', 1), ...of('new', 'web', 1), ...of('old', 'shop', 1), ...of('old', 'web', 1), ...of('?', 'web', 1)], margins, [10, 30, 3, 1, 4])];
  assert.ok([0, 10, 40, 43, 44].every((place, at) => Math.abs((one.weights[place] ?? 0) - (other.weights[at] ?? -1)) < 1e-9));
  assert.deepEqual([other.unplaced, other.trimmed], [one.unplaced, one.trimmed]);
  assert.ok(one.trimmed > 0 && Math.abs(one.effective - other.effective) < 1e-9);
});
