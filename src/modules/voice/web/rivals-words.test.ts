import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RivalRatings, RivalSummary } from '../contract.ts';
import { apartText, aspectsAt, ratingText, saidText, siteName, summaryApart, summaryText } from './rivals-words.ts';

const rated = (more: Partial<RivalRatings>): RivalRatings => ({ rival: 'Fjord & Fell', isListed: true, ratings: 100, people: 100, certainty: 'shown', words: null, mean: { value: 4, low: 3.8, high: 4.2 }, high: null, low: null, difference: null, months: [], said: null, ...more });
const page = (more: Partial<RivalSummary>): RivalSummary => ({ number: 1, rival: 'Fjord & Fell', isListed: true, site: 's', on: '2026-03-01', mean: '4.2', ratings: 1310, stars: null, address: '', enteredBy: null, enteredAt: '', certainty: 'shown', estimate: { value: 4.2, low: 4.06, high: 4.34 }, isWidest: true, high: null, low: null, difference: null, ...more });

test('a difference is called one only where it is told apart from chance', () => {
  assert.equal(apartText('Fell', { value: -0.4, low: -0.6, high: -0.2, isReal: true }), 'Fell is rated lower than we are, by 0.40 stars (0.20 to 0.60).');
  assert.equal(apartText('Fell', { value: 0.1, low: -0.1, high: 0.3, isReal: false }), 'Fell and we can’t be told apart: +0.10 stars (−0.10 to 0.30) may be chance.');
});

test('where there is nothing to compare with, that is said', () => {
  assert.equal(ratingText(rated({ mean: null, ratings: 4, words: 'Too few to say: 4 people rated.' }), rated({ rival: null })), 'Fjord & Fell: too few to say: 4 people rated.');
  assert.match(ratingText(rated({}), rated({ rival: null, ratings: 0 })), /no ratings of our own at this site/);
  assert.match(ratingText(rated({}), rated({ rival: null, ratings: 5, mean: null })), /Too few rated us/);
  assert.match(ratingText(rated({ ratings: 0, mean: null }), rated({})), /words and no ratings/);
});

test('a mean alone says that its interval is not known; ours is never compared with itself', () => {
  assert.equal(summaryText(page({})), 'Fjord & Fell: 4.2 stars of 1,310 ratings (interval not known, at widest 4.06 to 4.34).');
  assert.equal(summaryText(page({ rival: null, isWidest: false, ratings: 20, certainty: 'indicative' })), 'Our own page: indicative, 4.2 stars of 20 ratings (4.06 to 4.34).');
  assert.equal(summaryText(page({ estimate: null, ratings: 3 })), 'Fjord & Fell: too few to say, 3 ratings.');
  assert.equal(summaryApart(page({ rival: null })), null);
  assert.match(summaryApart(page({})) ?? '', /Nothing to compare with/);
});

test('texts say how many they are, and when another reader read some of them', () => {
  const said = { texts: 40, people: 40, certainty: 'shown', positive: null, negative: null, aspects: [{ label: 'price', texts: 4, praised: null, complained: null }, { label: 'delivery', texts: 20, praised: null, complained: null }], otherReaders: 3 } as const;
  assert.equal(saidText({ rival: 'Fell', said: { ...said, aspects: [...said.aspects] } }), '40 texts about Fell, 3 of them by an earlier reader.');
  assert.equal(saidText({ rival: null, said: { ...said, aspects: [], texts: 4, certainty: 'too-few' } }), 'Too few to say: 4 texts about us.');
  assert.deepEqual(aspectsAt({ ratings: [rated({ said: { ...said, aspects: [...said.aspects] } })] }), ['delivery', 'price']);
  assert.equal(siteName('review-harbour'), 'Review harbour');
});
