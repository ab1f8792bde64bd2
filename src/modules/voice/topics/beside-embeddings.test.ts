import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { discoverTopics } from './discover-topics.ts';

const WORDS = 'amber birch cedar delta ember frost grove haven ivory jade knoll larch maple north olive pearl quill river stone tulip umber vivid willow xenon yarrow zephyr'.split(' ');

/** Sixty texts without a word in common that tells their two subjects apart; only the embeddings do. */
function planted(seed: number): { readonly raws: string[]; readonly truths: number[]; readonly embeddings: Float32Array[] } {
  const random = seededRandom(seed);
  const rows = Array.from({ length: 60 }, (_, at) => ({ raw: Array.from({ length: 6 }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' '), truth: at % 2 }));
  const embeddings = rows.map(({ truth }) => {
    const vector = Float32Array.from({ length: 8 }, (_, at) => (at === 0 ? 2 : at === 1 + truth ? 2 : (random() - 0.5) / 2));
    return vector.map((one) => one / Math.hypot(...vector));
  });
  return { raws: rows.map(({ raw }) => raw), truths: rows.map(({ truth }) => truth), embeddings };
}

test('what is said in ever other words is one topic where embeddings know that it means alike', () => {
  const { raws, truths, embeddings } = planted(7);
  const purity = (placed: readonly { readonly nearest: unknown }[]): number => {
    const same = placed.filter((one, row) => (one.nearest === placed[0]?.nearest) === (truths[row] === truths[0])).length;
    return Math.max(same, placed.length - same) / placed.length;
  };
  const [withThem, without] = [discoverTopics(raws, { seed: 1, topics: 2, embeddings }), discoverTopics(raws, { seed: 1, topics: 2 })].map((one) => purity(one.placed)) as [number, number];
  assert.ok(withThem >= 0.95, `with embeddings ${withThem} (seed 7)`);
  assert.ok(without < 0.9, `without ${without}`);
});

test('embeddings that say nothing leave the topics as finite as before', () => {
  const { raws } = planted(8);
  const { placed } = discoverTopics(raws, { seed: 1, topics: 2, embeddings: raws.map(() => new Float32Array(8)) });
  assert.ok(placed.every((one) => Number.isFinite(one.confidence)));
});
