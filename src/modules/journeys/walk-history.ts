import { createPause } from '../../platform/jobs/pause.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Interactions } from '../interactions/index.ts';
import { historyPlace, noteHistory } from './history-store.ts';
import { keepContacts } from './receive-contacts.ts';

const STEP_ROWS = 1_000;
const STEP_PAUSE_MS = 50;
const WAIT_MS = 1_000;

/** The consumer of what is said: what it received and what the history holds never meet. */
export const THREADS_CONSUMER = 'journeys';

/** Goes once through what was recorded before this module was there, in the background: contacts that nobody told of. Numbers of orders by which somebody was recognised are not in the history; the rest is as it would have been told. */
export function createHistoryWalk(deps: { readonly database: Database; readonly outbox: Outbox; readonly interactions: Pick<Interactions, 'saidAfter' | 'stillSaid' | 'isBusy'>; readonly log: Log; readonly zone: string; readonly wake: () => void }) {
  const rest = createPause();
  let stopping = false;
  let running: Promise<void> | null = null;

  /** Shape: false when it is through. */
  async function step(): Promise<boolean> {
    const from = await historyPlace(deps.database);
    if (from.isThrough) return false;
    const { said, place } = await deps.interactions.saidAfter(from.place, STEP_ROWS);
    return deps.outbox.holding(THREADS_CONSUMER, async (tx) => {
      // What was erased or revised since it was read is not kept.
      const still = await deps.interactions.stillSaid(said);
      await keepContacts(tx, said.filter(({ number }) => still.has(number)), deps.zone);
      await noteHistory(tx, place);
      tx.afterCommit(deps.wake);
      return place !== null;
    });
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        if (deps.interactions.isBusy()) await rest.wait(WAIT_MS);
        else if (await step()) await rest.wait(STEP_PAUSE_MS);
        else return;
      } catch (error) {
        if (!stopping) deps.log.warn('journeys-history-waits', factsOf(error));
        await rest.wait(WAIT_MS);
      }
    }
  }

  return {
    start(): void { running ??= run(); },
    async stop(): Promise<void> { stopping = true; rest.end(); await running; },
  };
}
