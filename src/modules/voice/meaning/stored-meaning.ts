import type { SaidInteraction } from '../../interactions/contract.ts';

/** The table of ClickHouse with where the words of interactions lie among meanings. */
export const MEANINGS_TABLE = 'voice_meanings';

/** What became of a text: it waits for its vector, has it, could not have one, is in another language than the embedder's, or nothing is said in it any more. */
export type MeaningOutcome = 'waiting' | 'embedded' | 'not-embedded' | 'other-language' | 'silent';

/** A vector in whole numbers from −127 to 127, its largest one 127. `length`: of the whole numbers, by which likeness is divided. */
export type WholeVector = { readonly numbers: readonly number[]; readonly length: number };

const LARGEST = 127;

/** A vector as it is kept: a quarter of the room, and likeness moves by two ten-thousandths (docs/methods/embeddings.md). Null for one without any direction. */
export function wholeVector(vector: ArrayLike<number>): WholeVector | null {
  let most = 0;
  for (let at = 0; at < vector.length; at += 1) most = Math.max(most, Math.abs(vector[at] as number));
  if (!(most > 0) || !Number.isFinite(most)) return null;
  // Adding 0 makes a plain nought of a negative one.
  const numbers = Array.from(vector, (value) => Math.round((value / most) * LARGEST) + 0);
  return { numbers, length: Math.hypot(...numbers) };
}

/**
 * The finished row of a text by one embedder, with its vector once it has one.
 * Invariant: starts with plain numbers, so that an erasure finds its node; depends on its arguments alone, so that a repeat is byte-equal. No text of anybody.
 * `standing` orders rows of one text: a later revision above an earlier one, and of one revision what became of it above its waiting.
 */
export function meaningRow(embedder: number, { number, revision, home, node, source, brand, channel, office, kind, direction, occurredMs }: SaidInteraction, language: string, outcome: MeaningOutcome, vector: WholeVector | null = null): string {
  return JSON.stringify({
    number, revision, home, node, embedder, standing: revision * 2 + (outcome === 'embedded' || outcome === 'not-embedded' ? 1 : 0), source, brand, channel, office, kind, direction, occurred_at: new Date(occurredMs).toISOString(),
    language, outcome, length: vector?.length ?? 0, vector: vector?.numbers ?? [],
  });
}
