import { z } from 'zod';
import { personal } from '../../kernel/personal-data.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { GROUP_KINDS } from '../customers/contract.ts';
import { OFFICES } from '../interactions/contract.ts';
import { AsOf } from './as-of/contract.ts';
import { FileFormats } from './figures/contract.ts';

export * from './figures/contract.ts';
export * from './meaning/contract.ts';
export * from './names/contract.ts';
export * from './readings/contract.ts';
export * from './rivals/contract.ts';
export * from './recognition/contract.ts';
export * from './said/contract.ts';
export * from './searches/contract.ts';
export * from './teaching/contract.ts';
export * from './told/contract.ts';
export * from './topic-tree/contract.ts';
export * from './verbatims/contract.ts';
export * from './worded/contract.ts';
export * from './predicted/contract.ts';
export * from './weighing/contract.ts';

/** How far the number of people behind a figure carries: nobody, fewer than 10 (words only), fewer than 30, enough. */
export const CERTAINTIES = ['none', 'too-few', 'indicative', 'shown'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Why an answer is left out of a score: no number, an answer that its scale does not have, a mean where answers are counted, said by the company itself. */
export const EXCLUSIONS = ['no-number', 'outside-scale', 'between-answers', 'not-a-customer'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** Why a question or fact is no driver of a score: everybody answered the same, nearly everybody did, too few answered it beside the others, it is another question over again, there are more questions than are looked at, it is a score of the whole as well; of a fact: fewer than ten people of whom it is known, fewer than ten who wrote about it. */
export const DRIVER_EXCLUSIONS = ['all-the-same', 'nearly-all-the-same', 'seldom-answered', 'repeats-another', 'beyond-most', 'about-the-whole', 'too-few-known', 'too-few-wrote'] as const;
export type DriverExclusion = (typeof DRIVER_EXCLUSIONS)[number];

/** What a driver is: a question answered in the same breath, or a fact about the order, contacts, the channel, what was written about. */
export const DRIVER_KINDS = ['question', 'order', 'contact', 'channel', 'topic'] as const;
export type DriverKind = (typeof DRIVER_KINDS)[number];

/** Among what drivers are looked for: questions answered in the same breath; these and facts and topics; facts and topics of answers whose order is known. */
export const DRIVERS_AMONG = ['questions', 'all', 'orders'] as const;
export type DriversAmong = (typeof DRIVERS_AMONG)[number];

/** Why there are no drivers of a score: nothing else was asked (that could be one), fewer than thirty people answered all, fewer than ten for each question, the score is always or nearly always the same, or it goes with nothing at all. */
export const NO_DRIVERS_REASONS = ['no-questions', 'too-few-people', 'too-few-for-questions', 'score-all-the-same', 'score-nearly-all-the-same', 'nothing-explained'] as const;
export type NoDriversReason = (typeof NO_DRIVERS_REASONS)[number];

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as "2026-03"');

/** A figure with its 95 % interval. Units: those of its score (`unit`). */
export const Interval = z.object({ value: z.number(), low: z.number(), high: z.number() });
export type Interval = z.infer<typeof Interval>;

/** One month of a score. `estimate` null below ten people; `limits`: within which chance keeps it, null where the month is not judged. */
export const ScoreMonth = z.object({ month: z.string(), answers: z.number(), people: z.number(), certainty: z.enum(CERTAINTIES), estimate: Interval.nullable(), limits: z.object({ low: z.number(), high: z.number() }).nullable(), isRunning: z.boolean() });
export type ScoreMonth = z.infer<typeof ScoreMonth>;

/** A month that is further from the rest than chance puts it (`point`), or the last of `months` on one side (`run`). */
export const ScoreAlarm = z.object({ month: z.string(), kind: z.enum(['point', 'run']), direction: z.enum(['up', 'down']), months: z.number() });
export type ScoreAlarm = z.infer<typeof ScoreAlarm>;

/** By what the answers of a score are divided to find the lowest part. */
export const LOWEST_BY = ['channel', 'brand', 'office'] as const;

/** One score of the chosen answers. `people`: customers, and each answer of somebody unknown as one. Every figure is null below ten people. */
export const Score = z.object({
  key: z.string(), name: z.string(), version: z.number(), meaning: z.string(), /** `points` −100 … 100, `percent` 0 … 100, `scale` from … to. */ unit: z.enum(['points', 'percent', 'scale']), from: z.number(), to: z.number(),
  certainty: z.enum(CERTAINTIES), /** What is said instead of, or beside, a figure. */ words: z.string().nullable(), estimate: Interval.nullable(), answers: z.number(), people: z.number(), unknownPeople: z.number(), effectiveAnswers: z.number().nullable(),
  /** Against the same number of months before. `isReal`: told apart from chance, among all changes shown at once. */
  change: z.object({ from: z.string(), until: z.string(), people: z.number(), difference: z.number(), low: z.number(), high: z.number(), isReal: z.boolean() }).nullable(),
  months: z.array(ScoreMonth), centre: z.number().nullable(), runLength: z.number().nullable(), alarms: z.array(ScoreAlarm),
  consistency: z.object({ deviation: z.number(), tenth: z.number(), lowest: z.object({ by: z.enum(LOWEST_BY), name: z.string(), people: z.number(), estimate: Interval, isLower: z.boolean() }).nullable() }).nullable(),
  /** Null: not known. `answered`: people who answered. */
  asked: z.object({ invited: z.number().nullable(), reached: z.number().nullable(), answered: z.number() }),
  /** How often each answer was given, turned so that more is better. */
  distribution: z.array(z.object({ value: z.number(), answers: z.number() })),
  excluded: z.array(z.object({ reason: z.enum(EXCLUSIONS), answers: z.number() })), turned: z.number(),
  /** As it was asked, where ten people or more were asked so. */
  wordings: z.array(z.object({ text: z.string(), answers: z.number() })), otherWordings: z.number(),
  /** Single questions were answered in the same breath: there may be drivers. */
  hasOthers: z.boolean(),
});
export type Score = z.infer<typeof Score>;

/** Which answers are counted. `months` up to and with `until`, which is the month of the latest answer unless it is said. */
export const ScoresQuery = z.object({
  /** Answers by channels of one office alone. */ office: z.enum(OFFICES).optional(),
  score: z.string().max(700).optional(), source: z.string().max(100).optional(), channel: z.string().max(100).optional(), brand: z.string().max(100).optional(),
  months: z.coerce.number().int().min(1).max(36).default(12), until: month.optional(), asOf: AsOf,
});
export type ScoresQuery = z.infer<typeof ScoresQuery>;

export const Scores = z.object({
  /** Null: now. */ asOf: z.string().nullable(), zone: z.string(), from: z.string(), until: z.string(), choices: z.object({ sources: z.array(z.string()), channels: z.array(z.string()), brands: z.array(z.string()) }),
  scores: z.array(Score), /** Single questions that fewer than ten people answered, and scores beyond the most that are shown. */ notShown: z.number(),
});
export type Scores = z.infer<typeof Scores>;

/** Whose drivers, of which answers. `among` questions, unless it is said. */
export const DriversQuery = ScoresQuery.extend({ score: z.string().max(700), among: z.enum(DRIVERS_AMONG).optional() });
export type DriversQuery = z.infer<typeof DriversQuery>;

/** One question or fact with which a score goes. Ratios: 0 to 1. */
export const Driver = z.object({
  key: z.string(), name: z.string(), kind: z.enum(DRIVER_KINDS), answers: z.number(),
  /** Of what all drivers together explain. */ share: Interval, /** The same by the other method; null with more than twelve drivers. */ shareBySets: z.number().nullable(),
  /** Its correlation with the score by itself. `isReal`: told from none. */ correlation: Interval, isReal: z.boolean(),
  /** Keys of drivers whose share cannot be told from this one's, and where it may stand, therefore. */ alike: z.array(z.string()), places: z.object({ from: z.number(), to: z.number() }),
});
export type Driver = z.infer<typeof Driver>;

/** What a score goes with, among the single questions that were answered in the same breath, facts about orders, contacts, channels and topics. Correlation, not cause. */
export const Drivers = z.object({
  score: z.string(), name: z.string(), zone: z.string(), from: z.string(), until: z.string(), version: z.number(), among: z.enum(DRIVERS_AMONG),
  /** Of how many of the interactions (`of`, drawn by lot where there are very many) the order is known, and how many name it themselves; null where it was not looked for. */ orders: z.object({ of: z.number(), known: z.number(), naming: z.number() }).nullable(),
  /** Why there are none; null where there are. */ reason: z.enum(NO_DRIVERS_REASONS).nullable(), drivers: z.array(Driver),
  /** Share of the differences in the score that goes with them (adjusted R², R²). */ explained: Interval.nullable(), explainedPlainly: z.number().nullable(),
  /** Interactions with the score and, among questions alone, any other answer: all of them, and those that were looked at, by lot where there are very many. */ interactions: z.number(), lookedAt: z.number(),
  /** Those of them that answered every driver. */ complete: z.object({ answers: z.number(), people: z.number() }), peopleWanted: z.number(),
  leftOut: z.array(z.object({ name: z.string(), kind: z.enum(DRIVER_KINDS), reason: z.enum(DRIVER_EXCLUSIONS), answers: z.number(), sameAs: z.string().nullable() })), /** Questions that fewer than ten people answered, which may name who was asked. */ unnamed: z.number(),
  /** The largest move of a share when answers with gaps are counted too. Null: not known. */ movedByGaps: z.number().nullable(), isMixed: z.boolean(), rounds: z.number(),
});
export type Drivers = z.infer<typeof Drivers>;

/** Which answers of a score: those that count, or those left out for a reason (`excluded`); of one month, and of one answer (`value`, turned so that more is better) where that is said. */
export const AnswersOfScore = ScoresQuery.extend({ score: z.string().max(700), month: month.optional(), value: z.coerce.number().optional(), excluded: z.enum(EXCLUSIONS).optional() });
export type AnswersOfScore = z.infer<typeof AnswersOfScore>;
/** The same as a file. */
export const AnswerFileQuery = AnswersOfScore.extend({ format: FileFormats });
export type AnswerFileQuery = z.infer<typeof AnswerFileQuery>;

export const ScoreAnswersQuery = AnswersOfScore.extend({ before: z.string().regex(/^-?\d{1,16}\.\d{1,16}$/, 'take it from `next` of the page before').optional(), limit: z.coerce.number().int().min(1).max(100).default(20) });
export type ScoreAnswersQuery = z.infer<typeof ScoreAnswersQuery>;

/** One answer with who gave it. `customer` null: nobody known. `value`: as it was given; null where it is no number. `worth`: what it counts in its score, null where it is left out. */
export const ScoreAnswer = z.object({
  interaction: z.string(), customer: z.string().nullable(), name: personal('name').nullable(), occurredAt: z.string(), channel: z.string(), source: z.string(), brand: z.string(), question: personal('text'),
  value: z.number().nullable(), isTurned: z.boolean(), worth: z.number().nullable(), excluded: z.enum(EXCLUSIONS).nullable(),
});
export type ScoreAnswer = z.infer<typeof ScoreAnswer>;

/** A page of the answers behind a figure, newest first; all answers of an interaction stand on one page, so that it may hold more than `limit`. `total` only with the first page. */
export const ScoreAnswers = z.object({ score: z.string(), name: z.string(), version: z.number(), zone: z.string(), from: z.string(), until: z.string(), answers: z.array(ScoreAnswer), next: z.string().nullable(), total: z.object({ answers: z.number(), people: z.number() }).nullable() });
export type ScoreAnswers = z.infer<typeof ScoreAnswers>;

/** By what answers are set against each other: by where they came from, by months, or by what those customers are who gave them. */
export const COMPARED_BY = ['channel', 'source', 'brand', 'period', ...GROUP_KINDS] as const;
export type ComparedBy = (typeof COMPARED_BY)[number];

/** Two groups of a score's answers. `first` and `second`: names of channels, sources or brands; for periods months such as `2026-01..2026-03`; keys of lifecycle stages, personas, value segments or saved segments, in which customers are today. `second` empty: all others. What they are compared by is not filtered by as well. */
export const CompareQuery = ScoresQuery.extend({ score: z.string().max(700), by: z.enum(COMPARED_BY), first: z.string().max(100), second: z.string().max(100).default('') });
export type CompareQuery = z.infer<typeof CompareQuery>;

/** One of two groups. `estimate` null below ten people. */
export const ComparedGroup = z.object({ name: z.string(), answers: z.number(), people: z.number(), certainty: z.enum(CERTAINTIES), estimate: Interval.nullable() });
export type ComparedGroup = z.infer<typeof ComparedGroup>;

/** Two groups side by side. `difference`: first less second, in the units of the score, null where one has fewer than ten people; `isReal`: told apart from chance, else undecided. */
export const Comparison = z.object({
  score: z.string(), name: z.string(), version: z.number(), unit: z.enum(['points', 'percent', 'scale']), by: z.enum(COMPARED_BY), zone: z.string(), from: z.string(), until: z.string(),
  first: ComparedGroup, second: ComparedGroup, difference: Interval.extend({ isReal: z.boolean() }).nullable(), /** Customers who answered in both. */ inBoth: z.number(),
  /** When customers were put into the groups, which are those of today, not of the day of an answer; null where they are not compared by groups of customers. */ groupedAt: z.string().nullable(),
  /** Answers in neither because nobody knows whose they are, or because who gave them was no customer when groups were counted. */ ungrouped: z.number(),
});
export type Comparison = z.infer<typeof Comparison>;

/** Who of the invited answered a score. */
export const SilentQuery = ScoresQuery.extend({ score: z.string().max(700) });
export type SilentQuery = z.infer<typeof SilentQuery>;

/** People invited in one way. `rate`: per cent of them who answered; `difference`: to all other invited. Both null below ten invited, there or elsewhere. */
export const SilentGroup = z.object({ by: z.enum(['channel', 'source', 'brand']), name: z.string(), invited: z.number(), answered: z.number(), rate: Interval.nullable(), difference: Interval.extend({ isReal: z.boolean() }).nullable() });
export type SilentGroup = z.infer<typeof SilentGroup>;

/** Who keeps silent. `isKnown` false: no invitations to the surveys of this score are known in the period. `unknownPeople`: invitations of nobody known, in no figure. */
export const Silent = z.object({ score: z.string(), name: z.string(), zone: z.string(), from: z.string(), until: z.string(), isKnown: z.boolean(), invited: z.number(), answered: z.number(), unknownPeople: z.number(), rate: Interval.nullable(), groups: z.array(SilentGroup) });
export type Silent = z.infer<typeof Silent>;

export const routes = defineRoutes({
  scores: { method: 'GET', path: '/api/voice/scores', summary: 'NPS, CSAT, CES, stars, thumbs and every other score: value, interval, number of people, months with alarms, spread, and what was left out', gate: 'see-customers', query: ScoresQuery, response: Scores },
  drivers: { method: 'GET', path: '/api/voice/drivers', summary: 'What a score goes with: single questions answered in the same breath and, with `among=all`, facts about orders, contacts, channels and topics, each with its share, interval and place, and what was left out; `among=orders`: of answers whose order is known', gate: 'see-customers', query: DriversQuery, response: Drivers },
  scoreAnswers: { method: 'GET', path: '/api/voice/scores/answers', summary: 'The answers behind a score, a month of it, or one of its answers, newest first, with who gave them; masked by role', gate: 'see-customers', query: ScoreAnswersQuery, response: ScoreAnswers, audit: 'scores.opened' },
  scoreRows: { method: 'GET', path: '/api/voice/scores/rows.csv', summary: 'What is behind a score as a file, newest first: each answer with the customer’s id, moment, channel, source, brand, value, worth, and why it is left out where it is; no names; CSV, or Parquet with `format=parquet`', gate: 'see-customers', query: AnswerFileQuery, response: ScoreAnswer, raw: 'response', audit: 'scores.exported' },
  compareScores: { method: 'GET', path: '/api/voice/scores/compare', summary: 'Two groups of a score’s answers side by side, by channel, source, brand, period, or by lifecycle stage, persona, value segment or saved segment of the customers as they are today: difference with interval, and whether it can be told from chance', gate: 'see-customers', query: CompareQuery, response: Comparison },
  silent: { method: 'GET', path: '/api/voice/scores/silent', summary: 'Who of those who were invited answered a score, by channel, source and brand of the invitation, with intervals and differences; not known where no invitations are', gate: 'see-customers', query: SilentQuery, response: Silent },
});
