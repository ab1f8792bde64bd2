import type { Worker } from 'node:worker_threads';
import { createPause } from '../../platform/jobs/pause.ts';
import { workInThread } from '../../platform/jobs/work-in-thread.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import { contactsToLearn, noteAllWaiting } from './contact-store.ts';
import { topicPlaces, type TopicsOf } from './keep-threads.ts';
import { contactCount, keepModel, latestModel, type ModelMade } from './thread-model-store.ts';
import type { LearnTask } from './threads/learn-thread.ts';
import { assumedModel, type ThreadModel } from './threads/thread-model.ts';

/** Fewer contacts tell less than what is assumed; more than that say nothing new. */
const FEWEST = 200;
const MOST = 100_000;
/** A model is made anew when there are twice as many contacts as it was learnt from, and once a week. Units: ms. */
const GROWN = 2;
const WEEK_MS = 7 * 86_400_000;
const LOOK_MS = 30_000;
/** Contacts of the last three years are learnt from. Units: ms. */
const LEARNT_MS = 3 * 365 * 86_400_000;

type Deps = { readonly database: Database; readonly identity: Pick<Identity, 'withOwners'>; readonly log: Log; readonly clock: () => number; /** Puts together anew begins. */ readonly wake: () => void; readonly isBusy: () => boolean; readonly topicsOf: TopicsOf };

/** Learns by what the company's contacts are put together, from its own contacts and without labels, in the background and in a thread of its own. */
export function createThreadLearner(deps: Deps) {
  const rest = createPause();
  let stopping = false;
  let running: Promise<void> | null = null;
  let worker: Worker | null = null;
  let known: (ModelMade & { readonly model: ThreadModel }) | null | undefined;

  async function isTime(): Promise<boolean> {
    const count = await contactCount(deps.database);
    if (count < FEWEST) return false;
    const last = await made();
    return last === null || count >= last.contacts * GROWN || deps.clock() - last.madeAt.getTime() > WEEK_MS && count > last.contacts;
  }

  async function made() {
    known ??= await latestModel(deps.database);
    return known;
  }

  async function learn(): Promise<void> {
    const nowMs = deps.clock();
    const contacts = await contactsToLearn(deps.database, deps.identity.withOwners, new Date(nowMs - LEARNT_MS), MOST);
    const customers = [...Map.groupBy(contacts, ({ customer }) => customer).values()].map((own) => own.map(({ contact }) => contact));
    const topics = await deps.topicsOf(topicPlaces(contacts));
    const model = await workInThread<ThreadModel>({
      file: new URL('threads/learn-thread.ts', import.meta.url), task: { customers, nowMs, topics } satisfies LearnTask, heard: (answer) => answer,
      ended: { code: 'thread-learning-ended', words: 'Learning how contacts belong together ended before it was done. It begins again.' },
      begun(begun) {
        worker = begun;
        begun.on('exit', () => { worker = null; });
      },
    });
    await keepModel(deps.database, model, { contacts: contacts.length, customers: customers.length });
    known = await latestModel(deps.database);
    await deps.database.transaction((tx) => noteAllWaiting(tx));
    deps.wake();
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        if (!deps.isBusy() && await isTime()) await learn();
      } catch (error) {
        if (!stopping) deps.log.warn('thread-learning-waits', factsOf(error));
      }
      await rest.wait(LOOK_MS);
    }
  }

  return {
    /** By what contacts are put together now. */
    model: async (): Promise<ThreadModel> => (await made())?.model ?? assumedModel(),
    made,
    start(): void { running ??= run(); },
    async stop(): Promise<void> {
      stopping = true;
      rest.end();
      await worker?.terminate();
      await running;
    },
  };
}
