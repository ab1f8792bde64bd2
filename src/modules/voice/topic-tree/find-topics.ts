import { AppError } from '../../../kernel/app-error.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database, HeldLock } from '../../../platform/pg/transaction.ts';
import type { Customers } from '../../customers/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import type { Readings } from '../readings/readings.ts';
import type { TopicTree } from '../topics/topic-tree.ts';
import { TOPIC_PEOPLE } from './contract.ts';
import { TOPICS_CONSUMER } from './stored-topic.ts';
import { spokenTexts } from './spoken-texts.ts';
import { beginFinding, endFinding, failFinding, foundTrees, openPass, type MadeOf } from './topic-store.ts';
import { drawnPlaces, peopleByLanguage } from './topics-log.ts';
import type { TopicWork } from './work-on-topics.ts';

/** Topics are found from the texts of so long; found anew after so long. Units: ms. */
const LEARNT_FROM_MS = 365 * 86_400_000;
const ANEW_MS = 7 * 86_400_000;
/** Texts that are drawn of a language; earlier than after a week, once so many times as many people have written. */
const DRAWN = 10_000;
const GROWN = 2;

type Deps = {
  readonly database: Database; readonly analytics: Analytics; readonly outbox: Outbox; readonly interactions: Pick<Interactions, 'saidAt'>; readonly customers: Pick<Customers, 'quoted'>; readonly readings: Pick<Readings, 'shown'>;
  readonly log: Log; readonly clock: () => number; readonly work: TopicWork;
  /** The trees of now with all that was decided, by language. */
  previous(): Promise<ReadonlyMap<string, TopicTree>>;
  /** Called when new topics wait to be read by. */
  found(): Promise<void>;
};

/** Finds topics in the history, in the background: one at a time, whichever process does it. */
export function createTopicFinder(deps: Deps) {
  let running: Promise<void> | null = null;
  let stopping = false;
  const enough = async (): Promise<{ language: string; people: number }[]> => (await peopleByLanguage(deps.analytics, deps.readings.shown().version, deps.clock() - LEARNT_FROM_MS)).filter(({ people }) => people >= TOPIC_PEOPLE);

  async function run(number: number): Promise<void> {
    try {
      const previous = await deps.previous();
      const trees = new Map(previous);
      const madeOf: MadeOf[] = [];
      for (const { language, people } of await enough()) {
        const places = await drawnPlaces(deps.analytics, deps.readings.shown().version, language, deps.clock() - LEARNT_FROM_MS, DRAWN);
        const texts = await spokenTexts(deps, places);
        const { tree, distinct, learntFrom } = await deps.work.do<'find'>({ kind: 'find', texts: texts.map(({ text, person, names }) => ({ text, person, names })), previous: previous.get(language) });
        trees.set(language, tree);
        madeOf.push({ language, people, drawn: texts.length, distinct, learntFrom });
      }
      await deps.outbox.holding(TOPICS_CONSUMER, async (tx) => {
        await endFinding(tx, number, trees, madeOf);
        await openPass(tx, number);
      });
      await deps.found();
    } catch (error) {
      if (stopping) return;
      deps.log.warn('finding-topics-broke-off', factsOf(error));
      await failFinding(deps.database, number, error instanceof AppError ? error.detail : 'Something of ours went wrong. The log says what.');
    }
  }

  async function runLocked(number: number, lock: HeldLock): Promise<void> {
    try {
      await run(number);
    } finally {
      running = null;
      await lock.release();
    }
  }

  return {
    /** Begins to find topics. Answers the number of the tree. Errors: `conflict` while it is done already, and with too few people. */
    async find(by: string): Promise<number> {
      if ((await enough()).length === 0) throw new AppError('conflict', 'too-few-people', `Topics are found once ${TOPIC_PEOPLE} customers have written in one language within twelve months.`);
      const lock = await deps.database.tryLock('voice.topics');
      if (lock === null) throw new AppError('conflict', 'finding-already', 'Topics are being found already.');
      try {
        const number = await beginFinding(deps.database, by);
        running = runLocked(number, lock).catch((error: unknown) => { deps.log.error('finding-topics-broke-off', factsOf(error)); });
        return number;
      } catch (error) {
        await lock.release();
        throw error;
      }
    },
    /** Whether it is time: after a week, or once twice as many people have written as when topics were found last. What failed is tried again after a day. */
    async isDue(): Promise<boolean> {
      if (running !== null || deps.readings.shown().again !== null) return false;
      const trees = await foundTrees(deps.database);
      const [latest] = trees;
      if (latest?.state === 'failed' && deps.clock() - latest.begunAt.getTime() < 86_400_000) return false;
      const done = trees.find(({ state }) => state === 'done');
      const now = await enough();
      if (now.length === 0) return false;
      return done === undefined || deps.clock() - done.begunAt.getTime() > ANEW_MS || now.some(({ language, people }) => people >= GROWN * (done.madeOf.find((one) => one.language === language)?.people ?? 0));
    },
    isRunning: (): boolean => running !== null,
    /** For tests: what is being found is found. */
    async through(): Promise<void> { await running; },
    async stop(): Promise<void> { stopping = true; await running; },
  };
}
