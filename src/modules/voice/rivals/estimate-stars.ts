import { shareOf } from '../said/share-estimate.ts';
import type { ShareSums } from '../said/said-log.ts';
import { certaintyOf, estimateScore, INDICATIVE_FROM, type Estimate } from '../scores/estimate-score.ts';
import { Z95 } from '../scores/effective-n.ts';
import type { ScoreDefinition } from '../scores/score-definition.ts';
import { NO_ANSWERS, tallyOf as tallyOfAnswers, together, type Tally } from '../scores/tally.ts';
import { STARS } from './contract.ts';

/** Mean stars of public ratings. Raise `version` when what is counted changes. */
export const PUBLIC_STARS: ScoreDefinition = { key: 'public-stars', name: 'Public ratings', version: 1, from: STARS.from, to: STARS.to, rule: { kind: 'mean' }, meaning: 'Mean of 1 to 5 stars that people gave on public sites, who chose themselves to rate.' };

/** Ratings of one company at one site, folded: their stars, and how many are of 4 or 5 and of 1 or 2. */
export type StarSums = { readonly stars: Tally; readonly high: ShareSums; readonly low: ShareSums };

const NO_SHARE: ShareSums = { texts: 0, people: 0, hits: 0, speakers: 0, personTextsSquared: 0, personHitsSquared: 0, personCrossed: 0 };
export const NO_STARS: StarSums = { stars: NO_ANSWERS, high: NO_SHARE, low: NO_SHARE };

/** Two folded groups of different people together. */
export function sharesTogether(a: ShareSums, b: ShareSums): ShareSums {
  const add = (key: keyof ShareSums): number => a[key] + b[key];
  return { texts: add('texts'), people: add('people'), hits: add('hits'), speakers: add('speakers'), personTextsSquared: add('personTextsSquared'), personHitsSquared: add('personHitsSquared'), personCrossed: add('personCrossed') };
}

export function starsTogether(a: StarSums, b: StarSums): StarSums {
  return { stars: together(a.stars, b.stars), high: sharesTogether(a.high, b.high), low: sharesTogether(a.low, b.low) };
}

const shown = ({ value, low, high }: Estimate) => ({ value, low, high });

/** The mean of ratings with its interval; null below ten people. */
export function starEstimate({ stars }: StarSums): Estimate | null {
  return stars.people < INDICATIVE_FROM ? null : estimateScore(PUBLIC_STARS, stars);
}

/** What ratings one by one say. Shape: figures null below ten people. */
export function presentStars(sums: StarSums) {
  const { answers: ratings, people } = sums.stars;
  const estimate = starEstimate(sums);
  const certainty = certaintyOf(people);
  const words = certainty === 'none' ? 'No ratings.' : certainty === 'too-few' ? `Too few to say: ${people === 1 ? 'one rating' : `${people} people rated`}.` : certainty === 'indicative' ? `Indicative: ${people} ${people === ratings ? 'ratings' : 'people rated'}.` : null;
  return { ratings, people, certainty, words, mean: estimate === null ? null : shown(estimate), high: shareOf(sums.high), low: shareOf(sums.low) };
}

/** What a public page says: a mean as it is written there, of so many ratings; `stars`: how many of one to five, where it tells. */
export type PageSays = { readonly mean: string; readonly ratings: number; readonly stars: readonly number[] | null };

/** How far a written mean may lie from the one that was rounded. Units: stars. */
function roundedBy(mean: string): number {
  const [, digits = ''] = mean.split('.');
  return 0.5 * 10 ** -digits.length;
}

function sharesOf(ratings: number, hits: number): ShareSums {
  return { texts: ratings, people: ratings, hits, speakers: hits, personTextsSquared: ratings, personHitsSquared: hits, personCrossed: hits };
}

/** A mean alone, as if everybody had given one or five stars: no ratings with this mean lie further apart, so that the true interval is never wider. Source: Bhatia and Davis 2000; docs/methods/public-ratings.md. */
function widestTally(mean: number, n: number): Tally {
  const [least, most] = [STARS.from, STARS.to];
  const five = n * (mean - least) / (most - least);
  const sums = (power: number): number => five * most ** power + (n - five) * least ** power;
  return { ...NO_ANSWERS, answers: n, people: n, weight: n, squaredWeights: n, sum: sums(1), sumOfSquares: sums(2), sumOfCubes: sums(3), personWeightSquared: n, personSumSquared: sums(2), personCrossed: sums(1) };
}

/** Ratings by stars as they are folded one by one. */
function tallyOfStars(stars: readonly number[]): Tally {
  const one = stars.map((count, at) => { const tally = tallyOfAnswers([{ person: 'each', worth: at + 1, weight: 1 }]); return Object.fromEntries(Object.entries(tally).map(([key, value]) => [key, value * count])) as unknown as Tally; });
  return one.reduce(together, NO_ANSWERS);
}

/**
 * What a page's summary says, with its interval: from the ratings by stars where the page tells them, else the widest that the mean allows, and as much more as the mean was rounded.
 * Shape: figures null below ten ratings. `estimate` for tests of differences.
 */
export function presentPage({ mean, ratings, stars }: PageSays) {
  const certainty = certaintyOf(ratings);
  const isWidest = stars === null;
  if (ratings < INDICATIVE_FROM) return { certainty, isWidest, estimate: null, interval: null, high: null, low: null };
  if (stars !== null) {
    const estimate = estimateScore(PUBLIC_STARS, tallyOfStars(stars));
    const [one = 0, two = 0, , four = 0, five = 0] = stars;
    return { certainty, isWidest, estimate, interval: estimate === null ? null : shown(estimate), high: shareOf(sharesOf(ratings, four + five)), low: shareOf(sharesOf(ratings, one + two)) };
  }
  const widest = estimateScore(PUBLIC_STARS, widestTally(Number(mean), ratings));
  if (widest === null) return { certainty, isWidest, estimate: null, interval: null, high: null, low: null };
  const rounded = roundedBy(mean);
  const estimate: Estimate = { ...widest, low: Math.max(STARS.from, widest.low - rounded), high: Math.min(STARS.to, widest.high + rounded), error: widest.error + rounded / Z95 };
  return { certainty, isWidest, estimate, interval: shown(estimate), high: null, low: null };
}
