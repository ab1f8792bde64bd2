import type { Outbox, OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import { latestRevisions, type InteractionSaid, type SaidInteraction } from '../../interactions/contract.ts';
import { READINGS_EARLIER_TABLE, replacedBy } from '../as-of/replaced-by.ts';
import { joinWords } from './joined-words.ts';
import type { ReaderPool } from './reader-pool.ts';
import { READINGS_TABLE, readingRow, type ReadFields } from './stored-reading.ts';

/** Events taken at once: each holds up to 200 texts. */
export const SAID_EVENTS_AT_ONCE = 8;
/** While much is being recorded, reading waits, but not longer than this. Units: ms. */
const BUSY_STEP_MS = 100;
const BUSY_MOST_MS = 4_000;

/**
 * Keeps what recorded interactions say, as finished rows under each of the readers that `writing` names. A correction replaces what was read before, also when nothing is said any more.
 * Texts are read before the events are received, so that nobody waits for them in a transaction.
 */
export function createSaidReceiver(deps: { readonly outbox: Outbox; readonly pool: ReaderPool; readonly writing: () => readonly number[]; readonly isBusy: () => boolean }) {
  /** Read and not yet kept, by models, number and revision. */
  const prepared = new Map<string, ReadFields | null>();
  const keyOf = ({ number, revision }: SaidInteraction, models = deps.pool.models()): string => `${models} ${number} ${revision}`;

  async function readAll(said: readonly SaidInteraction[]): Promise<void> {
    const models = deps.pool.models();
    const unread = said.filter((one) => one.parts.length > 0 && !prepared.has(keyOf(one, models)));
    const readings = await deps.pool.read(unread.map(({ parts }) => joinWords(parts).text));
    for (const [place, one] of unread.entries()) prepared.set(keyOf(one, models), readings[place] ?? null);
  }

  const saidOf = (events: readonly OutboxEvent[]): SaidInteraction[] => latestRevisions(events as readonly InteractionSaid[]);

  return {
    async prepare(events: readonly OutboxEvent[]): Promise<void> {
      prepared.clear();
      // Recording comes first; but whoever always has much to record is read too.
      for (let waitedMs = 0; deps.isBusy() && waitedMs < BUSY_MOST_MS; waitedMs += BUSY_STEP_MS) await new Promise((resolve) => { setTimeout(resolve, BUSY_STEP_MS); });
      await readAll(saidOf(events));
    },
    async receive(events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
      const said = saidOf(events);
      await readAll(said);
      const readers = deps.writing();
      const lines = said.flatMap((one) => readers.map((reader) => readingRow(reader, one, prepared.get(keyOf(one)) ?? null)));
      if (lines.length > 0) await deps.outbox.copy(tx, [{ table: READINGS_TABLE, jsonLines: lines.join('\n'), rows: lines.length, ...replacedBy(said, READINGS_EARLIER_TABLE) }]);
    },
  };
}
