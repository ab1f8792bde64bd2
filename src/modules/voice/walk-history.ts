import type { Attention } from '../../platform/jobs/attention.ts';
import { createPause } from '../../platform/jobs/pause.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { CopyBatch, Outbox } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import type { SaidInteraction } from '../interactions/contract.ts';
import type { Interactions } from '../interactions/index.ts';
import { giveWay } from './give-way.ts';

/** A walk through the history, and how far it has come: the last interaction that it read. Units: `placedMs` ms. */
export type HistoryStep = { readonly number: number; readonly place: { readonly home: number; readonly placedMs: number; readonly number: number }; readonly texts: number; readonly begunAt: Date };

/** Interactions read in one step, and while somebody waits for an answer. */
const STEP_ROWS = 1_000;
const ATTENDED_ROWS = 250;
/** While much is being recorded, and after a fault, the walk waits. Units: ms. */
const BUSY_MS = 1_000;
const RETRY_MS = 10_000;
/** Between two looks whether what was recorded before the walk has arrived in the history. Units: ms. */
const ARRIVING_MS = 200;

/**
 * Something that goes through everything that was said, in the order of the history.
 * `next`: what goes through it now, null for nothing. `reads`: which words there are to read, those of customers unless it is said. `read`: finished rows, in the order of what was said, null where there is nothing to keep; done before the transaction. `note`, `end`: in the transaction that keeps them. `moved`: after it.
 */
export type Walker<One extends HistoryStep> = {
  readonly consumer: string; readonly table: string;
  next(): Promise<One | null>;
  reads?(said: SaidInteraction): boolean;
  read(one: One, said: readonly SaidInteraction[]): Promise<readonly (string | null)[]>;
  note(tx: Transaction, one: One, place: HistoryStep['place'], texts: number): void;
  end(tx: Transaction, one: One): Promise<void>;
  moved(one: One, isThrough: boolean): Promise<void>;
};

/** Walks through the history in the background, with whatever reads it; while somebody is attended to, a small step every few seconds. What was erased or revised while it was read is not kept; the consumer of new words waits meanwhile. */
export function createHistoryWalk<One extends HistoryStep>(deps: { readonly outbox: Outbox; readonly interactions: Pick<Interactions, 'saidAfter' | 'stillSaid' | 'isBusy'>; readonly log: Log; readonly clock: () => number; readonly attention?: Pick<Attention, 'isWanted'> }, walker: Walker<One>) {
  const rest = createPause();
  let stopping = false;
  /** How many wait that nothing is walked. */
  let resting = 0;
  let running: Promise<void> | null = null;
  const isAttended = (): boolean => deps.attention?.isWanted() === true;

  /** Whether all that was recorded before the walk began stands in the history. What its consumer received then is read by nobody else; what came later it receives itself. */
  async function hasArrived({ place, begunAt }: One): Promise<boolean> {
    if (place.home > 0 || place.number > 0) return true;
    const { waiting, lagMs } = await deps.outbox.lag();
    return waiting === 0 || lagMs <= deps.clock() - begunAt.getTime();
  }

  async function step(one: One): Promise<void> {
    const { said, place } = await deps.interactions.saidAfter(one.place, isAttended() ? ATTENDED_ROWS : STEP_ROWS);
    const spoken = said.filter((words) => walker.reads?.(words) ?? words.parts.length > 0);
    const rows = spoken.length === 0 ? [] : await walker.read(one, spoken);
    const isThrough = await deps.outbox.holding(walker.consumer, async (tx) => {
      // Whoever gave up meanwhile, for another walk, keeps nothing.
      const now = await walker.next();
      if (now?.number !== one.number || JSON.stringify(now.place) !== JSON.stringify(one.place)) return false;
      const still = await deps.interactions.stillSaid(spoken);
      const lines = rows.filter((line, at): line is string => line !== null && still.has(spoken[at]?.number ?? -1));
      if (lines.length > 0) await deps.outbox.copy(tx, [{ table: walker.table, jsonLines: lines.join('\n'), rows: lines.length } satisfies CopyBatch]);
      if (place === null) await walker.end(tx, one);
      else walker.note(tx, one, place, lines.length);
      return place === null;
    });
    await walker.moved(one, isThrough);
  }

  async function run(): Promise<void> {
    while (!stopping && resting === 0) {
      try {
        const one = await walker.next();
        if (one === null) return;
        if (deps.interactions.isBusy()) await rest.wait(BUSY_MS);
        else if (await hasArrived(one)) {
          await giveWay(() => !stopping && resting === 0 && isAttended());
          await step(one);
        } else await rest.wait(ARRIVING_MS);
      } catch (error) {
        if (stopping || resting > 0) return;
        deps.log.warn('history-walk-waits', { walk: walker.consumer, ...factsOf(error) });
        await rest.wait(RETRY_MS);
      }
    }
  }

  function start(): void {
    if (!stopping && resting === 0) running ??= run().finally(() => { running = null; });
  }

  return {
    /** Goes on where it was left, if there is anything to go through. */
    start,
    /** Does something while nothing is walked, and goes on after it. */
    async whileResting(work: () => Promise<void>): Promise<void> {
      resting += 1;
      rest.end();
      await running;
      try {
        await work();
      } finally {
        resting -= 1;
        start();
      }
    },
    /** For tests: what is being walked through is walked through, and what was found has arrived. */
    async through(): Promise<void> {
      while (running !== null) await running;
      await deps.outbox.drained();
    },
    async stop(): Promise<void> { stopping = true; rest.end(); await running; },
  };
}
