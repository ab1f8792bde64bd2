import type { Worker } from 'node:worker_threads';
import { AppError } from '../../../kernel/app-error.ts';
import { workInThread } from '../../../platform/jobs/work-in-thread.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { SaidInteraction } from '../../interactions/contract.ts';
import type { Interactions } from '../../interactions/index.ts';
import { joinWords } from '../readings/joined-words.ts';
import { LEARN_FEWEST } from './contract.ts';
import { correctionCounts, standingCorrections, type Correction } from './correction-store.ts';
import { isHeldOut } from './held-out.ts';
import type { CorrectedText, LearnAnswer, Learnt, LearnTask } from './learn-thread.ts';
import { beginLearning, endLearning, failLearning } from './learning-store.ts';

/** Corrections that are learnt from at most, the latest; texts that nobody spoke about, for labels of the company's own; characters of one text. */
const CORRECTIONS_MOST = 50_000;
const BACKGROUND = 400;
const TEXT_MOST = 5_000;
/** Interactions whose words are asked for at once. */
const SAID_AT_ONCE = 1_000;

const TOO_FEW = `There is too little to learn from: at least ${LEARN_FEWEST} corrections of one output in English texts, or ${LEARN_FEWEST} texts with a label of your own.`;

type Deps = {
  readonly database: Database; readonly interactions: Pick<Interactions, 'saidAt'>; readonly log: Log;
  /** Interactions that came lately, for texts that nobody spoke about. */
  latest(limit: number): Promise<readonly { readonly home: number; readonly number: number }[]>;
  /** Reads by what was learnt from now on. */
  use(learning: number, by: string): Promise<unknown>;
};

/** Corrected texts as a thread learns from them, and why others are left out. */
export function lessonsOf(corrections: readonly Correction[], said: ReadonlyMap<number, SaidInteraction>): { readonly texts: CorrectedText[]; readonly leftOut: Record<string, number> } {
  const leftOut = { gone: 0, revised: 0 };
  const texts = [...Map.groupBy(corrections, ({ interaction }) => interaction)].flatMap(([interaction, own]): CorrectedText[] => {
    const now = said.get(interaction);
    if (now === undefined || now.parts.length === 0) { leftOut.gone += own.length; return []; }
    const fitting = own.filter(({ revision }) => revision === now.revision);
    leftOut.revised += own.length - fitting.length;
    return fitting.length === 0 ? [] : [{ text: joinWords(now.parts).text.slice(0, TEXT_MOST), said: Object.fromEntries(fitting.map(({ question, label }) => [question, label ?? ''])), isHeldOut: isHeldOut(interaction) }];
  });
  return { texts, leftOut };
}

/** Lets a thread learn, and hears how far it is. Errors: `conflict` for too few examples; `internal` when it ended before it was done. */
function inThread(task: LearnTask, begun: (worker: Worker) => void, hear: (progress: number) => void): Promise<Learnt> {
  return workInThread<LearnAnswer, Learnt>({
    file: new URL('learn-thread.ts', import.meta.url), task, begun,
    ended: { code: 'learning-ended', words: 'Learning ended before it was done. Try again.' },
    heard(answer) {
      if ('tooFew' in answer) throw new AppError('conflict', 'too-few-corrections', TOO_FEW);
      if ('learnt' in answer) return answer.learnt;
      hear(answer.progress);
      return undefined;
    },
  });
}

/** Learning from corrections, in a thread of its own: one at a time, whichever process runs it. */
export function createLearner(deps: Deps) {
  let running: { readonly number: number; progress: number; worker: Worker | null; readonly done: Promise<void> } | null = null;
  let stopping = false;

  async function task(): Promise<{ readonly task: LearnTask; readonly leftOut: Record<string, number> }> {
    const corrections = await standingCorrections(deps.database, CORRECTIONS_MOST);
    const places = [...new Map(corrections.map(({ interaction, home }) => [interaction, { number: interaction, home }])).values()];
    const said = new Map<number, SaidInteraction>();
    for (let from = 0; from < places.length; from += SAID_AT_ONCE) for (const one of await deps.interactions.saidAt(places.slice(from, from + SAID_AT_ONCE))) said.set(one.number, one);
    const { texts, leftOut } = lessonsOf(corrections, said);
    const spoken = new Set(places.map(({ number }) => number));
    const others = (await deps.latest(BACKGROUND)).filter(({ number }) => !spoken.has(number));
    const background = corrections.some(({ question }) => question.startsWith('own ')) ? (await deps.interactions.saidAt(others)).filter(({ parts }) => parts.length > 0).map(({ parts }) => joinWords(parts).text.slice(0, TEXT_MOST)) : [];
    return { task: { texts, background }, leftOut };
  }

  async function run(number: number, by: string): Promise<void> {
    try {
      const { task: lessons, leftOut } = await task();
      const learnt = await inThread(lessons, (worker) => { if (running !== null) running.worker = worker; }, (progress) => { if (running !== null) running.progress = progress; });
      const { model, madeFor, quality, taughtTexts, heldOut, questions, otherLanguages } = learnt;
      await deps.database.transaction((tx) => endLearning(tx, number, { model, madeFor, quality, madeOf: { taughtTexts, heldOut, questions, leftOut: { ...leftOut, language: otherLanguages } } }));
      await deps.use(number, by);
    } catch (error) {
      if (stopping) return;
      deps.log.warn('learning-broke-off', factsOf(error));
      await failLearning(deps.database, number, error instanceof AppError ? error.detail : 'Something of ours went wrong. The log says what.');
    }
  }

  return {
    /** Begins to learn. Answers the number of this learning. Errors: `conflict` while it is being learnt already, or with too few corrections. */
    async learn(by: string): Promise<number> {
      const lock = await deps.database.tryLock('voice.learn');
      if (lock === null) throw new AppError('conflict', 'learning-already', 'The models are learning already.');
      try {
        const counts = await correctionCounts(deps.database);
        const most = Math.max(0, ...[...Map.groupBy(counts, ({ question }) => question).values()].map((rows) => rows.reduce((sum, { count }) => sum + count, 0)));
        if (most < LEARN_FEWEST) throw new AppError('conflict', 'too-few-corrections', TOO_FEW);
        const number = await beginLearning(deps.database, by);
        const ended = Promise.withResolvers<undefined>();
        running = { number, progress: 0, worker: null, done: ended.promise };
        const learning = async (): Promise<void> => {
          try {
            await run(number, by);
          } catch (error) {
            deps.log.error('learning-broke-off', factsOf(error));
          }
          running = null;
          await lock.release();
          ended.resolve(undefined);
        };
        void learning();
        return number;
      } catch (error) {
        await lock.release();
        throw error;
      }
    },
    /** How far the learning of this process is; null when there is none. Units: 0 to 1. */
    progress: (): { readonly number: number; readonly progress: number } | null => (running === null ? null : { number: running.number, progress: running.progress }),
    /** For tests: what is being learnt is learnt. */
    async through(): Promise<void> { await running?.done; },
    async stop(): Promise<void> {
      stopping = true;
      await running?.worker?.terminate();
      await running?.done;
    },
  };
}
