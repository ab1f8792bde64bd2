import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { correlationsOf, foldRows, pairwiseCorrelations } from './correlations.ts';
import { relativeWeights } from './relative-weights.ts';
import { shapleyWeights } from './shapley-weights.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

const SEED = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
const near = (found: ArrayLike<number>, wanted: readonly number[], within = 1e-9): void => {
  assert.equal(found.length, wanted.length);
  wanted.forEach((value, at) => assert.ok(Math.abs((found[at] ?? NaN) - value) <= within, `${found[at] ?? 'nothing'} is not ${value}`));
};
const matrix = (...rows: readonly (readonly number[])[]) => ({ size: rows.length, cells: Float64Array.from(rows.flat()) });

/** Correlations of some questions that share a mood, each with something of its own. */
function correlated(random: () => number, drivers: number) {
  const pulls = Array.from({ length: drivers + 1 }, () => random() * 2 - 0.4);
  const rows = Array.from({ length: 200 }, () => { const mood = random(); return Float64Array.from(pulls, (pull) => pull * mood + random()); });
  return correlationsOf(foldRows(rows), drivers + 1) ?? assert.fail();
}

test('two drivers, reckoned by hand: both methods give .2867 and .0867 of an R² of .3733', () => {
  const [among, withScore] = [matrix([1, 0.5], [0.5, 1]), Float64Array.of(0.6, 0.4)];
  // R² = (.36 + .16 − 2 · .6 · .4 · .5) / (1 − .25); the first adds .36 alone and R² − .16 after the second.
  const explained = 0.28 / 0.75;
  const byHand = [(0.36 + explained - 0.16) / 2, (0.16 + explained - 0.36) / 2];
  const johnson = relativeWeights(among, withScore);
  near(johnson.weights, byHand);
  near([johnson.explained], [explained]);
  near(shapleyWeights(among, withScore) ?? [], byHand);
});

test('three drivers of which the first two go together, reckoned by hand', () => {
  // The root of the pair's correlations is ½ [√1.6 + √.4, √1.6 − √.4; …]; the third is by itself and keeps .3².
  const [a, b] = [(Math.sqrt(1.6) + Math.sqrt(0.4)) / 2, (Math.sqrt(1.6) - Math.sqrt(0.4)) / 2];
  const [first, second] = [(0.5 * a - 0.4 * b) / (a * a - b * b), (0.4 * a - 0.5 * b) / (a * a - b * b)];
  near(relativeWeights(matrix([1, 0.6, 0], [0.6, 1, 0], [0, 0, 1]), Float64Array.of(0.5, 0.4, 0.3)).weights, [a * a * first ** 2 + b * b * second ** 2, b * b * first ** 2 + a * a * second ** 2, 0.09]);
  near(shapleyWeights(matrix([1, 0.6, 0], [0.6, 1, 0], [0, 0, 1]), Float64Array.of(0.5, 0.4, 0.3)) ?? [], [(0.25 + 0.17 / 0.64 - 0.16) / 2, (0.16 + 0.17 / 0.64 - 0.25) / 2, 0.09]);
});

test('drivers that have nothing to do with each other have the square of their correlation; against or with the score is the same', () => {
  const alone = matrix([1, 0, 0], [0, 1, 0], [0, 0, 1]);
  for (const withScore of [Float64Array.of(0.5, 0.2, 0.1), Float64Array.of(-0.5, 0.2, -0.1)]) {
    near(relativeWeights(alone, withScore).weights, [0.25, 0.04, 0.01]);
    near(shapleyWeights(alone, withScore) ?? [], [0.25, 0.04, 0.01]);
  }
});

