import type { CopyBatch, Outbox, OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { latestRevisions, type InteractionSaid, type RivalRated, type RivalRating, type SaidInteraction } from '../interactions/contract.ts';
import { replacedBy } from './as-of/replaced-by.ts';
import { giveWay } from './give-way.ts';

/** Events taken at once: each holds up to 200 texts. */
const EVENTS_AT_ONCE = 8;

/** By which models something is read now, and under which numbers of theirs it is kept. */
export type ReadBy = { readonly by: number; readonly under: readonly number[] };
type Words = { readonly number: number; readonly revision: number; readonly parts: SaidInteraction['parts'] };

/**
 * Something that reads words as they come. `by`: by whom they are read now; nothing is read for nobody. `reads`: which words there are to read, those of customers unless it is said. `read`: in their order, null or nothing for one that could not be read; done before the transaction.
 * `row`: the finished row of what was found (`kept` null where nothing is said (any more) or it could not be read); null where there is nothing to keep. `tells`: what others hear of it, in the same transaction.
 */
type WordsReader<Kept, One extends Words> = {
  readonly consumer: string; readonly table: string;
  by(): readonly ReadBy[] | Promise<readonly ReadBy[]>;
  reads?(one: One): boolean;
  read(by: number, words: readonly One[]): Promise<readonly (Kept | null)[]>;
  row(under: number, one: One, kept: Kept | null): string | null;
  tells?(words: readonly One[], keptOf: (one: One) => Kept | null): OutboxEvent | null;
};

/** `earlier`: where rows go that a revision replaces. */
export type SaidReader<Kept> = WordsReader<Kept, SaidInteraction> & { readonly earlier?: string };

type Deps = { readonly outbox: Outbox; readonly isBusy: () => boolean };
type Told<One> = { readonly event: 'interaction.said' | 'interaction.rival-rated'; of(events: readonly OutboxEvent[]): readonly One[]; besides?(told: readonly One[]): Partial<CopyBatch> };

/** Whether a customer says anything. */
const isSpoken = ({ parts }: Words): boolean => parts.length > 0;

/** Texts are read before their events are received, so that nobody waits for them in a transaction; recording comes first. */
function receiveWords<Kept, One extends Words>({ outbox, isBusy }: Deps, told: Told<One>, reader: WordsReader<Kept, One>): void {
  /** Read and not yet kept. */
  const prepared = new Map<string, Kept | null>();
  const keyOf = (by: number, { number, revision }: One): string => `${by} ${number} ${revision}`;

  async function readAll(reads: readonly ReadBy[], words: readonly One[]): Promise<void> {
    for (const { by } of reads) {
      const unread = words.filter((one) => (reader.reads ?? isSpoken)(one) && !prepared.has(keyOf(by, one)));
      const found = await reader.read(by, unread);
      for (const [at, one] of unread.entries()) prepared.set(keyOf(by, one), found[at] ?? null);
    }
  }

  async function prepare(events: readonly OutboxEvent[]): Promise<void> {
    prepared.clear();
    if ((await reader.by()).length === 0) return;
    await giveWay(isBusy);
    await readAll(await reader.by(), told.of(events));
  }

  async function receive(events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
    const reads = await reader.by();
    if (reads.length === 0) return;
    const words = told.of(events);
    await readAll(reads, words);
    const lines = words.flatMap((one) => reads.flatMap(({ by, under }) => under.map((number) => reader.row(number, one, prepared.get(keyOf(by, one)) ?? null)))).filter((line) => line !== null);
    if (lines.length > 0) await outbox.copy(tx, [{ table: reader.table, jsonLines: lines.join('\n'), rows: lines.length, ...told.besides?.(words) }]);
    const heard = reader.tells?.(words, (one) => prepared.get(keyOf(reads.at(-1)?.by ?? 0, one)) ?? null) ?? null;
    if (heard !== null) await outbox.publish(tx, [heard]);
  }

  outbox.subscribe(reader.consumer, [told.event], receive, { eventsAtOnce: EVENTS_AT_ONCE, prepare });
}

/** Receives what recorded interactions say, and keeps what one reads in it. A correction replaces what was read before, also when nothing is said any more. */
export function receiveSaid<Kept>(deps: Deps, { earlier, ...reader }: SaidReader<Kept>): void {
  receiveWords<Kept, SaidInteraction>(deps, { event: 'interaction.said', of: (events) => latestRevisions(events as readonly InteractionSaid[]).filter((one) => one.revision > 1 || (reader.reads ?? isSpoken)(one)), ...(earlier === undefined ? {} : { besides: (said) => replacedBy(said, earlier) }) }, reader);
}

/** Receives public ratings of rivals in the same way. */
export function receiveRated<Kept>(deps: Deps, reader: WordsReader<Kept, RivalRating>): void {
  receiveWords(deps, { event: 'interaction.rival-rated', of: (events) => latestRevisions((events as readonly RivalRated[]).map(({ ratings }) => ({ interactions: ratings }))) }, reader);
}
