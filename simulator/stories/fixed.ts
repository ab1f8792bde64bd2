import { FJELL, productOf } from '../catalogue.ts';
import { createCustomer } from '../customer.ts';
import type { Customer } from '../customer.ts';
import { DAY_MS, HOUR_MS, iso } from '../happening.ts';
import { createScene } from '../scene.ts';
import type { Sink } from '../scene.ts';
import type { World } from '../world.ts';
import { breakPromise } from './explain-twice.ts';
import { reachOut } from './marketing.ts';
import { fulfil } from './fulfil.ts';
import { placeOrder } from './order.ts';
import { sendBack } from './return.ts';
import { writeReview } from './feedback.ts';
import { tellParcelStory } from './parcel.ts';

const PLACE = 390;
const never = Number.MAX_SAFE_INTEGER;

/** A person of a fixed story: the same in every seed, outside the ordinary customers. */
function castOf(world: World, number: number, name: { readonly given: string; readonly family: string; readonly short: string; readonly town: string; readonly postcode: string; readonly street: string; readonly birthDate: string; readonly alias: string }): Customer {
  const drawn = createCustomer(world, world.customers + number);
  const key = `${name.given}.${name.family}`.toLowerCase();
  const phone = `+4477009000${String(10 + number)}`;
  return {
    ...drawn, country: 'GB', language: 'en', currency: 'GBP', givenName: name.given, familyName: name.family, shortName: name.short, birthDate: name.birthDate, email: `${key}@webpost.example`, laterEmail: `${key}@webpost.example`, emailChangesMs: never, phone, laterPhone: phone, phoneChangesMs: never,
    user: `u-${key}`, loyalty: `BH99000000${String(10 + number)}`, alias: name.alias, handle: `@${key}`, tablet: null, household: null, organisation: null, officeMail: null, recycledPhone: false, street: name.street, laterStreet: name.street, movesMs: never, town: name.town, postcode: name.postcode,
    style: { typos: 0.004, lower: false, emoji: 0, shout: 0, wordy: 0.8, polite: 0.6, sloppy: 0 }, joinsWeek: 0, leavesWeek: 999, leavesBecause: null,
  };
}

/** People of the three fixed stories, for the truth file. */
export function castOfStories(world: World): readonly Customer[] {
  return [
    castOf(world, 0, { given: 'Maren', family: 'Holloway', short: 'Maz', town: 'Leeds', postcode: 'LS6 3HB', street: 'Otter Row 14', birthDate: '1984-05-17', alias: 'quiet_heron_84' }),
    castOf(world, 1, { given: 'Desmond', family: 'Achterberg', short: 'Des', town: 'York', postcode: 'YO10 5AA', street: 'Mill Garth 3', birthDate: '1971-09-02', alias: 'des_on_the_moor' }),
    castOf(world, 2, { given: 'Philippa', family: 'Rowntree-Sands', short: 'Pip', town: 'Sheffield', postcode: 'S10 2TN', street: 'Edge View 41', birthDate: '1990-01-23', alias: 'icicle_pip' }),
    castOf(world, 3, { given: 'Gwendolen', family: 'Tarrant', short: 'Gwen', town: 'Sheffield', postcode: 'S10 2TP', street: 'Edge View 77', birthDate: '1989-11-08', alias: 'gwen_walks' }),
  ];
}

/** Tells the three stories that every seed holds: the parcel, "you never explain twice", and the Fjell jacket. */
export function tellFixedStories(world: World, sink: Sink): void {
  const [maren, desmond, philippa, gwendolen] = castOfStories(world) as [Customer, Customer, Customer, Customer];
  tellParcelStory(createScene(world, maren, PLACE, world.endsAt, sink));

  const twice = createScene(world, desmond, PLACE + 1, world.endsAt, sink);
  const evidence = breakPromise(twice, Math.floor(world.endsAt / DAY_MS) * DAY_MS - 5 * DAY_MS + 10 * HOUR_MS, 3 * 60_000);
  sink.truth({ kind: 'story', name: 'explain-twice', person: desmond.person, order: null, detail: { promise: 'You never explain twice', seam: 'bot to phone' }, evidence });

  const seenMs = world.campaign.fromMs + 16 * DAY_MS + 18 * HOUR_MS;
  const cold = createScene(world, philippa, PLACE + 2, seenMs, sink);
  reachOut(cold, seenMs, true);
  const hers = placeOrder(cold, seenMs + 2 * DAY_MS, productOf(FJELL), { late: false, via: 'web' });
  fulfil(cold, hers);
  const line = hers.lines[0] ?? { product: productOf(FJELL), quantity: 1, priceMinor: 21_495 };
  sendBack(cold, hers.deliveredMs + 5 * DAY_MS, hers, line, 'not-warm', true);
  const review = writeReview(cold, hers.deliveredMs + 6 * DAY_MS, line.product, 'not-warm', 'calm', hers, -0.9, 0);
  const warm = createScene(world, gwendolen, PLACE + 3, seenMs, sink);
  const theirs = placeOrder(warm, seenMs + 3 * DAY_MS, productOf(FJELL), { late: false, via: 'web' });
  fulfil(warm, theirs);
  const praise = writeReview(warm, theirs.deliveredMs + 9 * DAY_MS, productOf(FJELL), 'product-praise', 'calm', theirs, 0.9, 0);
  sink.truth({ kind: 'story', name: 'fjell', person: philippa.person, order: hers.orderId, detail: { claim: 'warm at −20', seenAt: iso(seenMs), matchedBuyer: gwendolen.person, returnRatioSeen: world.campaign.returnRatioSeen, returnRatioUnseen: 0.12 }, evidence: [review, praise] });
}
