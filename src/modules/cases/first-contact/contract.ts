import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** A share of issues with its 95 % interval. */
const Share = z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable();

/** What an issue's first contact came to, by one way of telling. `issues`: of how many it is told; `share` null below ten customers. */
export const Told = z.object({ issues: z.number(), customers: z.number(), share: Share });
export type Told = z.infer<typeof Told>;

/**
 * First-contact resolution three ways. `flag`: those who served, or their help desk, say solved at the first contact. `word`: the customer says so. `repeat`: nobody came again within the window of what they spoke of; those of which it can't be told yet count for as long as they are known.
 */
export const ThreeWays = z.object({ flag: Told, word: Told, repeat: Told });

/** Of issues that one way calls solved, the share that another does not. */
export const Disagreement = z.object({ says: z.enum(['flag', 'word', 'repeat']), against: z.enum(['flag', 'word', 'repeat']), issues: z.number(), share: Share });

export const FirstContactFigures = z.object({
  from: z.string(), until: z.string(), issues: z.number(), /** False where only the latest issues were looked at. */ isAll: z.boolean(), all: ThreeWays,
  /** By the channel of the first contact, the most frequent first. */ channels: z.array(ThreeWays.extend({ channel: z.string(), issues: z.number() })), disagree: z.array(Disagreement),
});
export type FirstContactFigures = z.infer<typeof FirstContactFigures>;

export const firstContactRoutes = defineRoutes({
  firstContact: { method: 'GET', path: '/api/issues/first-contact', summary: 'First-contact resolution three ways side by side (what staff say, what customers say, nobody came again), with intervals, by channel, and how often they disagree', gate: 'see-cases', query: z.object({ days: z.coerce.number().int().min(1).max(730).default(90) }), response: FirstContactFigures },
});
