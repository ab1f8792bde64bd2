import { WEEK_MS, WEEKS, DAY_MS } from './happening.ts';
import { ratioOf } from './random.ts';
import { SHOPS } from './staff.ts';

/** Choices of one run of the fictional firm. Units: `endsAt` ms since 1970. */
export type CompanyOptions = { readonly seed: number; readonly customers: number; readonly grammar: 'open' | 'held-out'; readonly endsAt: number; readonly plant?: { readonly promises: number; readonly near: number } | undefined };

/** What is planted in the company's three years, and when. Moments in ms. */
export type World = CompanyOptions & {
  readonly startsAt: number;
  /** "Warm at −20": ads, billboards, letters and mails about the Fjell jacket. */
  readonly campaign: { readonly fromMs: number; readonly untilMs: number; readonly seenRatio: number; readonly returnRatioSeen: number };
  readonly slowWarehouse: { readonly fromMs: number; readonly lateRatio: number };
  readonly fault: { readonly fromMs: number };
  readonly appCrash: { readonly fromMs: number };
  /** A batch of stoves that lose gas: nobody wrote about such a thing before, then more every day. */
  readonly batch: { readonly fromMs: number; readonly number: string };
  readonly promise: { readonly fromMs: number; readonly brokenAtBotToPhone: number; readonly brokenElsewhere: number };
  readonly sizeGuide: { readonly fromMs: number; readonly returnRatioAfter: number };
  readonly shopAction: { readonly shop: string; readonly fromMs: number };
  /** What agents tick as solved. Units: ratios of what was solved, of what was not, and of what they tick nothing on. */
  readonly flag: { readonly claimedOfSolved: number; readonly claimedOfUnsolved: number; readonly missingRatio: number };
  readonly preSale: { readonly orderRatioAnswered: number; readonly orderRatioUnanswered: number };
};

/** The chance mood of a shop in one week; it has no cause and does not last. Units: points on a scale of 1 to 5. */
export function shopMood(seed: number, shop: string, week: number): number {
  const index = SHOPS.findIndex(({ id }) => id === shop);
  return (ratioOf(seed, 7_700 + index, week) + ratioOf(seed, 7_800 + index, week) - 1) * 1.1;
}

/** The shop whose worst chance week was followed by an action that did nothing: it got better all the same. */
function seemingAction(seed: number, startsAt: number): World['shopAction'] {
  let worst = { mood: 9, shop: SHOPS[0]?.id ?? '', week: 0 };
  for (const { id } of SHOPS) {
    for (let week = 70; week < 135; week++) {
      const mood = shopMood(seed, id, week) + shopMood(seed, id, week - 1);
      if (mood < worst.mood) worst = { mood, shop: id, week };
    }
  }
  return { shop: worst.shop, fromMs: startsAt + (worst.week + 1) * WEEK_MS };
}

export function createWorld(options: CompanyOptions): World {
  const { endsAt, seed } = options;
  const endDay = Math.floor(endsAt / DAY_MS) * DAY_MS;
  const startsAt = endDay - WEEKS * WEEK_MS;
  const shift = (salt: number, spreadDays: number) => Math.floor(ratioOf(seed, salt) * spreadDays) * DAY_MS;
  return {
    ...options,
    startsAt,
    campaign: { fromMs: endsAt - 130 * DAY_MS + shift(1, 10), untilMs: endsAt - 40 * DAY_MS + shift(2, 10), seenRatio: 0.42, returnRatioSeen: 0.36 },
    slowWarehouse: { fromMs: endsAt - 110 * DAY_MS + shift(3, 14), lateRatio: 0.46 },
    fault: { fromMs: endsAt - 36 * DAY_MS + shift(4, 8) },
    appCrash: { fromMs: endsAt - 62 * DAY_MS + shift(5, 20) },
    batch: { fromMs: endDay - 32 * DAY_MS + shift(8, 4), number: 'RS-2207' },
    promise: { fromMs: endsAt - 480 * DAY_MS + shift(6, 30), brokenAtBotToPhone: 0.46, brokenElsewhere: 0.06 },
    sizeGuide: { fromMs: endsAt - 300 * DAY_MS + shift(7, 40), returnRatioAfter: 0.15 },
    shopAction: seemingAction(seed, startsAt),
    flag: { claimedOfSolved: 0.97, claimedOfUnsolved: 0.46, missingRatio: 0.1 },
    preSale: { orderRatioAnswered: 0.46, orderRatioUnanswered: 0.11 },
  };
}

/** 1 in an average week; more before winter and in early summer. */
export function seasonOf(atMs: number): number {
  const yearRatio = ((atMs / DAY_MS) % 365.25) / 365.25;
  return 1 + 0.28 * Math.cos(2 * Math.PI * (yearRatio - 0.93)) + 0.12 * Math.cos(4 * Math.PI * (yearRatio - 0.45));
}
