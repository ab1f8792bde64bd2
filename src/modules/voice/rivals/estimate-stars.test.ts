import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tallyOf } from '../scores/tally.ts';
import { NO_STARS, presentPage, presentStars } from './estimate-stars.ts';

const near = (value: number | undefined, wanted: number): void => assert.ok(value !== undefined && Math.abs(value - wanted) < 0.005, `${value} is not ${wanted}`);

test('below ten ratings there are words and no figure; below thirty it is indicative', () => {
  const of = (count: number) => presentStars({ ...NO_STARS, stars: tallyOf(Array.from({ length: count }, (_, at) => ({ person: `p${at}`, worth: 4, weight: 1 }))) });
  assert.deepEqual([of(0).words, of(1).words, of(9).words, of(9).mean, of(9).ratings], ['No ratings.', 'Too few to say: one rating.', 'Too few to say: 9 people rated.', null, 9]);
  assert.deepEqual([of(10).certainty, of(10).words, of(30).certainty, of(30).words], ['indicative', 'Indicative: 10 ratings.', 'shown', null]);
  assert.ok((of(30).mean?.low ?? 5) < 4 && (of(30).mean?.high ?? 0) > 4, 'also thirty who all gave four leave something open');
  assert.deepEqual([presentPage({ mean: '4.2', ratings: 9, stars: null }).estimate, presentPage({ mean: '4.2', ratings: 9, stars: [0, 0, 1, 5, 3] }).high], [null, null]);
});

test('a page that tells ratings by stars gives the interval and the shares that those ratings one by one give', () => {
  const stars = [20, 10, 20, 50, 100];
  const answers = stars.flatMap((count, at) => Array.from({ length: count }, (_, one) => ({ person: `${at}/${one}`, worth: at + 1, weight: 1 })));
  const page = presentPage({ mean: '4.0', ratings: 200, stars });
  const each = presentStars({ ...NO_STARS, stars: tallyOf(answers) });
  assert.deepEqual(page.interval, each.mean);
  assert.deepEqual([page.isWidest, page.high?.value, page.low?.value], [false, 75, 15]);
});

test('a mean alone has the widest interval that any ratings with this mean can have, and no shares', () => {
  const page = presentPage({ mean: '4.2', ratings: 1310, stars: null });
  // 80 % five stars and 20 % one star: spread 1.6, ±1.96 × 1.6 / √1310, and ±0.05 for the rounding.
  near(page.interval?.low, 4.2 - 0.0867 - 0.05);
  near(page.interval?.high, 4.2 + 0.0867 + 0.05);
  assert.deepEqual([page.interval?.value, page.isWidest, page.high, page.low], [4.2, true, null, null]);
  const narrower = presentPage({ mean: '4.2', ratings: 1310, stars: [50, 60, 150, 368, 682] });
  assert.ok((narrower.interval?.high ?? 5) - (narrower.interval?.low ?? 0) < (page.interval?.high ?? 0) - (page.interval?.low ?? 0));
  const rough = presentPage({ mean: '4', ratings: 1_000_000, stars: null });
  near(rough.interval?.low, 3.5);
  for (const mean of ['1', '1.0', '5.0', '5']) { const { interval } = presentPage({ mean, ratings: 40, stars: null }); assert.ok(interval !== null && interval.low >= 1 && interval.high <= 5 && interval.low < interval.high, mean); }
});
