import type { SaidInteraction } from '../../interactions/contract.ts';
import type { Readings } from '../readings/readings.ts';
import { meaningRow } from './stored-meaning.ts';

/** The consumer of what is said. */
export const MEANINGS_CONSUMER = 'voice-meanings';

/**
 * Lists what is said: in which language, and whether it waits for a vector. Embedding takes far longer and is done by itself, so that nobody who waits for the outbox waits for it (embed-waiting.ts).
 * `languages` null: every text waits whose language is told.
 */
export function createMeaningList({ readings, languages }: { readonly readings: Pick<Readings, 'ask'>; readonly languages: readonly string[] | null }) {
  return {
    /** In which languages texts are; null where it is not told. */
    read: (texts: readonly string[]): Promise<(string | null)[]> => readings.ask<string>({ of: 'language' }, texts),
    row(embedder: number, one: SaidInteraction, language: string | null): string {
      if (one.parts.length === 0) return meaningRow(embedder, one, '', 'silent');
      return meaningRow(embedder, one, language ?? '', language !== null && (languages === null || languages.includes(language)) ? 'waiting' : 'other-language');
    },
  };
}
