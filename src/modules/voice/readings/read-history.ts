import { factsOf, type Log } from '../../../platform/log/log.ts';
import { createPause } from '../../../platform/jobs/pause.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database, Transaction } from '../../../platform/pg/transaction.ts';
import type { Interactions } from '../../interactions/index.ts';
import { joinWords } from './joined-words.ts';
import type { ReaderPool } from './reader-pool.ts';
import { noteProgress, openReader, readers, switchReader, type Reader } from './reader-store.ts';
import { dropReadings, strangeReaders } from './readings-log.ts';
import { READINGS_TABLE, readingRow } from './stored-reading.ts';

/** The consumer of what is said: reading again holds it where the two must not meet. */
export const READINGS_CONSUMER = 'voice-readings';

/** Interactions read in one step. */
const STEP_ROWS = 1_000;
/** While much is being recorded, and after a fault, reading the history waits. Units: ms. */
const BUSY_MS = 1_000;
const RETRY_MS = 10_000;

/** Reads the whole history with the models of now, in the background, and shows the new readings once it is through; until then the former ones are shown. */
export function createHistoryReader(deps: { readonly database: Database; readonly analytics: Analytics; readonly outbox: Outbox; readonly interactions: Pick<Interactions, 'saidAfter' | 'stillSaid' | 'isBusy'>; readonly pool: ReaderPool; readonly log: Log }) {
  const rest = createPause();
  let stopping = false;
  let isOver = false;
  let running: Promise<void> | null = null;
  let own: Reader | null = null;
  let all: Reader[] = [];

  async function refresh(): Promise<void> {
    all = await readers(deps.database);
    own = all.find(({ number }) => number === own?.number) ?? own;
  }

  /** One step through the history. True while there is more. */
  async function step(reader: Reader): Promise<boolean> {
    const { said, place } = await deps.interactions.saidAfter(reader.place, STEP_ROWS);
    const spoken = said.filter(({ parts }) => parts.length > 0);
    const readings = await deps.pool.read(spoken.map(({ parts }) => joinWords(parts).text));
    await deps.outbox.holding(READINGS_CONSUMER, async (tx) => {
      // What was erased or revised meanwhile is not read from what it was.
      const still = await deps.interactions.stillSaid(spoken);
      const lines = spoken.flatMap((one, at) => (still.has(one.number) ? [readingRow(reader.number, one, readings[at] ?? null)] : []));
      if (lines.length > 0) await deps.outbox.copy(tx, [{ table: READINGS_TABLE, jsonLines: lines.join('\n'), rows: lines.length }]);
      if (place === null) await switchReader(tx, reader.number);
      else noteProgress(tx, reader.number, place, lines.length);
    });
    await refresh();
    return place !== null;
  }

  /** Readings of readers that are neither shown nor on their way go. */
  async function tidy(): Promise<void> {
    const wanted = all.filter(({ state }) => state !== 'former').map(({ number }) => number);
    for (const reader of await strangeReaders(deps.analytics, wanted)) await dropReadings(deps.analytics, reader);
  }

  async function run(): Promise<void> {
    while (!stopping && own?.state === 'reading') {
      try {
        if (deps.interactions.isBusy()) await rest.wait(BUSY_MS);
        else if (!(await step(own))) await tidy();
      } catch (error) {
        if (stopping) return;
        deps.log.warn('reading-history-waits', factsOf(error));
        await rest.wait(RETRY_MS);
      }
    }
  }

  function start(): void { stopping = false; running ??= run().finally(() => { running = null; }); }

  return {
    /** Makes the reader with this fingerprint the one that reads from now on. Call it before anything is received. */
    async open(fingerprint: string, learning: number | null): Promise<void> {
      own = await deps.database.transaction((tx) => openReader(tx, fingerprint, learning));
      await refresh();
    },
    /** Changes to another reader while running: `use` is called while nothing is received, so that no reading is kept under a reader that did not read it. */
    async change(fingerprint: string, learning: number | null, use: (tx: Transaction) => Promise<void>): Promise<void> {
      const goesOn = !stopping;
      stopping = true;
      rest.end();
      await running;
      try {
        await deps.outbox.holding(READINGS_CONSUMER, async (tx) => {
          own = await openReader(tx, fingerprint, learning);
          all = await readers(tx);
          await use(tx);
        });
      } finally {
        await refresh();
        if (goesOn && !isOver) start();
      }
    },
    /** Goes on through the history where it was left. */
    start,
    /** Under which readers what is said now is kept: the one that reads, and the one that is shown. */
    writing: (): number[] => all.filter(({ number, state }) => number === own?.number || state === 'current').map(({ number }) => number),
    /** Whose readings are shown: the current one's, or those of the first while it reads the history. */
    shown: (): Reader | null => all.find(({ state }) => state === 'current') ?? own,
    /** The one that goes through the history; null when it is through. */
    reading: (): Reader | null => (own?.state === 'reading' ? own : null),
    /** For tests: the history is read to its end. */
    async through(): Promise<void> { while (own?.state === 'reading' && running !== null) await new Promise((resolve) => { setTimeout(resolve, 20); }); },
    async stop(): Promise<void> { isOver = true; stopping = true; rest.end(); await running; },
  };
}
