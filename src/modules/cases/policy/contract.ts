import { z } from 'zod';

/** How urgent a case is, the most urgent first. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

const minutes = z.number().int().min(1).max(366 * 24 * 60);

/** By when the customer is answered, each time they write; by when they hear from us again where we named no moment; and by when it is solved. Units: minutes of opening hours; null: no limit. */
export const CaseTarget = z.object({ firstAnswerMinutes: minutes, keepInformedMinutes: minutes.nullable(), resolutionMinutes: minutes.nullable() });
export type CaseTarget = z.infer<typeof CaseTarget>;

/** A team that cases wait for. Null: of any office, language or kind of subject. */
export const CaseQueue = z.object({ key: z.string().regex(/^[a-z][a-z0-9-]{0,47}$/), name: z.string().trim().min(1).max(80), office: z.enum(['brand', 'service']).nullable(), language: z.string().regex(/^[a-z]{2,3}$/).nullable(), subject: z.string().regex(/^[a-z][a-z0-9-]{0,47}$/).nullable() });
export type CaseQueue = z.infer<typeof CaseQueue>;

/** Rules of cases. `silenceDays`: so long after "solved" without a word of the customer a case closes as unconfirmed. `queues`: the first that fits is where a case waits. Units: days. */
export const CasePolicy = z.object({
  targets: z.record(z.enum(PRIORITIES), CaseTarget), silenceDays: z.number().int().min(1).max(366),
  queues: z.array(CaseQueue).min(1).max(100).refine((queues) => new Set(queues.map(({ key }) => key)).size === queues.length, 'name each queue once'),
});
export type CasePolicy = z.infer<typeof CasePolicy>;
