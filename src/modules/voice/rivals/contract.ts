import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as "2026-03"');
const interval = z.object({ value: z.number(), low: z.number(), high: z.number() });
const certainty = z.enum(['none', 'too-few', 'indicative', 'shown']);
const named = z.string().transform((name) => name.normalize('NFC').trim().replace(/\s+/gu, ' '));

/** Stars of public sites, as they are compared: other scales are never put beside them. */
export const STARS = { from: 1, to: 5 } as const;
/** Two summaries are of one time when so many days or fewer lie between them. Units: days. */
export const SAME_TIME_DAYS = 31;
/** Most lines of one file of summaries. */
export const SUMMARIES_MOST = 2_000;

/** Which months; up to and with `until`, which is the month of the latest public rating unless it is said. `site` alone where it is said. */
export const RivalsQuery = z.object({ months: z.coerce.number().int().min(1).max(36).default(12), until: month.optional(), site: z.string().min(1).max(100).optional() });
export type RivalsQuery = z.infer<typeof RivalsQuery>;

/** A difference to our own ratings of the same site and time: theirs less ours, in stars. `isReal`: told apart from chance, among all that are shown at once. */
export const RivalDifference = interval.extend({ isReal: z.boolean() });
export type RivalDifference = z.infer<typeof RivalDifference>;

/** One thing of which people write at a site. Units: per cent of the texts read there; null below ten people. `texts`: all that speak of it. */
export const RivalAspect = z.object({ label: z.string(), texts: z.number(), praised: interval.nullable(), complained: interval.nullable() });
export type RivalAspect = z.infer<typeof RivalAspect>;

/** What was read in the words of ratings. `texts`: in languages that are read. `otherReaders`: texts that were read by an earlier version of the reader. Feelings: per cent of texts. */
export const RivalSaid = z.object({ texts: z.number(), people: z.number(), certainty, positive: interval.nullable(), negative: interval.nullable(), /** Spoken of by most first. */ aspects: z.array(RivalAspect), otherReaders: z.number() });
export type RivalSaid = z.infer<typeof RivalSaid>;

/** Ratings of one at one site, one by one. `rival` null: ours. Units: `mean` in stars, shares in per cent; null below ten people. `people`: of a rival each rating counts as one. */
export const RivalRatings = z.object({
  rival: z.string().nullable(), /** On the list of rivals. */ isListed: z.boolean(), ratings: z.number(), people: z.number(), certainty, words: z.string().nullable(), mean: interval.nullable(), /** Four and five stars. */ high: interval.nullable(), /** One and two stars. */ low: interval.nullable(),
  difference: RivalDifference.nullable(), months: z.array(z.object({ month: z.string(), ratings: z.number(), people: z.number(), mean: interval.nullable(), isRunning: z.boolean() })), said: RivalSaid.nullable(),
});
export type RivalRatings = z.infer<typeof RivalRatings>;

/** What a page said on a day. `mean`: as the page wrote it. `estimate`: null below ten ratings. `isWidest`: the page does not tell how they fall; the interval is the widest that ratings with this mean can have. `stars`: how many of one to five. */
export const RivalSummary = z.object({
  number: z.number(), rival: z.string().nullable(), isListed: z.boolean(), site: z.string(), on: z.string(), mean: z.string(), ratings: z.number(), stars: z.array(z.number()).nullable(), address: z.string(), enteredBy: z.string().nullable(), enteredAt: z.string(),
  certainty, estimate: interval.nullable(), isWidest: z.boolean(), high: interval.nullable(), low: interval.nullable(), /** To our own summary of the same site, at most 31 days apart. */ difference: RivalDifference.nullable(),
});
export type RivalSummary = z.infer<typeof RivalSummary>;

/** A public site. `ratings`: ours first, then rivals. `summaries`: the latest first. */
export const RivalSite = z.object({ site: z.string(), ratings: z.array(RivalRatings), summaries: z.array(RivalSummary) });
export type RivalSite = z.infer<typeof RivalSite>;

