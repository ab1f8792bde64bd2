import type { Outbox, OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import { latestRevisions, type InteractionSaid, type SaidInteraction } from '../../interactions/contract.ts';
import { giveWay } from '../give-way.ts';
import { joinWords } from '../readings/joined-words.ts';
import type { Readings } from '../readings/readings.ts';
import { meaningRow, MEANINGS_TABLE } from './stored-meaning.ts';

/** The consumer of what is said. */
export const MEANINGS_CONSUMER = 'voice-meanings';
/** Events taken at once: each holds up to 200 texts. */
export const MEANING_EVENTS_AT_ONCE = 8;

/** Languages of what was said, by number and revision; empty: not told. */
type Languages = Map<string, string>;

/**
 * Lists what is said: in which language, and whether it waits for a vector. Embedding takes far longer and is done by itself, so that nobody who waits for the outbox waits for it (embed-waiting.ts).
 * `languages` null: every text waits whose language is told.
 */
export function createMeaningList({ outbox, readings, embedder, languages, isBusy }: { readonly outbox: Outbox; readonly readings: Pick<Readings, 'ask'>; embedder(): number | null; readonly languages: readonly string[] | null; readonly isBusy: () => boolean }) {
  let prepared: Languages = new Map();
  const keyOf = ({ number, revision }: SaidInteraction): string => `${number} ${revision}`;
  const saidOf = (events: readonly OutboxEvent[]): SaidInteraction[] => latestRevisions(events as readonly InteractionSaid[]);

  async function languagesOf(said: readonly SaidInteraction[], before: Languages): Promise<Languages> {
    const unknown = said.filter((one) => one.parts.length > 0 && !before.has(keyOf(one)));
    const found = await readings.ask<string>({ of: 'language' }, unknown.map(({ parts }) => joinWords(parts).text));
    return new Map([...before, ...unknown.map((one, at) => [keyOf(one), found[at] ?? ''] as const)]);
  }

  function listed(number: number, one: SaidInteraction, known: Languages): string {
    if (one.parts.length === 0) return meaningRow(number, one, '', 'silent');
    const language = known.get(keyOf(one)) ?? '';
    return meaningRow(number, one, language, language !== '' && (languages === null || languages.includes(language)) ? 'waiting' : 'other-language');
  }

  return {
    /** Rows of what was said, in its order. */
    async rows(number: number, said: readonly SaidInteraction[]): Promise<string[]> {
      const known = await languagesOf(said, new Map());
      return said.map((one) => listed(number, one, known));
    },
    async prepare(events: readonly OutboxEvent[]): Promise<void> {
      await giveWay(isBusy);
      prepared = await languagesOf(saidOf(events), new Map());
    },
    async receive(events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
      const number = embedder();
      const said = saidOf(events);
      if (number === null || said.length === 0) return;
      const known = await languagesOf(said, prepared);
      await outbox.copy(tx, [{ table: MEANINGS_TABLE, jsonLines: said.map((one) => listed(number, one, known)).join('\n'), rows: said.length }]);
    },
  };
}
