import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { driftOf, type MonthSeen } from './drift.ts';

const SEED = Number(process.env['CUSTOS_TEST_SEED'] ?? 7);
const LABELS = Array.from({ length: 30 }, (_, at) => `output/label${at}`);

/** A month drawn by lot: each label in its share of texts, sure about 0.7, and a share of unknown words. */
function month(random: () => number, { texts = 400, share = (at: number) => 0.02 + 0.01 * at, sure = 0.7, unknown = 0.03, name = '2026-01' }: { readonly texts?: number; readonly share?: (at: number) => number; readonly sure?: number; readonly unknown?: number; readonly name?: string } = {}): MonthSeen {
  const labels = new Map(LABELS.map((label, at) => {
    let [hits, sum, squares] = [0, 0, 0];
    for (let text = 0; text < texts; text += 1) if (random() < share(at)) { const one = sure + 0.3 * (random() - 0.5); hits += 1; sum += one; squares += one * one; }
    return [label, { hits, sure: sum, sureSquared: squares }];
  }));
  const words = Array.from({ length: 150 }, () => Math.max(0, unknown + 0.04 * (random() - 0.5)));
  return { month: name, texts, labels, unknown: { texts: words.length, sum: words.reduce((sum, one) => sum + one, 0), squares: words.reduce((sum, one) => sum + one * one, 0) } };
}

test('a year in which nothing changed is told to be steady in all but one month of a hundred', () => {
  const random = seededRandom(SEED);
  let alarms = 0;
  for (let round = 0; round < 200; round += 1) if (driftOf(month(random), Array.from({ length: 6 }, () => month(random)), 'UTC').state !== 'steady') alarms += 1;
  assert.ok(alarms <= 6, `seed ${SEED}: ${alarms} of 200 months`);
});

test('labels that moved in known words are other topics; with new words the models may be wrong; new words alone are said too', () => {
  const random = seededRandom(SEED);
  const before = Array.from({ length: 6 }, () => month(random));
  const moved = (at: number): number => (at === 10 ? 0.4 : 0.02 + 0.01 * at);
  const topics = driftOf(month(random, { share: moved }), before, 'UTC');
  assert.deepEqual([topics.state, topics.moves.map(({ label, what }) => [label, what])], ['other-topics', [['label10', 'share']]], `seed ${SEED}`);
  assert.equal(driftOf(month(random, { share: moved, unknown: 0.06 }), before, 'UTC').state, 'drift', `seed ${SEED}`);
  assert.equal(driftOf(month(random, { unknown: 0.06 }), before, 'UTC').state, 'other-words', `seed ${SEED}`);
  assert.ok(driftOf(month(random, { sure: 0.6 }), before, 'UTC').moves.every(({ what }) => what === 'confidence'), `seed ${SEED}`);
});

test('a label that swings every month does not count as moved when it swings again', () => {
  const random = seededRandom(SEED);
  const swinging = (share: number): MonthSeen => month(random, { texts: 1_000, share: (at) => (at === 5 ? share : 0.05) });
  assert.equal(driftOf(swinging(0.3), [0.1, 0.32, 0.12, 0.28, 0.1, 0.3].map(swinging), 'UTC').state, 'steady', `seed ${SEED}`);
  assert.equal(driftOf(swinging(0.3), [0.1, 0.1, 0.1, 0.1, 0.1, 0.1].map(swinging), 'UTC').state, 'other-topics', `seed ${SEED}`);
});

test('too few texts tell nothing', () => {
  const random = seededRandom(SEED);
  assert.equal(driftOf(null, [], 'UTC').state, 'too-little');
  assert.equal(driftOf(month(random, { texts: 99 }), [month(random)], 'UTC').state, 'too-little');
  assert.equal(driftOf(month(random), [], 'UTC').state, 'too-little');
});
