import { factsOf } from '../../../platform/log/log.ts';
import { createPause } from '../../../platform/jobs/pause.ts';
import type { HeldLock } from '../../../platform/pg/transaction.ts';
import type { DecideDeps } from '../take-decision.ts';
import { modelOf } from './load-weigher.ts';
import { matchState, type MatchState } from './model-store.ts';
import { readClaims, type ReadClaims } from './read-claims.ts';
import { settleRules } from '../settle-rules.ts';
import { settleAll } from './settle-all.ts';
import { trainMatching } from './train-matching.ts';

/** Claims that are read in one transaction; before anything was learnt they only need to be kept. */
const BATCH = 200;
const BATCH_UNWEIGHED = 1_000;
/** How often it looks by itself for claims that another process recorded. Units: ms. */
const LOOK_MS = 2_000;
/** While claims wait it works a sixth of the time, so that recording goes first. */
const REST = 5;
/** Records before anything is learnt. */
export const LEARN_FROM = 500;
/** Learns anew when there are half as many records again. */
const GROWN = 1.5;
/** Nothing new for so long: the company has stopped importing, and learning disturbs nobody. Units: ms. */
const QUIET_MS = 5_000;

export type Matcher = {
  start(): void;
  /** Claims were recorded. */
  wake(): void;
  /** Learns anew as soon as what goes on now is done. */
  trainSoon(by: string): void;
  /** Reads everything that waits, learns if it is time, and lets customers follow. For whoever must know that all is done. */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
};

/** Follows claims as they are recorded and brings together who is likely one person. One process at a time does it. */
export function createMatcher(deps: DecideDeps): Matcher {
  let isEnded = false;
  let lock: HeldLock | null = null;
  let askedBy: string | null = null;
  let failedAtMs = 0;
  let lastReadMs = 0;
  const isEnding = (): boolean => isEnded;
  /** Between rounds; ends as soon as there is something to do. */
  const idle = createPause();
  /** Within a round, so that recording goes first; what is recorded meanwhile doesn't end it, only whoever must know that all is done. */
  const rest = createPause();
  let hurried = 0;
  let isBehind = true;

  let turn: Promise<void> = Promise.resolve();
  /** One thing at a time, whoever asks. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }
  async function isTimeToLearn({ records, state }: ReadClaims): Promise<boolean> {
    if (askedBy !== null) return true;
    if (records < LEARN_FROM) return false;
    const model = state.model === null ? null : await modelOf(deps.database, state.model, deps.memory.models);
    return records >= (model?.body.weighed ?? 0) * GROWN;
  }
  /** Reads claims until none wait, and says how matching stands then; null where it is to end. `after` is told how long each batch took. Units: ms. */
  async function readAll(after: (tookMs: number) => Promise<void>): Promise<ReadClaims | null> {
    for (let batch = BATCH; !isEnded;) {
      const start = performance.now();
      const lately = deps.memory.lately.take();
      // While claims wait, those recorded last are not the next ones.
      const read = await readClaims(deps, batch, isBehind ? [] : lately);
      isBehind = read.claims === batch;
      if (read.claims === 0) return read;
      lastReadMs = Date.now();
      await after(performance.now() - start);
      if (read.claims < batch) return read;
      batch = read.state.model === null ? BATCH_UNWEIGHED : BATCH;
    }
    return null;
  }
  /** Learns where it is time. Shape: how matching stands then. */
  async function learnIfTime(read: ReadClaims): Promise<MatchState> {
    if (!(await isTimeToLearn(read))) return read.state;
    const by = askedBy ?? 'custos';
    askedBy = null;
    await trainMatching(deps, by);
    return matchState(deps.database);
  }
  async function round(): Promise<void> {
    lock ??= await deps.database.tryLock('identity-matching');
    if (lock === null || !lock.isHeld()) { lock = null; return; }
    const read = await readAll((tookMs) => (hurried > 0 ? Promise.resolve() : rest.wait(tookMs * REST)));
    if (read === null || isEnding()) return;
    if (read.areRulesBehind) await settleRules(deps, isEnding);
    await settleAll(deps, askedBy !== null || Date.now() - lastReadMs >= QUIET_MS ? await learnIfTime(read) : read.state, isEnding);
  }
  async function run(): Promise<void> {
    while (!isEnded) {
      try {
        await inTurn(round);
      } catch (error) {
        if (Date.now() - failedAtMs > 60_000) deps.log.warn('matching-failed', factsOf(error));
        failedAtMs = Date.now();
      }
      if (!isEnded) await idle.wait(LOOK_MS);
    }
    await lock?.release();
  }
  let running: Promise<void> | null = null;
  return {
    start: () => { running ??= run(); },
    wake: () => { idle.end(); },
    trainSoon: (by) => { askedBy = by; idle.end(); },
    async catchUp() {
      hurried += 1;
      rest.end();
      try {
        await inTurn(async () => {
          const read = await readAll(() => Promise.resolve());
          if (read === null) return;
          if (read.areRulesBehind) await settleRules(deps, isEnding);
          await settleAll(deps, await learnIfTime(read), isEnding);
        });
      } finally {
        hurried -= 1;
      }
    },
    async stop() {
      isEnded = true;
      rest.end();
      idle.end();
      await running;
    },
  };
}