/** Us and rivals on public ratings, by site. `leftOut`: ratings in no figure, because they are not in one to five stars. `sites`: all that are known, for the form. */
export const Rivals = z.object({ zone: z.string(), from: z.string(), until: z.string(), version: z.number(), shown: z.array(RivalSite), leftOut: z.object({ ours: z.number(), rivals: z.number() }), sites: z.array(z.string()), rivals: z.array(z.string()) });
export type Rivals = z.infer<typeof Rivals>;

/** What a public page says. `rival` empty: of ourselves. `mean` as it is written there: its digits tell how far it was rounded. `stars`: how many of one, two … five, where the page tells. `address`: where it was read. */
export const SummaryBody = z.object({
  rival: named.pipe(z.string().max(200)).default(''), site: named.pipe(z.string().min(1, 'Say at which site it was read.').max(100)), on: z.iso.date(),
  mean: z.union([z.string(), z.number()]).transform((mean) => String(mean).trim().replace(',', '.')).pipe(z.string().regex(/^[1-5](?:\.\d{1,4})?$/, 'A mean from 1 to 5, such as 4.2')).refine((mean) => Number(mean) <= STARS.to, 'A mean from 1 to 5, such as 4.2'),
  ratings: z.coerce.number().int().min(1, 'At least one rating').max(1_000_000_000), stars: z.array(z.coerce.number().int().min(0).max(1_000_000_000)).length(5).optional(), address: z.string().trim().max(500).regex(/^(?:https?:\/\/\S+)?$/, 'An address begins with https://').default(''),
}).refine(({ ratings, stars }) => stars === undefined || stars.reduce((sum, one) => sum + one, 0) === ratings, 'The ratings of one to five stars must add up to all ratings.')
  .refine(({ mean, stars }) => stars === undefined || Math.abs(stars.reduce((sum, one, at) => sum + one * (at + 1), 0) / Math.max(1, stars.reduce((sum, one) => sum + one, 0)) - Number(mean)) <= 0.1, 'The mean is another than that of the ratings by stars: this site weighs them. Leave the ratings by stars out.');
export type SummaryBody = z.infer<typeof SummaryBody>;

export const rivalRoutes = defineRoutes({
  rivalRatings: { method: 'GET', path: '/api/voice/rivals/ratings', summary: 'Us and rivals on public ratings, side by side by site: mean stars, shares of 4–5 and 1–2, by month, what people praise and complain of, and summaries of public pages; each with how many and interval, compared only with our own of the same site and time', gate: 'see-customers', query: RivalsQuery, response: Rivals },
  rivalFile: { method: 'GET', path: '/api/voice/rivals/ratings.csv', summary: 'The same as a file: a line for each site and company, as a whole and by month, and one for each summary', gate: 'see-customers', query: RivalsQuery, response: z.string(), raw: 'response', audit: 'rivals.exported' },
  enterSummary: { method: 'POST', path: '/api/voice/rivals/summaries', summary: 'Enter what a public page says: a mean of so many ratings, of a rival or (without one) of ourselves, at a site on a day; the same site and day again replaces it', gate: 'name-rivals', body: SummaryBody, response: z.object({ number: z.number() }), audit: 'rival-summary.entered' },
  enterSummaries: { method: 'POST', path: '/api/voice/rivals/summaries/file', summary: 'Enter many at once as comma-separated lines with a head: site, on, mean, ratings, and where known rival, 1, 2, 3, 4, 5 (how many of so many stars), address; nothing is entered when a line is wrong', gate: 'name-rivals', body: z.object({ csv: z.string().max(1_000_000) }), response: z.object({ entered: z.number() }), audit: 'rival-summary.entered' },
  removeSummary: { method: 'DELETE', path: '/api/voice/rivals/summaries/:number', summary: 'Take a summary out; who took it out stays known', gate: 'name-rivals', params: z.object({ number: z.coerce.number().int().min(1).max(2_147_483_647) }), response: z.object({ removed: z.boolean() }), audit: 'rival-summary.removed' },
});
