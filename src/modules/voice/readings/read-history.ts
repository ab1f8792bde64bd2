import type { Log } from '../../../platform/log/log.ts';
import type { Attention } from '../../../platform/jobs/attention.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database, Transaction } from '../../../platform/pg/transaction.ts';
import type { Interactions } from '../../interactions/index.ts';
import { createHistoryWalk } from '../walk-history.ts';
import { hasWords, readSaid } from './read-said.ts';
import type { ReaderPool } from './reader-pool.ts';
import { noteProgress, openReader, readers, switchReader, type Reader } from './reader-store.ts';
import { dropReadings, strangeReaders } from './readings-log.ts';
import { READINGS_TABLE, readingRow } from './stored-reading.ts';

/** The consumer of what is said: reading again holds it where the two must not meet. */
export const READINGS_CONSUMER = 'voice-readings';

/** Reads the whole history with the models of now, in the background, and shows the new readings once it is through; until then the former ones are shown. */
export function createHistoryReader(deps: { readonly database: Database; readonly analytics: Analytics; readonly outbox: Outbox; readonly interactions: Pick<Interactions, 'saidAfter' | 'stillSaid' | 'isBusy'>; readonly pool: ReaderPool; readonly zone: string; readonly log: Log; readonly clock: () => number; readonly attention?: Pick<Attention, 'isWanted'> }) {
  let own: Reader | null = null;
  let all: Reader[] = [];

  async function refresh(): Promise<void> {
    all = await readers(deps.database);
    own = all.find(({ number }) => number === own?.number) ?? own;
  }

  /** The one that goes through the history; null when it is through. */
  const reading = (): Reader | null => (own?.state === 'reading' ? own : null);

  /** Readings of readers that are neither shown nor on their way go. */
  async function tidy(): Promise<void> {
    const wanted = all.filter(({ state }) => state !== 'former').map(({ number }) => number);
    for (const reader of await strangeReaders(deps.analytics, wanted)) await dropReadings(deps.analytics, reader);
  }

  const walk = createHistoryWalk<Reader>(deps, {
    consumer: READINGS_CONSUMER, table: READINGS_TABLE,
    next: () => Promise.resolve(reading()),
    reads: hasWords,
    async read(reader, said) {
      const read = await readSaid(deps.pool, said);
      return said.map((one, at) => readingRow(reader.number, one, read[at] ?? null, deps.zone));
    },
    note: (tx, reader, place, texts) => { noteProgress(tx, reader.number, place, texts); },
    end: (tx, reader) => switchReader(tx, reader.number),
    async moved(_, isThrough) {
      await refresh();
      if (isThrough) await tidy();
    },
  });

  return {
    /** Makes the reader with this fingerprint the one that reads from now on. Call it before anything is received. */
    async open(fingerprint: string, learning: number | null): Promise<void> {
      own = await deps.database.transaction((tx) => openReader(tx, fingerprint, learning));
      await refresh();
    },
    /** Changes to another reader while running: `use` is called while nothing is received, so that no reading is kept under a reader that did not read it. */
    async change(fingerprint: string, learning: number | null, use: (tx: Transaction) => Promise<void>): Promise<void> {
      await walk.whileResting(async () => {
        try {
          await deps.outbox.holding(READINGS_CONSUMER, async (tx) => {
            own = await openReader(tx, fingerprint, learning);
            all = await readers(tx);
            await use(tx);
          });
        } finally {
          await refresh();
        }
      });
    },
    /** Goes on through the history where it was left. */
    start: walk.start,
    /** Under which readers what is said now is kept: the one that reads, and the one that is shown. */
    writing: (): number[] => all.filter(({ number, state }) => number === own?.number || state === 'current').map(({ number }) => number),
    /** Whose readings are shown: the current one's, or those of the first while it reads the history. */
    shown: (): Reader | null => all.find(({ state }) => state === 'current') ?? own,
    /** From when on its readings are shown in place of another reader's; null for the first that was ever shown. */
    shownSince(): Date | null {
      const current = all.find(({ state }) => state === 'current');
      return current !== undefined && all.some(({ number, switchedAt }) => number !== current.number && switchedAt !== null) ? current.switchedAt : null;
    },
    reading,
    /** For tests: the history is read to its end, and the readings have arrived. */
    through: walk.through,
    stop: walk.stop,
  };
}
