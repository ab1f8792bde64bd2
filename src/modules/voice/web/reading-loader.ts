import { READINGS_MOST, type Reading } from '../contract.ts';

/** What was read in one interaction, and by which reader; `reading` null when nothing was yet. */
export type FoundReading = { readonly version: number; readonly reading: Reading | null };

/** Asks for readings of many interactions at once: those asked for within a moment go together, at most 200 in a question. */
export function createReadingLoader(ask: (ids: readonly string[]) => Promise<{ readonly version: number; readonly readings: readonly Reading[] }>, most = READINGS_MOST): (id: string) => Promise<FoundReading> {
  let waiting = new Map<string, PromiseWithResolvers<FoundReading>>();

  async function load(group: readonly [string, PromiseWithResolvers<FoundReading>][]): Promise<void> {
    try {
      const { version, readings } = await ask(group.map(([id]) => id));
      const byId = new Map(readings.map((reading) => [reading.id, reading]));
      for (const [id, { resolve }] of group) resolve({ version, reading: byId.get(id) ?? null });
    } catch (error) {
      for (const [, { reject }] of group) reject(error);
    }
  }

  function send(): void {
    const all = [...waiting];
    waiting = new Map();
    for (let from = 0; from < all.length; from += most) void load(all.slice(from, from + most));
  }

  return (id) => {
    if (waiting.size === 0) setTimeout(send, 0);
    const known = waiting.get(id) ?? Promise.withResolvers<FoundReading>();
    waiting.set(id, known);
    return known.promise;
  };
}

/** After how many answers without a reading how long is waited for the next. What arrives live is read about a second later. Units: ms. */
const AGAIN_MS = [1_000, 2_000, 5_000] as const;

/** When to ask again for the reading of a revision; false: not any more. */
export function askAgainMs(found: FoundReading | undefined, revision: number, answers: number): number | false {
  if (found === undefined || (found.reading !== null && found.reading.revision >= revision)) return false;
  return AGAIN_MS[answers - 1] ?? false;
}
