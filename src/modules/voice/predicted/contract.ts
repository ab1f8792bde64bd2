import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { AsOf } from '../as-of/contract.ts';

/** From how many answers with words on, of how many people, a score is predicted where nobody asked. */
export const PREDICTED_FROM = { texts: 300, people: 100 } as const;

/** Why nothing is predicted: not worked out yet, too few answers with words, more different answers than are told apart, words do not tell this score, or nothing was said unasked. */
export const NOT_PREDICTED = ['not-yet', 'too-few-answers', 'scale-too-fine', 'words-do-not-tell', 'nothing-unasked'] as const;
export type NotPredicted = (typeof NOT_PREDICTED)[number];

const figure = z.object({ value: z.number(), low: z.number(), high: z.number() });
const predictedCell = z.object({ texts: z.number(), people: z.number(), /** Null below ten people. */ estimate: figure.nullable() });

/** Texts of one fifth of the predictions on answers held out: what was predicted and what was answered. Units: those of the score. */
export const PredictedBand = z.object({ texts: z.number(), predicted: z.number(), answered: figure });
export type PredictedBand = z.infer<typeof PredictedBand>;

/** How good predictions are, on answers that they were not learnt from. Units: errors in steps of the question's own scale. */
export const PredictionQuality = z.object({ texts: z.number(), meanError: z.number(), /** Of always saying the middle answer. */ plainError: z.number(), correlation: z.number(), bands: z.array(PredictedBand) });
export type PredictionQuality = z.infer<typeof PredictionQuality>;

/** What people who were not asked would answer to a score, as their words say: always a prediction, never part of the score. */
export const Predicted = z.object({
  /** Null: now; else it is given as it was stored then. */ asOf: z.string().nullable(), score: z.string(), name: z.string(), version: z.number(), unit: z.enum(['points', 'percent', 'scale']), isPredicted: z.literal(true), zone: z.string(), /** Months of the texts. */ from: z.string(), until: z.string(),
  reason: z.enum(NOT_PREDICTED).nullable(), madeAt: z.string().nullable(), isBeingMade: z.boolean(), hasFailed: z.boolean(),
  /** Answers with words that were learnt from. */ learntFrom: z.object({ texts: z.number(), people: z.number(), languages: z.array(z.string()) }), wanted: z.object({ texts: z.number(), people: z.number() }),
  /** What those who answered with words really answered. */ answered: figure.nullable(),
  estimate: figure.nullable(), texts: z.number(), people: z.number(), months: z.array(predictedCell.extend({ month: z.string() })),
  /** `answered`: answers with words by this channel: where there are none, predictions are calibrated elsewhere alone. */ channels: z.array(predictedCell.extend({ channel: z.string(), answered: z.number() })),
  quality: PredictionQuality.nullable(), /** Texts in languages in which too few answered with words; texts beyond the most that are read, by lot. */ leftOut: z.object({ otherLanguages: z.number(), beyondMost: z.number() }),
});
export type Predicted = z.infer<typeof Predicted>;

export const predictedRoutes = defineRoutes({
  predictedScore: { method: 'GET', path: '/api/voice/scores/predicted', summary: 'What people who said something unasked would answer to a score, predicted from their words by a model learnt on the company’s own answers, with how good it is on answers held out; never part of the score itself; as of a moment the prediction that was shown then, as it was stored', gate: 'see-customers', query: z.object({ score: z.string().max(700), asOf: AsOf }), response: Predicted },
});
