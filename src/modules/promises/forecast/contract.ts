import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';

/** How likely something that runs breaks: the share of what had come as far and then broke, with its 95 % interval. `of`: how many had come so far, of `people`. Null where too little is known to say: undecided. Units: per cent. */
export const BreakChance = z.object({ percent: z.number(), lowPercent: z.number(), highPercent: z.number(), of: z.number(), people: z.number() }).nullable();
export type BreakChance = z.infer<typeof BreakChance>;

/** A promise at work that is due soon. */
export const RunningPromise = z.object({ customer: z.string().nullable(), name: personal('name').nullable(), interaction: z.string(), channel: z.string(), startedAt: z.string(), dueAt: z.string(), chance: BreakChance });
export type RunningPromise = z.infer<typeof RunningPromise>;

/** A part of what was foretold: how likely it was said to break on average, and how often it broke. Units: ratio 0–1. */
export const ForecastBin = z.object({ said: z.number(), broke: z.number(), n: z.number() });

/**
 * How well chances were foretold, on the later part of the history, from which nothing was learnt: `saidBroken` against `broken` of `n`. `brier`: mean squared distance of what was said from what came (0 the best); `brierOfRate`: of saying the same rate always.
 * Null where too little is known.
 */
export const ForecastCheck = z.object({ n: z.number(), people: z.number(), saidBroken: z.number(), broken: z.number(), brier: z.number(), brierOfRate: z.number(), bins: z.array(ForecastBin) }).nullable();
export type ForecastCheck = z.infer<typeof ForecastCheck>;

/** What of a promise is about to break. `expected`: of those due within `withinHours` and decided, so many are expected to break; `undecided`: of so many nothing can be said. `from`, `until`: days of the history that the chances stand on. */
export const Forecast = z.object({ withinHours: z.number(), due: z.number(), expected: z.number(), undecided: z.number(), from: z.string(), until: z.string(), madeAt: z.string(), running: z.array(RunningPromise), check: ForecastCheck });
export type Forecast = z.infer<typeof Forecast>;
