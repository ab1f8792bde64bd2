import { AppError } from '../../../kernel/app-error.ts';
import { publicId } from '../../../kernel/public-id.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { Customers } from '../../customers/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import { isSayable } from '../reading/outputs/output-model.ts';
import type { Readings } from '../readings/readings.ts';
import type { CorrectionBody, CorrectionTold, Drift, LabelQueue, LearningTold, ReaderVersion, Teaching, TaughtQuestion } from './contract.ts';
import { askedQuestion, correctReading } from './correct-reading.ts';
import { correctionCounts, standingCorrections } from './correction-store.ts';
import { isHeldOut } from './held-out.ts';
import { createLabelQueue, type QueueReader } from './label-queue.ts';
import { createLearner } from './learn.ts';
import { chosenLearning, learnings, type Learning } from './learning-store.ts';
import { questionOf, questionWith, STANDARD_QUESTIONS, type Question } from './questions.ts';
import { latestRead } from './queue-log.ts';
import { watchDrift } from './watch-drift.ts';

/** Corrections and learnings that are listed. */
const LISTED = { corrections: 100, counted: 20_000, learnings: 20 } as const;

type Deps = {
  readonly database: Database; readonly analytics: Analytics; readonly outbox: Outbox; readonly interactions: Interactions; readonly readings: Readings; readonly customers: Pick<Customers, 'quoted'>;
  readonly log: Log; readonly clock: () => number; readonly zone: string; /** The name of a person of the company; null for one who is gone. */ nameOf(person: string): Promise<string | null>;
};

/** The company teaches what is read in texts. See docs/methods/teaching.md. */
export function createTeaching(deps: Deps) {
  const { database, readings } = deps;
  const queue = createLabelQueue(deps);
  const learner = createLearner({ ...deps, latest: (limit) => latestRead(deps.analytics, readings.shown().version, limit), use: readings.useLearning });
  const named = async (person: string): Promise<string> => await deps.nameOf(person) ?? (person === 'custos' ? 'Custos' : 'somebody who left');

  async function questions(): Promise<TaughtQuestion[]> {
    const [counts, standing] = await Promise.all([correctionCounts(database), standingCorrections(database, LISTED.counted)]);
    const models = readings.models();
    const learnt = new Map(models.flatMap((model) => model.outputs.map((output) => [questionOf(output).key, { output, isLearnt: model !== models[0] }] as const)));
    const own = [...new Set([...counts.map(({ question }) => question), ...learnt.keys()])].filter((key) => key.startsWith('own ')).sort().flatMap((key): Question[] => { const question = questionWith(key); return question === null ? [] : [question]; });
    return [...own, ...STANDARD_QUESTIONS].map((question) => {
      const about = counts.filter((one) => one.question === question.key);
      const known = learnt.get(question.key);
      return {
        ...question, labels: [...question.labels], isOwn: question.output === 'own', isLearnt: known?.isLearnt ?? false, corrections: Object.fromEntries(about.map(({ label, count }) => [label ?? '', count])),
        total: about.reduce((sum, { count }) => sum + count, 0), heldOut: standing.filter((one) => one.question === question.key && isHeldOut(one.interaction)).length,
        card: (known?.output.labels ?? []).flatMap((label, at) => { const held = known?.output.held[at] ?? null; return label === '' || held === null ? [] : [{ label, texts: held.texts, precision: held.precision, recall: held.recall, isSaid: isSayable(held) }]; }),
      };
    });
  }

  async function told(one: Learning): Promise<LearningTold> {
    const running = learner.progress();
    return {
      number: one.number, state: one.state, by: await named(one.askedBy), begunAt: one.begunAt.toISOString(), endedAt: one.endedAt?.toISOString() ?? null, problem: one.problem, progress: running?.number === one.number ? running.progress : null,
      questions: { ...one.madeOf.questions }, leftOut: { ...one.madeOf.leftOut }, heldOut: one.madeOf.heldOut ?? 0, quality: [...one.quality],
    };
  }

  async function versions(all: readonly Learning[]): Promise<ReaderVersion[]> {
    const usable = new Set(all.filter(({ hasModel, madeFor }) => hasModel && madeFor === readings.madeFor).map(({ number }) => number));
    return (await readings.readers()).map(({ number, state, learning, texts, begunAt, switchedAt }) => ({ number, state, learning, texts, begunAt: begunAt.toISOString(), since: switchedAt?.toISOString() ?? null, mayUse: learning === null || usable.has(learning) }));
  }

  return {
    /** Everything about teaching: what can be taught, what was, and what came of it. */
    async teaching(): Promise<Teaching> {
      const [all, corrections, chosen] = await Promise.all([learnings(database), standingCorrections(database, LISTED.corrections), chosenLearning(database)]);
      return {
        questions: await questions(), chosen, versions: await versions(all), learnings: await Promise.all(all.slice(0, LISTED.learnings).map(told)),
        corrections: await Promise.all(corrections.map(async (one): Promise<CorrectionTold> => ({ id: publicId('interaction', one.interaction), output: one.question, label: one.label, readAs: one.readAs, by: await named(one.saidBy), at: one.saidAt.toISOString(), isHeldOut: isHeldOut(one.interaction) }))),
      };
    },
    /** Notes what somebody says that a text says. See correct-reading.ts. */
    async correct(body: CorrectionBody, by: string): Promise<CorrectionTold> {
      const { interaction, question, readAs } = await correctReading(deps, body, by);
      return { id: body.id, output: question.key, label: body.isTakenBack === true ? null : body.label, readAs, by: await named(by), at: new Date(deps.clock()).toISOString(), isHeldOut: isHeldOut(interaction) };
    },
    /** Texts that wait for somebody's word. Errors: `invalid` for an output that there is not. */
    queue: (output: string, words: string | undefined, reader: QueueReader): Promise<LabelQueue> => queue.queue(askedQuestion(output), words, reader),
    learn: (by: string): Promise<number> => learner.learn(by),
    /** Reads by the model of another reader. Answers the number of the reader that reads now. Errors: `not-found`; `conflict` for a model that cannot read any more. */
    async useReader(number: number, by: string): Promise<number> {
      const wanted = (await readings.readers()).find((reader) => reader.number === number);
      if (wanted === undefined) throw new AppError('not-found', 'reader-unknown', 'There is no such version.');
      return readings.useLearning(wanted.learning, by);
    },
    drift: (): Promise<Drift> => watchDrift(deps),
    /** Learns anew what rules of reading of before had learnt: an upgrade does not lose what the company taught. */
    async start(): Promise<void> {
      const chosen = await chosenLearning(database);
      const one = chosen === null ? undefined : (await learnings(database)).find(({ number }) => number === chosen);
      if (one === undefined || one.madeFor === readings.madeFor) return;
      await learner.learn('custos').catch((error: unknown) => { deps.log.warn('learning-anew-waits', factsOf(error)); });
    },
    /** For tests: what is being learnt is learnt. */
    through: learner.through,
    stop: learner.stop,
  };
}

export type TeachingModule = ReturnType<typeof createTeaching>;
