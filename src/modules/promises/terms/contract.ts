import { z } from 'zod';
import { GROUP_KINDS } from '../../customers/contract.ts';

const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'expected the key of a group such as "high-value"');
const word = z.string().trim().min(1).max(80);
const day = z.iso.date();
const days = z.number().int().min(1).max(366);
const minutes = z.number().int().min(1).max(60 * 24 * 366);

/** What is promised. `to`: what must be answered; `word`: which kind of word must be kept; `withinMinutes` of `explain-once`: how soon after another talk a second one counts as a hand-over that no source told of; `withinDays` of clauses over issues: how long after it began, or was settled, a promise holds. */
export const Clause = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('response-deadline'), to: z.enum(['message', 'question', 'complaint']), withinMinutes: minutes }),
  z.strictObject({ type: z.literal('kept-word'), word: z.enum(['any', 'reply', 'refund']) }),
  z.strictObject({ type: z.literal('outcome-as-ordered'), outcome: z.discriminatedUnion('is', [z.strictObject({ is: z.literal('deliver-by'), graceHours: z.number().int().min(0).max(24 * 60) }), z.strictObject({ is: z.literal('refund-by'), withinDays: z.number().int().min(1).max(366) })]) }),
  z.strictObject({ type: z.literal('explain-once'), withinMinutes: z.number().int().min(1).max(24 * 60) }),
  z.strictObject({ type: z.literal('ask-once'), withinDays: days }),
  z.strictObject({ type: z.literal('no-repeat'), withinDays: days }),
  z.strictObject({ type: z.literal('one-person'), mostPeople: z.number().int().min(1).max(20), withinDays: days }),
  z.strictObject({ type: z.literal('followed-through') }),
  z.strictObject({ type: z.literal('told-before'), withinHours: z.number().int().min(1).max(24 * 60) }),
  z.strictObject({ type: z.literal('final-answer'), to: z.enum(['message', 'complaint']), withinDays: days }),
  z.strictObject({ type: z.literal('remedy-given') }),
]);
export type Clause = z.infer<typeof Clause>;
export const CLAUSE_TYPES = ['response-deadline', 'kept-word', 'outcome-as-ordered', 'explain-once', 'ask-once', 'no-repeat', 'one-person', 'followed-through', 'told-before', 'final-answer', 'remedy-given'] as const;

/** Clauses over whole issues, which people may part or join by hand. */
export const CLAUSES_OVER_ISSUES: ReadonlySet<Clause['type']> = new Set(['ask-once', 'no-repeat', 'one-person', 'followed-through', 'final-answer']);

/** Whom it is promised to: everybody, or customers who are in a group as customers are today. */
export const Audience = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('everyone') }), z.strictObject({ kind: z.literal('group'), of: z.enum(GROUP_KINDS), key })]);
export type Audience = z.infer<typeof Audience>;

const Window = z.strictObject({ from: z.string().max(5), to: z.string().max(5) });
/** By which clock time runs: the one on the wall, or opening hours (kernel/opening-hours.ts). */
export const Clock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('wall') }),
  z.strictObject({ kind: z.literal('hours'), hours: z.strictObject({ zone: z.string().max(60), week: z.array(z.array(Window).max(6)).length(7), days: z.array(z.strictObject({ on: z.string().max(10), name: z.string().max(80).optional(), windows: z.array(Window).max(6) })).max(400) }) }),
]);
export type Clock = z.infer<typeof Clock>;

/** What is not promised: brands, channels, and days on which nothing begins (a strike, a storm). Days are those of the company's zone, `until` included. */
export const Exclusions = z.strictObject({ brands: z.array(word).max(100), channels: z.array(word).max(50), days: z.array(z.strictObject({ from: day, until: day, why: z.string().trim().max(120) })).max(100) });
export type Exclusions = z.infer<typeof Exclusions>;

/** What a customer gets when it is broken. `withinDays`: by when, after it broke; 14 where nobody says. Units: minor units of `currency` as decimal text. */
export const Remedy = z.strictObject({ text: z.string().trim().min(1).max(300), valueMinor: z.string().regex(/^\d{1,15}$/), currency: z.string().regex(/^[A-Z]{3}$/), withinDays: days.optional() });
export type Remedy = z.infer<typeof Remedy>;

/** A promise as it is written down. `published`: the sentence that customers read. `channels` empty: all. `audience` null: not chosen yet, which a draft may be. `owners`: ids of people who answer for it in both offices. */
export const Terms = z.strictObject({
  name: z.string().trim().min(1).max(120), published: z.string().trim().max(600), clause: Clause, audience: Audience.nullable(), channels: z.array(word).max(50), clock: Clock, exclusions: Exclusions, remedy: Remedy.nullable(),
  owners: z.strictObject({ brand: z.string().max(64).nullable(), service: z.string().max(64).nullable() }),
});
export type Terms = z.infer<typeof Terms>;
