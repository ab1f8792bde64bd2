import { z } from 'zod';

/** How urgent a case is, the most urgent first. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

const minutes = z.number().int().min(1).max(366 * 24 * 60);

/** By when the customer is answered, each time they write; by when they hear from us again where we named no moment; and by when it is solved. Units: minutes of opening hours; null: no limit. */
export const CaseTarget = z.object({ firstAnswerMinutes: minutes, keepInformedMinutes: minutes.nullable(), resolutionMinutes: minutes.nullable() });
export type CaseTarget = z.infer<typeof CaseTarget>;

/** A team that cases wait for. Null: of any office, language or kind of subject. `members`: who gets a case that opens by itself, whoever of them has the fewest; nobody: it waits in the queue. */
export const CaseQueue = z.object({ members: z.array(z.string().min(1).max(64)).max(200).default([]), key: z.string().regex(/^[a-z][a-z0-9-]{0,47}$/), name: z.string().trim().min(1).max(80), office: z.enum(['brand', 'service']).nullable(), language: z.string().regex(/^[a-z]{2,3}$/).nullable(), subject: z.string().regex(/^[a-z][a-z0-9-]{0,47}$/).nullable() });
export type CaseQueue = z.infer<typeof CaseQueue>;

/** What is read in a customer's words that opens a case: an alarm (danger, threat of law, leaving), a complaint with or without the word, bad feeling, a question or a wish; or anything that they write. */
export const OPENING_SIGNS = ['safety', 'legal', 'churn', 'complaint', 'negative', 'question', 'request', 'anything'] as const;
export type OpeningSign = (typeof OPENING_SIGNS)[number];

/** Ways by which a customer turns to the company, so that somebody waits for an answer. */
export const OPENING_CHANNELS = ['email', 'chat', 'bot', 'call', 'sms', 'letter', 'ticket', 'store', 'social', 'review', 'marketplace', 'survey'] as const;

/** What opens a case by itself: the first rule that fits what was read decides. `channels` empty: any. `surePercent`: how sure the reading must be. */
export const OpeningRule = z.object({ sign: z.enum(OPENING_SIGNS), channels: z.array(z.enum(OPENING_CHANNELS)).max(OPENING_CHANNELS.length), priority: z.enum(PRIORITIES), surePercent: z.number().int().min(0).max(99).default(70) });
export type OpeningRule = z.infer<typeof OpeningRule>;

/** Rules of cases. `opening`: what opens cases by itself. `valued`: keys of the value segments whose customers are one step more urgent then. `silenceDays`: so long after "solved" without a word of the customer a case closes as unconfirmed. `queues`: the first that fits is where a case waits. Units: days. */
export const CasePolicy = z.object({
  targets: z.record(z.enum(PRIORITIES), CaseTarget), silenceDays: z.number().int().min(1).max(366),
  queues: z.array(CaseQueue).min(1).max(100).refine((queues) => new Set(queues.map(({ key }) => key)).size === queues.length, 'name each queue once'),
  opening: z.array(OpeningRule).max(50).default([]), valued: z.array(z.string().min(1).max(48)).max(20).default([]),
});
export type CasePolicy = z.infer<typeof CasePolicy>;
