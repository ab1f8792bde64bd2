import { WEEK_MS, WEEKS } from './happening.ts';
import { createRandom, mix, ratioOf, scramble } from './random.ts';
import { ALIAS_WORDS, COUNTRY_WEIGHTS, FIRMS, LOCALES, MAIL_HOSTS, NICKNAMES } from './names.ts';
import type { Country } from './names.ts';
import type { Currency } from './catalogue.ts';
import type { World } from './world.ts';

/** How somebody writes. Ratios 0–1. */
export type Style = { readonly typos: number; readonly lower: boolean; readonly emoji: number; readonly shout: number; readonly wordy: number; readonly polite: number; readonly sloppy: number };

/** One person of the fictional firm's public, with everything its silos may know. `person` is the truth; no interaction carries it. */
export type Customer = {
  readonly index: number; readonly person: string; readonly country: Country; readonly language: string; readonly currency: Currency;
  readonly givenName: string; readonly familyName: string; readonly shortName: string; readonly birthDate: string;
  readonly email: string; readonly laterEmail: string; readonly emailChangesMs: number; readonly phone: string; readonly laterPhone: string; readonly phoneChangesMs: number;
  readonly user: string | null; readonly loyalty: string | null; readonly alias: string; readonly handle: string;
  readonly tablet: string | null; readonly household: string | null; readonly organisation: string | null; readonly officeMail: string | null; readonly recycledPhone: boolean;
  readonly street: string; readonly town: string; readonly postcode: string; readonly laterStreet: string; readonly movesMs: number;
  readonly style: Style; readonly sawCampaign: boolean; readonly joinsWeek: number; readonly leavesWeek: number; readonly leavesBecause: LeaveReason | null; readonly spark: number;
};

export const LEAVE_REASONS = ['late-deliveries', 'never-answered', 'price', 'product-fault', 'refund-took-weeks', 'moved-away', 'no-longer-hiking'] as const;
export type LeaveReason = (typeof LEAVE_REASONS)[number];

const SALT = { joins: 11, leaves: 12, reason: 13, pair: 14, firm: 15, rate: 16, recycle: 17, campaign: 18 } as const;
const BLOCK = 12;

/** Uses a number that `index - 1` gave up some months before. */
function hasRecycledPhone(seed: number, index: number): boolean {
  return index > 0 && ratioOf(seed, index, SALT.recycle) < 0.02 && !isPaired(seed, index) && !isPaired(seed, index - 1);
}
const PHONE_GIVEN_UP_WEEK = 70;
const PHONE_TAKEN_OVER_WEEK = 84;

/** Week in which somebody is first seen; 0: before the history begins. */
export function joinsWeek(seed: number, index: number): number {
  const ratio = ratioOf(seed, index, SALT.joins);
  const week = ratio < 0.42 ? 0 : 1 + Math.floor(((ratio - 0.42) / 0.58) * (WEEKS - 6));
  return week < PHONE_TAKEN_OVER_WEEK && hasRecycledPhone(seed, index) ? PHONE_TAKEN_OVER_WEEK : week;
}

/** Week after which somebody is gone; beyond the history: stays. */
export function leavesWeek(seed: number, index: number): number {
  const ratio = ratioOf(seed, index, SALT.leaves);
  return ratio < 0.17 ? Math.min(WEEKS - 3, joinsWeek(seed, index) + 14 + Math.floor((ratio / 0.17) * 130)) : WEEKS + 10;
}

/** How busy somebody is. Shape: 1 on average, long-tailed. */
export function busyness(seed: number, index: number): number {
  const ratio = ratioOf(seed, index, SALT.rate);
  return ratio < 0.6 ? 0.62 : ratio < 0.9 ? 1.22 : ratio < 0.98 ? 2.05 : 3.3;
}

function isPaired(seed: number, index: number): boolean {
  const place = index % BLOCK;
  return place < 8 && ratioOf(seed, index - (place % 2), SALT.pair) < 0.2;
}

function phoneNumberOf(index: number, dial: string): string {
  return `${dial}${String((index * 7_919 + 1_234) % 10_000_000).padStart(7, '0')}`;
}

const ascii = (text: string) => text.toLowerCase().replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss').normalize('NFD').replace(/[^a-z0-9]/g, '');

