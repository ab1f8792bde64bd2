import { z } from 'zod';
import { lowerWord } from '../../../kernel/lower-word.ts';

/** Most that one survey may hold. Units: counts; characters. */
export const SURVEY_LIMITS = { questions: 30, options: 20, rows: 12, text: 1_000, openText: 4_000, languages: 20 } as const;

const language = z.string().regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/, 'expected a language such as "en" or "pt-BR"');
/** A word that every object has (such as constructor) would seem to be answered by everybody. */
const key = lowerWord('how-likely').refine((word) => !(word in {}), 'choose another word: this one means something to programs');

/** The same words in several languages. What one language does not say is said in the survey's fallback. */
export const Said = z.record(language, z.string().trim().max(SURVEY_LIMITS.text));
export type Said = z.infer<typeof Said>;

const Option = z.strictObject({ key, text: Said });
const options = z.array(Option).min(2).max(SURVEY_LIMITS.options);

/** Something that an earlier answer must be for a question to be asked. Several must all hold; a question that was not answered fits none. */
export const Condition = z.discriminatedUnion('is', [
  z.strictObject({ question: key, is: z.enum(['at-least', 'at-most']), value: z.number().int() }),
  z.strictObject({ question: key, is: z.enum(['any-of', 'none-of']), options: z.array(key).min(1).max(SURVEY_LIMITS.options) }),
]);
export type Condition = z.infer<typeof Condition>;

const asked = {
  key, text: Said, showIf: z.array(Condition).max(10).default([]),
  /** What makes the question superfluous: a trait that is known of the customer, or the same question answered in any survey within so many days. */
  known: z.strictObject({ trait: z.string().trim().min(1).max(100).nullable().default(null), answeredDays: z.number().int().min(1).max(730).nullable().default(null) }).default({ trait: null, answeredDays: null }),
};
const ends = { low: Said.default({}), high: Said.default({}) };

/** One question. `low` and `high`: what the ends of its scale mean. */
export const Question = z.discriminatedUnion('kind', [
  z.strictObject({ ...asked, kind: z.literal('nps'), ...ends }), z.strictObject({ ...asked, kind: z.literal('csat'), ...ends }), z.strictObject({ ...asked, kind: z.literal('ces'), ...ends }), z.strictObject({ ...asked, kind: z.literal('stars'), ...ends }),
  z.strictObject({ ...asked, kind: z.literal('one'), options }), z.strictObject({ ...asked, kind: z.literal('many'), options }), z.strictObject({ ...asked, kind: z.literal('open') }),
  z.strictObject({ ...asked, kind: z.literal('matrix'), rows: z.array(Option).min(1).max(SURVEY_LIMITS.rows), ...ends }),
]);
export type Question = z.infer<typeof Question>;
export type QuestionKind = Question['kind'];

/** The scales that answers are given on: more is better on all of them. */
export const SCALES = { nps: { from: 0, to: 10 }, csat: { from: 1, to: 5 }, ces: { from: 1, to: 7 }, stars: { from: 1, to: 5 }, matrix: { from: 1, to: 5 } } as const;
export type ScaledKind = Exclude<keyof typeof SCALES, 'matrix'>;
/** Whether a question is answered by one number. */
export const isScaled = (question: Question): question is Extract<Question, { kind: ScaledKind }> => question.kind !== 'matrix' && question.kind in SCALES;

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'expected a colour such as "#0a6c76"');
/** The three colours of a survey. What cannot be read by everybody is refused when it is saved. */
export const Theme = z.strictObject({ ink: colour, paper: colour, accent: colour });
export type Theme = z.infer<typeof Theme>;

/** When somebody is asked. `link`: nobody is asked by itself; whoever opens the link, scans the code or meets the widget answers. */
export const MOMENTS = ['order-delivered', 'contact-ended', 'case-resolved', 'link'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Who is asked, when and how: by chance and by the moment alone, never by how anybody feels. */
export const Plan = z.strictObject({
  moment: z.enum(MOMENTS), channel: z.enum(['email', 'sms']).default('email'),
  /** After the moment. */ delayHours: z.number().int().min(0).max(24 * 60).default(24),
  /** After which the moment is too long ago to be asked about; from the moment. */ staleDays: z.number().int().min(1).max(120).default(14),
  /** Of the people whose moment comes. */ shareRatio: z.number().gt(0).max(1).default(1),
  /** Dealt out evenly over the days of the week; null: no cap. */ perWeekMost: z.number().int().min(1).max(100_000).nullable().default(null),
  /** A cap of its own for each channel or brand in which the moment came; `rest` holds for those without one, null: none. */
  quotas: z.strictObject({ by: z.enum(['channel', 'brand']), perWeek: z.record(z.string().max(60), z.number().int().min(0).max(100_000)), rest: z.number().int().min(0).max(100_000).nullable().default(null) }).nullable().default(null),
});
export type Plan = z.infer<typeof Plan>;

/** No ask without act. `lowUpTo`: answers to the first question from here down want somebody; null: none do. `untouchedMost`: of the follow-ups past their deadline, how many may be untouched before the survey pauses. */
export const FollowUp = z.strictObject({
  lowUpTo: z.number().int().min(0).max(10).nullable().default(null), offerContact: z.boolean().default(true), withinHours: z.number().int().min(1).max(720).default(48), untouchedMostRatio: z.number().min(0).max(1).default(0.3),
});
export type FollowUp = z.infer<typeof FollowUp>;

/** A whole survey, as one version of it holds it. The first question alone makes an answer. */
export const Definition = z.strictObject({
  title: z.string().trim().min(1).max(120), office: z.enum(['brand', 'service']), languages: z.array(language).min(1).max(SURVEY_LIMITS.languages),
  /** Of the mail. */ subject: Said, intro: Said, thanks: Said, questions: z.array(Question).min(1).max(SURVEY_LIMITS.questions), theme: Theme, plan: Plan, followUp: FollowUp, /** How long a personal link opens. */ linkDays: z.number().int().min(1).max(365).default(30),
});
export type Definition = z.infer<typeof Definition>;
/** The language in which everything is said; it stands first. */
export const fallbackOf = ({ languages }: Pick<Definition, 'languages'>): string => languages[0] ?? 'en';

/** Something to mend in a definition, or to know. `stops`: it cannot be published with it. `place`: key of a question, or the part. */
export const Finding = z.object({ place: z.string(), says: z.string(), stops: z.boolean() });
export type Finding = z.infer<typeof Finding>;
