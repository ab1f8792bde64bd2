import type { Outbox, OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { latestRevisions, type InteractionSaid, type SaidInteraction } from '../interactions/contract.ts';
import { replacedBy } from './as-of/replaced-by.ts';
import { giveWay } from './give-way.ts';
import { joinWords } from './readings/joined-words.ts';

/** Events taken at once: each holds up to 200 texts. */
const EVENTS_AT_ONCE = 8;

/** By which models something is read now, and under which numbers of theirs it is kept. */
export type ReadBy = { readonly by: number; readonly under: readonly number[] };

/**
 * Something that reads what is said as it comes. `by`: by whom it is read now; nothing is read for nobody. `read`: texts in their order, null or nothing for one that could not be read; done before the transaction.
 * `row`: the finished row of what was found; null where nothing is said (any more) or it could not be read. `earlier`: where rows go that a revision replaces.
 */
export type SaidReader<Kept> = {
  readonly consumer: string; readonly table: string; readonly earlier?: string;
  by(): readonly ReadBy[] | Promise<readonly ReadBy[]>;
  read(by: number, texts: readonly string[]): Promise<readonly (Kept | null)[]>;
  row(under: number, one: SaidInteraction, kept: Kept | null): string;
};

/**
 * Receives what recorded interactions say, and keeps what one reads in it. A correction replaces what was read before, also when nothing is said any more.
 * Texts are read before their events are received, so that nobody waits for them in a transaction; recording comes first.
 */
export function receiveSaid<Kept>({ outbox, isBusy }: { readonly outbox: Outbox; readonly isBusy: () => boolean }, reader: SaidReader<Kept>): void {
  /** Read and not yet kept. */
  const prepared = new Map<string, Kept | null>();
  const keyOf = (by: number, { number, revision }: SaidInteraction): string => `${by} ${number} ${revision}`;
  const saidOf = (events: readonly OutboxEvent[]): SaidInteraction[] => latestRevisions(events as readonly InteractionSaid[]);

  async function readAll(reads: readonly ReadBy[], said: readonly SaidInteraction[]): Promise<void> {
    for (const { by } of reads) {
      const unread = said.filter((one) => one.parts.length > 0 && !prepared.has(keyOf(by, one)));
      const found = await reader.read(by, unread.map(({ parts }) => joinWords(parts).text));
      for (const [at, one] of unread.entries()) prepared.set(keyOf(by, one), found[at] ?? null);
    }
  }

  async function prepare(events: readonly OutboxEvent[]): Promise<void> {
    prepared.clear();
    if ((await reader.by()).length === 0) return;
    await giveWay(isBusy);
    await readAll(await reader.by(), saidOf(events));
  }

  async function receive(events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
    const reads = await reader.by();
    if (reads.length === 0) return;
    const said = saidOf(events);
    await readAll(reads, said);
    const lines = said.flatMap((one) => reads.flatMap(({ by, under }) => under.map((number) => reader.row(number, one, prepared.get(keyOf(by, one)) ?? null))));
    if (lines.length > 0) await outbox.copy(tx, [{ table: reader.table, jsonLines: lines.join('\n'), rows: lines.length, ...(reader.earlier === undefined ? {} : replacedBy(said, reader.earlier)) }]);
  }

  outbox.subscribe(reader.consumer, ['interaction.said'], receive, { eventsAtOnce: EVENTS_AT_ONCE, prepare });
}