/** Builds one person out of nothing but the seed and their index. Cost: about 5 µs; keep it if needed often. */
export function createCustomer(world: World, index: number): Customer {
  const { seed, startsAt } = world;
  const random = createRandom(mix(mix(seed, 991), index));
  const paired = isPaired(seed, index);
  const block = Math.floor(index / BLOCK);
  const inFirm = index % BLOCK >= 9 && ratioOf(seed, block, SALT.firm) < 0.15;
  const home = createRandom(mix(mix(seed, 992), paired ? index - (index % 2) : index));
  const country = home.weighted(COUNTRY_WEIGHTS);
  const locale = LOCALES[country];
  const familyName = home.pick(locale.family);
  const [town, postcode] = home.pick(locale.towns);
  const street = `${home.pick(locale.streets)} ${home.between(1, 118)}`;
  const household = paired ? `h-${index - (index % 2)}` : null;
  const tablet = household !== null && home.chance(0.6) ? `tab-${scramble(mix(seed, index - (index % 2))).toString(36)}` : null;
  const sharesPhone = household !== null && home.chance(0.35);
  const givenName = random.pick(locale.given);
  const number = scramble(index + 1);
  const host = random.pick(MAIL_HOSTS);
  const local = random.weighted([[`${ascii(givenName)}.${ascii(familyName)}`, 5], [`${ascii(givenName)[0] ?? 'x'}${ascii(familyName)}`, 2], [`${ascii(familyName)}${ascii(givenName).slice(0, 2)}`, 1], [`${random.pick(ALIAS_WORDS)}${ascii(givenName)}`, 2]]);
  const email = `${local}${(index * 7 + seed) % 100_003}@${host}`;
  const firm = FIRMS[block % FIRMS.length] as string;
  const officeMail = inFirm ? `info@${firm}-${block}.example` : null;
  const recycledPhone = hasRecycledPhone(seed, index);
  const formerDial = recycledPhone ? LOCALES[createRandom(mix(mix(seed, 992), index - 1)).weighted(COUNTRY_WEIGHTS)].dial : locale.dial;
  const phone = phoneNumberOf(recycledPhone ? index - 1 : sharesPhone ? index - (index % 2) : index, formerDial);
  const givesUpPhone = hasRecycledPhone(seed, index + 1);
  const joins = joinsWeek(seed, index);
  const leaves = leavesWeek(seed, index);
  const laterMs = (ratio: number) => (random.chance(ratio) ? startsAt + random.between(40, WEEKS - 8) * WEEK_MS : Number.MAX_SAFE_INTEGER);
  const language = locale.language === 'sv' ? 'en' : random.chance(0.12) ? 'en' : locale.language;
  const alias = `${random.pick(ALIAS_WORDS)}${random.chance(0.5) ? '_' : ''}${random.pick(ALIAS_WORDS)}${(index * 6_151 + seed) % 99_991}`;
  const tail = ratioOf(seed, index, 31);
  return {
    index, person: `p-${index}`, country, language, currency: country === 'SE' ? 'SEK' : country === 'GB' ? 'GBP' : 'EUR',
    givenName, familyName, shortName: NICKNAMES[givenName] ?? givenName, birthDate: `${random.between(1948, 2004)}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`,
    email, laterEmail: `${ascii(givenName)}${ascii(familyName)}${(index * 13 + seed) % 100_003}@${random.pick(MAIL_HOSTS)}`, emailChangesMs: laterMs(0.07),
    phone, laterPhone: phoneNumberOf(index + 500_009, locale.dial), phoneChangesMs: givesUpPhone ? startsAt + PHONE_GIVEN_UP_WEEK * WEEK_MS : laterMs(0.05),
    user: random.chance(0.72) ? `u${number}` : null, loyalty: random.chance(0.46) ? `BH${String(number).padStart(10, '0')}` : null, alias, handle: `@${random.pick(ALIAS_WORDS)}.${ascii(givenName)}${(index * 4_801 + seed) % 99_991}`,
    tablet, household, organisation: inFirm ? `o-${block}` : null, officeMail, recycledPhone,
    street, town, postcode, laterStreet: `${random.pick(locale.streets)} ${random.between(1, 90)}`, movesMs: laterMs(0.1),
    style: { typos: tail < 0.3 ? 0.03 : tail < 0.42 ? 0.09 : 0.004, lower: random.chance(0.24), emoji: random.chance(0.3) ? 0.5 : 0.04, shout: random.chance(0.08) ? 0.6 : 0.03, wordy: random.next(), polite: random.next(), sloppy: random.chance(0.3) ? 0.7 : 0.1 },
    sawCampaign: ratioOf(seed, index, SALT.campaign) < world.campaign.seenRatio, joinsWeek: joins, leavesWeek: leaves,
    leavesBecause: leaves < WEEKS ? (LEAVE_REASONS[Math.floor(ratioOf(seed, index, SALT.reason) * LEAVE_REASONS.length)] ?? 'price') : null, spark: random.next(),
  };
}

export function emailAt(customer: Customer, atMs: number): string {
  return atMs < customer.emailChangesMs ? customer.email : customer.laterEmail;
}
export function phoneAt(customer: Customer, atMs: number): string {
  return atMs < customer.phoneChangesMs ? customer.phone : customer.laterPhone;
}
export function streetAt(customer: Customer, atMs: number): string {
  return atMs < customer.movesMs ? customer.street : customer.laterStreet;
}