test('whatever the answers: weights are not negative, sum to R² as least squares have it, come in any order, and the other method puts them nearly the same', (t) => {
  t.diagnostic(`seed ${SEED}`);
  const random = seededRandom(SEED);
  for (let round = 0; round < 40; round += 1) {
    const drivers = 2 + Math.floor(random() * 6);
    const { among, withScore } = correlated(random, drivers);
    const { weights, explained, rank } = relativeWeights(among, withScore);
    const bySets = shapleyWeights(among, withScore) ?? assert.fail();
    assert.ok(weights.every((weight) => weight >= 0) && rank === drivers, `seed ${SEED}`);
    near([bySets.reduce((sum, one) => sum + one, 0)], [explained], 1e-9);
    const turned = relativeWeights({ size: drivers, cells: Float64Array.from({ length: drivers ** 2 }, (_, at) => among.cells[(drivers - 1 - Math.floor(at / drivers)) * drivers + drivers - 1 - at % drivers] ?? NaN) }, withScore.toReversed());
    near(turned.weights.toReversed(), [...weights]);
    // The two are known to differ by little; a wrong formula differs by much.
    for (const [at, weight] of weights.entries()) assert.ok(Math.abs(weight - (bySets[at] ?? NaN)) < 0.1 * explained, `seed ${SEED}: ${weight} and ${bySets[at] ?? NaN} of ${explained}`);
  }
});

test('a question asked twice, or one that is the sum of two others: figures stay finite, what they share is spread, R² is that without the repetition', () => {
  const twice = relativeWeights(matrix([1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 1]), Float64Array.of(0.6, 0.6, 0.4));
  assert.equal(twice.rank, 2);
  near([twice.explained, twice.weights[0] ?? 0], [0.28 / 0.75, twice.weights[1] ?? NaN]);
  near(shapleyWeights(matrix([1, 1], [1, 1]), Float64Array.of(0.6, 0.6)) ?? [], [0.18, 0.18]);
  const half = Math.SQRT1_2;
  const sum = relativeWeights(matrix([1, 0, half], [0, 1, half], [half, half, 1]), Float64Array.of(0.6, 0, 0.6 * half));
  assert.equal(sum.rank, 2);
  near([sum.explained], [0.36]);
});

test('the parts of a matrix put together are the matrix', () => {
  const random = seededRandom(5);
  for (const size of [1, 2, 7, 20]) {
    const cells = new Float64Array(size * size);
    for (let row = 0; row < size; row += 1) for (let column = 0; column <= row; column += 1) cells[row * size + column] = cells[column * size + row] = random() - 0.5;
    const { values, vectors } = symmetricEigen({ size, cells });
    const again = cells.map((_, at) => values.reduce((total, value, k) => total + value * (vectors[Math.floor(at / size) * size + k] ?? 0) * (vectors[at % size * size + k] ?? 0), 0));
    near(again, [...cells], 1e-10);
  }
});

test('correlations question by question that contradict each other are mended before anything is reckoned from them', () => {
  // Each pair answered by others: the first two go together, the second two too, the first and the third against each other.
  const rows = [[1, 1, null], [2, 2, null], [3, 3, null], [null, 1, 1], [null, 2, 2], [null, 3, 3], [1, null, 3], [2, null, 2], [3, null, 1]];
  const { among, withScore } = pairwiseCorrelations(rows, 3) ?? assert.fail();
  const { explained, weights } = relativeWeights(among, withScore);
  assert.ok(explained <= 1 + 1e-9 && weights.every((weight) => weight >= 0 && Number.isFinite(weight)));
  near([among.cells[0] ?? 0, Math.abs(withScore[0] ?? 0) <= 1 ? 1 : 0], [1, 1]);
  assert.equal(pairwiseCorrelations([[1, 2, null], [2, 1, null]], 3), null, 'nobody answered both');
});

test('more than twelve drivers are too many sets to look at', () => {
  const alone = { size: 13, cells: new Float64Array(169).map((_, at) => Number(at % 14 === 0)) };
  assert.equal(shapleyWeights(alone, new Float64Array(13)), null);
  near(shapleyWeights({ size: 12, cells: new Float64Array(144).map((_, at) => Number(at % 13 === 0)) }, new Float64Array(12).fill(0.1)) ?? [], Array.from({ length: 12 }, () => 0.01));
});
