import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import { MAP_TABLE, readMapAgain } from './map-log.ts';

/** How soon after a copy the map is read again. Units: ms. */
const SOON_MS = 1_000;
/** The map is read at most a twentieth of the time. */
const REST = 20;

/** Reads the map again after rows of it reached ClickHouse: soon, but never so often that reading it is what ClickHouse mostly does. Answers a function that ends it, before ClickHouse is closed. */
export function keepMapFresh(deps: { readonly analytics: Analytics; readonly outbox: Outbox; readonly log: Log }): () => Promise<void> {
  let waiting: NodeJS.Timeout | null = null;
  let lastedMs = 0;
  let reading: Promise<void> = Promise.resolve();
  let isEnded = false;
  const read = async (): Promise<void> => {
    const start = performance.now();
    try {
      await readMapAgain(deps.analytics);
    } catch (error) {
      deps.log.warn('identity-map-not-read', factsOf(error));
    }
    lastedMs = performance.now() - start;
  };
  deps.outbox.onCopied((batches) => {
    if (isEnded || waiting !== null || !batches.some((batch) => batch.table === MAP_TABLE)) return;
    waiting = setTimeout(() => {
      waiting = null;
      reading = read();
    }, Math.max(SOON_MS, lastedMs * REST));
    waiting.unref();
  });
  return async () => {
    isEnded = true;
    if (waiting !== null) clearTimeout(waiting);
    await reading;
  };
}
