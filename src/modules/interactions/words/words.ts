import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Live } from '../../../platform/live/live.ts';
import { EVERYTHING_RECORDED, type LiveInteraction } from '../announce-copied.ts';
import type { TimelineItem } from '../contract.ts';
import { traitsAt, type NobodyPlace } from '../nobody/nobody-log.ts';
import { namesSigned } from '../nobody/nobody.ts';
import { presentTimelineItem, readCursor, writePlace } from '../present-timeline.ts';
import { remembered } from '../remembered.ts';
import type { TimelineRow } from '../timeline-log.ts';
import { saysAndPasses } from './passages-of-item.ts';
import { choicesOfWords, countSaying, latestAt, placesSaying, type WordFilter, type WordPlace } from './words-log.ts';
import type { WordSearch } from './word-search.ts';

/** How long the choices are good for. Units: ms. */
const CHOICES_FRESH_MS = 60_000;

/** How long somebody waits for how many there are; the page itself comes sooner. Units: ms. */
const COUNTED_MS = 250;

/** Readings of further places for one page, when those found said it in a revision that was replaced. */
const ROUNDS_MOST = 5;

/** Something that was said. `node`: whose claim, 0 for nobody known; then `signed` are the names that it gave. */
export type Said = { readonly item: TimelineItem; readonly node: number; readonly signed: readonly string[] };

/** Everything that was said, by its words. Latest revisions alone count; what was erased or expired is gone from here too. */
export function createWords(deps: { readonly analytics: Analytics; readonly live: Live; readonly clock: () => number }) {
  const { analytics, live } = deps;
  const choices = remembered(CHOICES_FRESH_MS, deps.clock, () => choicesOfWords(analytics));

  async function saidAt(places: readonly WordPlace[], search: WordSearch, filter: WordFilter): Promise<Said[]> {
    const found = new Set(places.map(({ number, revision }) => `${number} ${revision}`));
    // Found by the words of an earlier revision, it counts by those of its latest.
    return presented((await latestAt(analytics, places)).filter((row) => found.has(`${row.number} ${row.revision}`) || saysAndPasses(presentTimelineItem(row), filter, search)), places);
  }

  async function presented(rows: readonly TimelineRow[], places: readonly NobodyPlace[]): Promise<Said[]> {
    const unsigned = new Set(rows.filter(({ node }) => Number(node) === 0).map(({ number }) => Number(number)));
    const traits = unsigned.size === 0 ? new Map<number, string>() : await traitsAt(analytics, places.filter(({ number }) => unsigned.has(number)));
    return rows.map((row) => ({ item: presentTimelineItem(row), node: Number(row.node), signed: namesSigned(JSON.parse(traits.get(Number(row.number)) || '{}') as Record<string, unknown>) }));
  }

  return {
    /** A page of what says it, newest first. Shape: at most `limit`; `next` is null on the last page. */
    async find(search: WordSearch, filter: WordFilter, before: string | undefined, limit: number): Promise<{ said: Said[]; next: string | null }> {
      const said: Said[] = [];
      let from = before === undefined ? null : readCursor(before);
      for (let round = 0; round < ROUNDS_MOST; round += 1) {
        const wanted = limit - said.length;
        const places = await placesSaying(analytics, search, filter, from, wanted);
        said.push(...await saidAt(places, search, filter));
        const last = places.at(-1);
        if (last === undefined || places.length < wanted) return { said, next: null };
        from = last;
        if (said.length >= limit) break;
      }
      return { said, next: from === null ? null : writePlace(from) };
    },
    /** What was said at these places, in the latest revisions, newest first. */
    at: async (places: readonly NobodyPlace[]): Promise<Said[]> => presented(await latestAt(analytics, places), places),
    /** How many say it, counted up to `most` and for a short while; `isLeast` when there may be more. */
    async count(search: WordSearch, filter: WordFilter, most: number): Promise<{ count: number; isLeast: boolean }> {
      const { count, isWhole } = await countSaying(analytics, search, filter, most, COUNTED_MS);
      return { count: Math.min(count, most), isLeast: count > most || !isWhole };
    },
    /** How many say it, however long that takes. */
    countAll: async (search: WordSearch, filter: WordFilter): Promise<number> => (await countSaying(analytics, search, filter, Number.MAX_SAFE_INTEGER - 1, null)).count,
    /** Channels, sources, brands and languages of what was said; at most a minute old. */
    choices,
    /** Calls `hear` with each interaction as it is recorded. Answers a function that stops it. */
    listen: (hear: (item: TimelineItem) => void): (() => void) => live.listen(EVERYTHING_RECORDED, (message) => { hear((message as LiveInteraction).item); }),
  };
}
