import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** Fewest corrections of a question, and fewest texts that have a label of the company's own, from which anything is learnt. */
export const LEARN_FEWEST = 8;
/** Below so many held-out corrections of a question nothing is said of how good its labels are. */
export const heldOutFewest = 20;
/** Texts that wait in one queue at most. */
export const QUEUE_MOST = 50;

/** A question of a text as it is taught: `intent`, `alarm churn`, `own parking`. */
const key = z.string().min(1).max(60);

/** A share with its 95 % interval. Units: 0 to 1. `of`: how many texts it is a share of. */
export const Measured = z.object({ value: z.number(), low: z.number(), high: z.number(), of: z.number() });
export type Measured = z.infer<typeof Measured>;

const PrecisionRecall = z.object({ precision: Measured.nullable(), recall: Measured.nullable() });

/** How good a label is on corrections that only measure: by the model of now, and by those that come with Custos on the same texts. Null: not enough of them. */
export const LabelQuality = z.object({ output: key, label: z.string(), heldOut: z.number(), now: PrecisionRecall.nullable(), shipped: PrecisionRecall.nullable() });
export type LabelQuality = z.infer<typeof LabelQuality>;

/** What is said of a text, by whom. `label` null: none of them. */
export const CorrectionTold = z.object({ id: z.string(), output: key, label: z.string().nullable(), readAs: z.string().nullable(), by: z.string(), at: z.string(), isHeldOut: z.boolean() });
export type CorrectionTold = z.infer<typeof CorrectionTold>;

/** One thing that can be taught. `corrections`: how many stand, by label; '' for none of them. `card`: how its labels do on the texts that come with Custos. `isLearnt`: by the model of now. */
export const TaughtQuestion = z.object({
  key, output: z.string(), labels: z.array(z.string()), mayBeNone: z.boolean(), isOwn: z.boolean(), isLearnt: z.boolean(), corrections: z.record(z.string(), z.number()), total: z.number(), heldOut: z.number(),
  card: z.array(z.object({ label: z.string(), texts: z.number(), precision: z.number(), recall: z.number(), isSaid: z.boolean() })),
});
export type TaughtQuestion = z.infer<typeof TaughtQuestion>;

/** A way of reading that was, or is, in use. `learning` null: what comes with Custos alone. `mayUse`: it can be gone back to. */
export const ReaderVersion = z.object({ number: z.number(), state: z.enum(['reading', 'current', 'former']), learning: z.number().nullable(), texts: z.number(), begunAt: z.string(), since: z.string().nullable(), mayUse: z.boolean() });
export type ReaderVersion = z.infer<typeof ReaderVersion>;

/** A time that was learnt. `questions`: corrections that it learnt from, by question; `leftOut`: why others were not. */
export const LearningTold = z.object({
  number: z.number(), state: z.enum(['learning', 'done', 'failed']), by: z.string(), begunAt: z.string(), endedAt: z.string().nullable(), problem: z.string().nullable(), progress: z.number().nullable(),
  questions: z.record(z.string(), z.number()), leftOut: z.record(z.string(), z.number()), heldOut: z.number(), quality: z.array(LabelQuality),
});
export type LearningTold = z.infer<typeof LearningTold>;

/** Everything about teaching. */
export const Teaching = z.object({ questions: z.array(TaughtQuestion), corrections: z.array(CorrectionTold), learnings: z.array(LearningTold), versions: z.array(ReaderVersion), chosen: z.number().nullable() });
export type Teaching = z.infer<typeof Teaching>;

/** A text that waits for somebody's word. `likely`: what the model takes it for, said or not; `words`: what carries that, [from, until) in `text`; `margin` 0 is the least sure. */
export const QueueItem = z.object({
  id: z.string(), customer: z.string().nullable(), signed: z.array(z.string()).meta({ personal: 'name' }), channel: z.string(), occurredAt: z.string(), text: personal('text'), isCut: z.boolean(),
  said: z.string().nullable(), likely: z.string().nullable(), confidence: z.number().nullable(), margin: z.number().nullable(), words: z.array(z.tuple([z.number(), z.number()])),
});
export type QueueItem = z.infer<typeof QueueItem>;

