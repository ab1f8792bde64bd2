import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { solvedBy, symmetricRoot } from './solve-symmetric.ts';
import { hashed, readLabel, trainTextModel } from './text-model.ts';

/** A vector of length 1. */
const towards = (...numbers: readonly number[]): Float32Array => Float32Array.from(numbers, (one) => one / Math.hypot(...numbers));

const random = seededRandom(3);
const examples = Array.from({ length: 24 }, (_, at) => {
  const isLate = at % 2 === 0;
  const noise = [random() - 0.5, random() - 0.5] as const;
  return { text: hashed(`word${at}`, { embedding: isLate ? towards(2, ...noise) : towards(-2, ...noise) }), label: isLate ? 'late' : 'money' };
});

test('a text in words never seen is known by lying near examples', () => {
  const model = trainTextModel(examples, { balanced: false, seed: 1 });
  for (const [embedding, label] of [[towards(1, 0.2, 0), 'late'], [towards(-1, 0, 0.2), 'money']] as const) {
    const reading = readLabel(model, hashed('unheard', { embedding }));
    assert.equal(reading.label, label);
    assert.ok(reading.confidence > 0.7 && reading.confidence <= 1, String(reading.confidence));
  }
  assert.deepEqual(readLabel(trainTextModel(examples, { balanced: false, seed: 1 }), hashed('unheard', { embedding: towards(1, 1, 1) })), readLabel(model, hashed('unheard', { embedding: towards(1, 1, 1) })));
});

test('an embedding of nothing is finite, and nothing is sure', () => {
  const reading = readLabel(trainTextModel(examples, { balanced: true, seed: 1 }), hashed('', { embedding: new Float32Array(3) }));
  assert.ok(Number.isFinite(reading.confidence) && reading.confidence < 0.9);
});

test('a text that could not be embedded is read by its words', () => {
  const model = trainTextModel(examples.map(({ text, label }) => ({ label, text: { ...hashed(label === 'late' ? 'parcel' : 'refund'), ...(text.embedding === undefined ? {} : { embedding: text.embedding }) } })), { balanced: false, seed: 1 });
  const reading = readLabel(model, hashed('parcel'));
  assert.equal(reading.label, 'late');
  assert.ok(Number.isFinite(reading.confidence));
});

for (const size of [1, 7, 64, 150]) {
  test(`likenesses of ${size} texts are solved exactly enough`, () => {
    const draw = seededRandom(size);
    const rows = Array.from({ length: size }, () => Float64Array.from({ length: 20 }, () => draw() - 0.5));
    const matrix = Float32Array.from({ length: size * size }, (_, at) => {
      const [row, column] = [Math.floor(at / size), at % size];
      return (rows[row] as Float64Array).reduce((sum, one, place) => sum + one * (rows[column]?.[place] ?? 0), row === column ? 0.1 : 0);
    });
    const wanted = Float64Array.from({ length: size * 2 }, () => draw());
    const found = solvedBy(symmetricRoot(matrix.slice(), size), wanted, 2);
    for (let row = 0; row < size; row += 1) for (let column = 0; column < 2; column += 1) {
      let sum = 0;
      for (let other = 0; other < size; other += 1) sum += (matrix[row * size + other] as number) * (found[other * 2 + column] as number);
      assert.ok(Math.abs(sum - (wanted[row * 2 + column] as number)) < 1e-3);
    }
  });
}

test('likenesses that contradict each other are refused, not solved', () => {
  assert.throws(() => symmetricRoot(Float32Array.from([1, 2, 2, 1]), 2), /root-of-nothing/);
});
