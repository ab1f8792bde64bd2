import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import { DAY_MS, iso } from './happening.ts';
import { createRandom, mix, type Random } from './random.ts';

/** A made-up rival at the review service that the shop uses, which shows other firms too: how it is rated, and how often what is praised and complained of. */
type Rival = { readonly name: string; readonly stars: readonly (readonly [number, number])[]; readonly good: readonly (readonly [string, number])[]; readonly bad: readonly (readonly [string, number])[]; /** Of the ratings of an average season. */ readonly share: number };

const SAID: Readonly<Record<string, readonly string[]>> = {
  quickly: ['Ordered on Monday, delivered on Wednesday. Very happy.', 'Super fast delivery, nicely packed.', 'Shipping was quick and the parcel arrived in perfect shape.'],
  cheap: ['Great price for what you get.', 'Half the price of the others, love it.', 'A real bargain, I am delighted with the price.'],
  good: ['The tent kept us dry for a week, wonderful quality.', 'Excellent jacket, warm and light.', 'Lovely boots, solid and comfortable, I would buy them again.'],
  late: ['Delivery took five weeks and nobody told me anything.', 'The parcel was late again, very annoying.', 'Still waiting for the delivery, this is awful.'],
  broken: ['The zip broke on the second day, poor quality.', 'Seams came apart after one trip, terrible quality.', 'Disappointing quality, the sole came off after a month.'],
  refund: ['I sent it back and wait for my refund since March, horrible.', 'Returning it was a nightmare, they refused the return twice.', 'No refund after six weeks, very disappointed.'],
};

/** Nobody whose name means anything anywhere. */
const RIVALS: readonly Rival[] = [
  { name: 'Skarvholm', share: 0.6, stars: [[5, 40], [4, 30], [3, 12], [2, 8], [1, 10]], good: [['quickly', 5], ['cheap', 5], ['good', 2]], bad: [['broken', 6], ['refund', 2], ['late', 1]] },
  { name: 'Tarnvik & Moe', share: 0.4, stars: [[5, 20], [4, 20], [3, 15], [2, 20], [1, 25]], good: [['good', 6], ['cheap', 1]], bad: [['late', 7], ['refund', 3], ['broken', 1]] },
];

/** Seasons before the end of which ratings were collected. Units: days; ratings a customer of the firm, and at least. */
const COLLECTED_DAYS = 540;
const PER_CUSTOMER = 0.4;
const LEAST = 240;
/** Of a hundred ratings so many have words. */
const WORDED_RATIO = 0.7;

function reviewOf(random: Random, rival: Rival, id: string, atMs: number): InteractionInput {
  const stars = random.weighted(rival.stars);
  const wants = stars >= 4 ? rival.good : stars <= 2 ? rival.bad : [...rival.good, ...rival.bad];
  const words = random.chance(WORDED_RATIO) ? random.pick(SAID[random.weighted(wants)] ?? ['']) : '';
  return {
    id, source: 'reviews', channel: 'review', kind: 'review-written', direction: 'public', office: 'brand', occurredAt: iso(atMs), occurredPrecision: 'day',
    identifiers: [{ type: 'alias', value: `reader-${random.below(1_000_000).toString(36)}` }], subjects: [{ type: 'rival', id: rival.name }],
    rating: { value: stars, min: 1, max: 5, scale: 'stars' }, ...(words === '' ? {} : { text: words, language: 'en' }),
  };
}

/**
 * What the review service shows of two made-up rivals, collected beside the firm's own reviews there. Invariant: the same options give the same ratings; they use chance of their own, so that the firm's history stays what it is.
 * What is planted: Skarvholm is quick and cheap and breaks; Tarnvik & Moe is good and late, and rated lower than the firm.
 */
export function* rivalReviews({ seed, customers, endsAt }: { readonly seed: number; readonly customers: number; readonly endsAt: number }): Generator<InteractionInput> {
  const random = createRandom(mix(seed, 0x51b4));
  const count = Math.max(LEAST, Math.round(customers * PER_CUSTOMER));
  for (let at = 0; at < count; at++) {
    const rival = random.weighted(RIVALS.map((one) => [one, one.share] as const));
    yield reviewOf(random, rival, `rival-review-${at}`, endsAt - DAY_MS - Math.floor(COLLECTED_DAYS * DAY_MS * (count - at) / count) + random.below(DAY_MS / 2));
  }
}
