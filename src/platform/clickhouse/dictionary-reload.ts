import { setTimeout as sleep } from 'node:timers/promises';
import type { Analytics } from './analytics.ts';
import { checkTableName } from './table-name.ts';

/** Share of the time that a dictionary may spend loading: with many changes it is loaded in one part of five, so that pages and inserts have the rest. */
const RESTS_PER_LOAD = 4;

/**
 * Keeps a dictionary up to date with its table: call it after rows were inserted. In process nothing reloads by itself, whatever LIFETIME says.
 * Shape: the promise is done when a load that began after the call is done, on every node. Calls that come together share one load.
 * Errors: like `Analytics.run`; the next call tries again.
 */
export function createDictionaryReload(analytics: Analytics, dictionary: string): () => Promise<void> {
  const statement = { strings: [`SYSTEM RELOAD DICTIONARY ${checkTableName(dictionary)}`], params: [] };
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let lastMs = 0;

  const load = async (): Promise<void> => {
    const startedAt = performance.now();
    try {
      await analytics.run(statement);
    } finally {
      lastMs = performance.now() - startedAt;
      running = null;
    }
  };
  const start = (): Promise<void> => {
    running = load();
    return running;
  };
  const startAfter = async (before: Promise<void>): Promise<void> => {
    // Whoever asked for that load hears of its failure; this one begins afresh.
    await before.then(() => undefined, () => undefined);
    await sleep(lastMs * RESTS_PER_LOAD);
    next = null;
    await start();
  };

  return () => {
    if (next !== null) return next;
    if (running === null) return start();
    next = startAfter(running);
    return next;
  };
}
