import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { AsOf } from '../as-of/contract.ts';
import { OFFICES } from '../../interactions/contract.ts';

/** By what answers can be weighed, as the customers module tells customers apart. */
export const WEIGH_TRAITS = ['segment', 'country', 'region', 'language', 'channel', 'brand', 'persona', 'stage'] as const;
export type WeighTrait = (typeof WEIGH_TRAITS)[number];

/** Whom answers are to look like: all customers, or those who were invited to the surveys of the score in these months. */
export const WEIGHED_AMONG = ['customers', 'invited'] as const;

/** Why a trait is not offered: it is known of fewer than half of the people, or all of them are alike in it. */
export const NOT_OFFERED = ['known-of-few', 'all-alike'] as const;

/** Why answers are not weighed: customers are being counted, nothing is known to weigh by, fewer than thirty people answered, nobody was invited as far as is known, a group of more than one in twenty is silent, or weights do not settle. */
export const NOT_WEIGHED = ['counting', 'no-trait', 'too-few-people', 'none-invited', 'group-silent', 'no-settling'] as const;
export type NotWeighed = (typeof NOT_WEIGHED)[number];

const figure = z.object({ value: z.number(), low: z.number(), high: z.number() });

export const WeighQuery = z.object({
  score: z.string().max(700), source: z.string().max(100).optional(), channel: z.string().max(100).optional(), brand: z.string().max(100).optional(), office: z.enum(OFFICES).optional(), months: z.coerce.number().int().min(1).max(36).default(12), until: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as "2026-03"').optional(),
  /** Traits with commas between; the first that is offered where nothing is said. */
  by: z.string().max(200).transform((written) => [...new Set(written.split(',').map((one) => one.trim()))]).pipe(z.array(z.enum(WEIGH_TRAITS)).min(1).max(4)).optional(),
  among: z.enum(WEIGHED_AMONG).default('customers'), asOf: AsOf,
});
export type WeighQuery = z.infer<typeof WeighQuery>;

/** One group of a trait. Units: ratios 0 to 1: of the people whom answers are to look like, of the answers plainly, and of the weighed answers (null where nothing is weighed). */
export const WeighedGroup = z.object({ trait: z.enum(WEIGH_TRAITS), name: z.string(), people: z.number(), ratio: z.number(), answers: z.number(), answeredRatio: z.number(), weighedRatio: z.number().nullable() });
export type WeighedGroup = z.infer<typeof WeighedGroup>;

/** A score as it would be if those who answered were made up as the customers are, beside the plain one. */
export const Weighed = z.object({
  score: z.string(), name: z.string(), version: z.number(), unit: z.enum(['points', 'percent', 'scale']), zone: z.string(), from: z.string(), until: z.string(), among: z.enum(WEIGHED_AMONG),
  /** As of when the customers were counted; null: not yet. */ asOf: z.string().nullable(), isCounting: z.boolean(), /** Whom the answers are to look like. */ population: z.number(),
  offered: z.array(z.object({ trait: z.enum(WEIGH_TRAITS), groups: z.number(), knownRatio: z.number() })), notOffered: z.array(z.object({ trait: z.enum(WEIGH_TRAITS), reason: z.enum(NOT_OFFERED) })), by: z.array(z.enum(WEIGH_TRAITS)),
  /** Why there is no weighed figure, null where there is one; and who is silent, where that is why. */ reason: z.enum(NOT_WEIGHED).nullable(),
  plain: z.object({ estimate: figure.nullable(), answers: z.number(), people: z.number(), effectiveAnswers: z.number().nullable() }),
  weighed: z.object({ estimate: figure, effectiveAnswers: z.number(), /** Answers whose weight was kept within 0.3 to 3. */ trimmed: z.number(), lightest: z.number(), heaviest: z.number() }).nullable(),
  groups: z.array(WeighedGroup), /** Groups of whom nobody answered. */ silent: z.array(z.object({ trait: z.enum(WEIGH_TRAITS), name: z.string(), people: z.number(), ratio: z.number() })),
  /** Answers of nobody known, or of who is no customer: they count once. */ unplaced: z.number(),
});
export type Weighed = z.infer<typeof Weighed>;

export const weighingRoutes = defineRoutes({
  weighScore: { method: 'GET', path: '/api/voice/scores/weighed', summary: 'A score weighed by known traits until those who answered look like all customers, or all invited, beside the plain one: interval, effective number, the make-up used, weights kept in bounds, and who is silent; or why it is not possible', gate: 'see-customers', query: WeighQuery, response: Weighed },
});
