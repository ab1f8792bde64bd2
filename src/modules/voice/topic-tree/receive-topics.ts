import type { Outbox, OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import { latestRevisions, type InteractionSaid, type SaidInteraction } from '../../interactions/contract.ts';
import { joinWords } from '../readings/joined-words.ts';
import { TOPICS_TABLE, topicRow } from './stored-topic.ts';
import type { TopicReaders } from './topic-readers.ts';
import type { KeptTopic } from './topic-thread.ts';

/** The consumer of what is said: reading the history holds it where the two must not meet. */
export const TOPICS_CONSUMER = 'voice-topics';
/** Events taken at once: each holds up to 200 texts. */
export const TOPIC_EVENTS_AT_ONCE = 8;
/** While much is being recorded, reading waits, but not longer than this. Units: ms. */
const BUSY_STEP_MS = 100;
const BUSY_MOST_MS = 4_000;

/** Keeps what recorded interactions are about, as finished rows of each pass that is shown or on its way. Texts are read before the events are received, so that nobody waits for them in a transaction. */
export function createTopicReceiver(deps: { readonly outbox: Outbox; readonly readers: TopicReaders; readonly isBusy: () => boolean; /** Passes of now, with their trees made ready. */ writing(): Promise<readonly number[]> }) {
  const prepared = new Map<string, KeptTopic>();
  const keyOf = (pass: number, { number, revision }: SaidInteraction): string => `${pass} ${number} ${revision}`;
  const saidOf = (events: readonly OutboxEvent[]): SaidInteraction[] => latestRevisions(events as readonly InteractionSaid[]);

  async function readAll(passes: readonly number[], said: readonly SaidInteraction[]): Promise<void> {
    for (const pass of passes) {
      const unread = said.filter((one) => one.parts.length > 0 && !prepared.has(keyOf(pass, one)));
      const kept = await deps.readers.read(pass, unread.map(({ parts }) => joinWords(parts).text));
      for (const [at, one] of unread.entries()) { const own = kept[at]; if (own !== undefined) prepared.set(keyOf(pass, one), own); }
    }
  }

  return {
    async prepare(events: readonly OutboxEvent[]): Promise<void> {
      prepared.clear();
      const passes = await deps.writing();
      if (passes.length === 0) return;
      // Recording comes first; but whoever always has much to record has topics too.
      for (let waitedMs = 0; deps.isBusy() && waitedMs < BUSY_MOST_MS; waitedMs += BUSY_STEP_MS) await new Promise((resolve) => { setTimeout(resolve, BUSY_STEP_MS); });
      await readAll(passes, saidOf(events));
    },
    async receive(events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
      const passes = await deps.writing();
      if (passes.length === 0) return;
      const said = saidOf(events);
      await readAll(passes, said);
      const lines = said.flatMap((one) => passes.map((pass) => topicRow(pass, one, prepared.get(keyOf(pass, one)) ?? null)));
      if (lines.length > 0) await deps.outbox.copy(tx, [{ table: TOPICS_TABLE, jsonLines: lines.join('\n'), rows: lines.length }]);
    },
  };
}
