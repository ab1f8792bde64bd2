import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { columnOf, seenBuckets } from './feature-space.ts';
import { BUCKETS } from './hash-features.ts';
import { madeOnce, wordOf } from './known-words.ts';

test('a feature has the place that it has among those that were learnt, and none when it was not', () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  const buckets = [...new Set([0, 31, 32, BUCKETS - 1, ...Array.from({ length: 5_000 }, () => Math.floor(random() * BUCKETS))])].sort((a, b) => a - b);
  const space = { seen: seenBuckets(buckets), rarity: new Float32Array(buckets.length), width: buckets.length, meanings: 0, weighing: { rarityPower: 1, wordsLength: 1, charactersLength: 1 } };
  assert.deepEqual(buckets.map((bucket) => columnOf(space, bucket)), [...buckets.keys()], `seed ${seed}`);
  const learnt = new Set(buckets);
  for (let bucket = 0; bucket < 100_000; bucket += 1) if (!learnt.has(bucket)) assert.equal(columnOf(space, bucket), -1, `seed ${seed}`);
});

test('a word is looked up once, and again after ten thousand others', () => {
  let times = 0;
  const lengthOf = madeOnce((norm) => { times += 1; return norm.length; });
  assert.deepEqual(['kettle', 'kettle', 'kettle'].map((norm) => lengthOf(wordOf(norm))), [6, 6, 6]);
  assert.equal(times, 1);
  for (let at = 0; at < 10_001; at += 1) wordOf(`word${at}`);
  assert.equal(lengthOf(wordOf('kettle')), 6);
  assert.equal(times, 2);
});
