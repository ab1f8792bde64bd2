import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SaidInteraction } from '../../interactions/contract.ts';
import { meaningRow, wholeVector, type WholeVector } from './stored-meaning.ts';

const said: SaidInteraction = { number: 7, revision: 2, home: 3, node: 4, source: 'shop', brand: '', channel: 'email', office: 'service', kind: 'message', direction: 'in', occurredMs: 0, parts: [{ of: 'text', at: 0, text: 'Anna here' }] };
const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  const [dot, x, y] = [0, 1, 2].map((which) => Array.from(a, (one, at) => [one * (b[at] as number), one * one, (b[at] as number) ** 2][which] as number).reduce((sum, one) => sum + one, 0)) as [number, number, number];
  return dot / Math.sqrt(x * y);
};

test('a vector kept in whole numbers is as like others as it was, to a hundredth', (t) => {
  const seed = Date.now() % 1_000_000;
  t.diagnostic(`seed ${seed}`);
  let state = seed;
  const random = (): number => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state / 2 ** 32 - 0.5; };
  for (let round = 0; round < 50; round += 1) {
    const [a, b] = [Array.from({ length: 512 }, random), Array.from({ length: 512 }, random)];
    const mixed = a.map((one, at) => one + (b[at] ?? 0) * (round / 10));
    const [left, right] = [wholeVector(a), wholeVector(mixed)] as [WholeVector, WholeVector];
    const likeness = left.numbers.reduce((sum, one, at) => sum + one * (right.numbers[at] ?? 0), 0) / (left.length * right.length);
    assert.ok(Math.abs(likeness - cosine(a, mixed)) < 0.01, `${likeness} and ${cosine(a, mixed)}`);
    assert.ok(left.numbers.every((one) => Number.isInteger(one) && Math.abs(one) <= 127));
  }
});

test('a vector that points nowhere, or is broken, is none', () => {
  assert.equal(wholeVector([0, 0, 0]), null);
  assert.equal(wholeVector([1, Number.NaN, Number.POSITIVE_INFINITY]), null);
});

test('what is kept of a text holds none of its words, begins with plain numbers, and stands above its waiting and below a later revision', () => {
  const vector = wholeVector([0.5, -1, 0]);
  const rows = [meaningRow(1, said, 'en', 'waiting'), meaningRow(1, said, 'en', 'embedded', vector), meaningRow(1, { ...said, revision: 3 }, 'en', 'waiting')];
  assert.ok(rows.every((row) => !row.includes('Anna') && row.startsWith('{"number":7,"revision":')));
  const standings = rows.map((row) => (JSON.parse(row) as { standing: number }).standing);
  assert.deepEqual(standings, standings.toSorted((a, b) => a - b));
  assert.equal(new Set(standings).size, 3);
  assert.deepEqual((JSON.parse(rows[1] ?? '') as { vector: number[] }).vector, [64, -127, 0]);
});