/** Texts about which a question's model is least sure, the least sure first; or those that say `words`, the newest first. `lookedAt`: of how many. */
export const LabelQueue = z.object({ output: key, labels: z.array(z.string()), mayBeNone: z.boolean(), items: z.array(QueueItem), lookedAt: z.number() });
export type LabelQueue = z.infer<typeof LabelQueue>;

/** A month of one label: of how many texts read in a language that is modelled, in how many it was said, and how sure the model was. Ratios 0 to 1. */
export const DriftMonth = z.object({ month: z.string(), texts: z.number(), share: z.number(), confidence: z.number().nullable() });

/** What moved in the latest month by more than chance. `was`: over the months before. Ratios 0 to 1. */
export const DriftMove = z.object({ output: key, label: z.string(), what: z.enum(['share', 'confidence']), was: z.number(), is: z.number() });
export type DriftMove = z.infer<typeof DriftMove>;

/**
 * Whether texts changed under the models. `steady`: nothing moved. `other-topics`: labels moved, in words that the models know: customers speak of other things. `drift`: labels moved, and the words changed too: the models may read wrongly.
 * `other-words`: words changed, but no label moved. `too-little`: fewer than two months, or too few texts.
 */
export const Drift = z.object({
  state: z.enum(['too-little', 'steady', 'other-topics', 'other-words', 'drift']), month: z.string().nullable(), texts: z.number(), before: z.number(),
  unknownWords: z.object({ was: z.number(), is: z.number(), isReal: z.boolean() }).nullable(), moves: z.array(DriftMove), zone: z.string(),
});
export type Drift = z.infer<typeof Drift>;

export const CorrectionBody = z.object({ id: z.string().max(20), output: key, label: z.string().max(40).nullable(), isTakenBack: z.boolean().optional() });
export type CorrectionBody = z.infer<typeof CorrectionBody>;

export const teachingRoutes = defineRoutes({
  teaching: { method: 'GET', path: '/api/voice/teaching', summary: 'What can be taught, corrections made, how good each label is on corrections that only measure, every time that was learnt, and the versions to go back to', gate: 'teach-readings', response: Teaching },
  correct: { method: 'POST', path: '/api/voice/corrections', summary: 'Say what a text says: a label of an output (`intent`, `alarm churn`, `own parking`), null for none of them; it stands above models at once. `isTakenBack` takes the last word back', gate: 'teach-readings', body: CorrectionBody, response: CorrectionTold, audit: 'readings.corrected' },
  labelQueue: { method: 'GET', path: '/api/voice/label-queue', summary: `Texts about which the models are least sure, up to ${QUEUE_MOST}, masked by role; with \`words\` those that say them`, gate: 'teach-readings', query: z.object({ output: key, words: z.string().max(200).optional() }), response: LabelQueue, audit: 'verbatims.searched' },
  learn: { method: 'POST', path: '/api/voice/learn', summary: 'Learn from corrections, in the background; then texts are read by what was learnt, and the history is read again', gate: 'teach-readings', response: z.object({ learning: z.number() }), audit: 'readings.learnt' },
  useReader: { method: 'POST', path: '/api/voice/readers/:number/use', summary: 'Go back to (or on to) the model of another reader; the history is read again by it', gate: 'teach-readings', params: z.object({ number: z.coerce.number().int().min(1) }), response: z.object({ version: z.number() }), audit: 'readings.model-chosen' },
  drift: { method: 'GET', path: '/api/voice/drift', summary: 'Whether what customers write changed under the models: labels and how sure they are against the months before, and the share of unknown words', gate: 'teach-readings', response: Drift },
});
