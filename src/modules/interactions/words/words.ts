import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Live } from '../../../platform/live/live.ts';
import { EVERYTHING_RECORDED, type LiveInteraction } from '../announce-copied.ts';
import type { TimelineItem } from '../contract.ts';
import { traitsAt, type NobodyPlace } from '../nobody/nobody-log.ts';
import { namesSigned } from '../nobody/nobody.ts';
import { presentTimelineItem, readCursor, writePlace } from '../present-timeline.ts';
import { remembered } from '../../../kernel/remembered.ts';
import type { TimelineCursor, TimelineRow } from '../timeline-log.ts';
import { nextWindow, PAGE_PACE, type Pace } from './look-back.ts';
import { saysAndPasses } from './passages-of-item.ts';
import { choicesOfWords, countByDay, countSaying, isIndexed, latestAt, momentOlderBy, placesSaying, readySearch, receivedSince, type WordFilter, type WordPlace } from './words-log.ts';
import type { WordSearch } from './word-search.ts';

/** How long the choices are good for. Units: ms. */
const CHOICES_FRESH_MS = 60_000;

/** How long somebody waits for how many there are: no longer than for the page itself. Units: ms. */
const COUNTED_MS = PAGE_PACE.withinMs;

/** Something that was said. `node`: whose claim, 0 for nobody known; then `signed` are the names that it gave. */
export type Said = { readonly item: TimelineItem; readonly node: number; readonly signed: readonly string[] };

/** What a page of a search found, and how far it looked. */
export type FoundWords = { readonly said: Said[]; readonly next: string | null; readonly searchedUntilMs: number | null };

/** Everything that was said, by its words. Latest revisions alone count; what was erased or expired is gone from here too. */
export function createWords(deps: { readonly analytics: Analytics; readonly live: Live; readonly clock: () => number }) {
  const { analytics, live } = deps;
  const choices = remembered(CHOICES_FRESH_MS, deps.clock, () => choicesOfWords(analytics));

  /** The moment with which a window of so many texts begins that ends at a place; null when it goes back to the first that passes the filter. */
  async function beginOfWindow(texts: number, { fromMs, untilMs }: WordFilter, place: TimelineCursor | null): Promise<number | null> {
    if (texts === Number.POSITIVE_INFINITY) return null;
    const end = untilMs === undefined || (place !== null && place.placedMs < untilMs) ? place : { placedMs: untilMs, number: 0 };
    const momentMs = await momentOlderBy(analytics, texts, end);
    return momentMs === null || (fromMs !== undefined && momentMs <= fromMs) ? null : momentMs;
  }

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
    /**
     * A page of what says it, newest first: as much as is found while the pace allows, at least of one window; what the index answers alone is asked of all texts at once.
     * Shape: at most `limit`; `next` is null when everything was looked at, else the page that goes on from there: after one that is full, or that time ended, even when it holds nothing. `searchedUntilMs`: nothing newer than this was left out.
     */
    async find(search: WordSearch, filter: WordFilter, before: string | undefined, limit: number, { withinMs, firstTexts }: Pace = PAGE_PACE): Promise<FoundWords> {
      const startedMs = performance.now();
      const said: Said[] = [];
      let from = before === undefined ? null : readCursor(before);
      const ready = await readySearch(analytics, search);
      for (let texts: number | null = isIndexed(ready, filter) ? Number.POSITIVE_INFINITY : firstTexts; texts !== null && said.length < limit;) {
        const askedMs = performance.now();
        const wanted = limit - said.length;
        const sinceMs = await beginOfWindow(texts, filter, from);
        const places = await placesSaying(analytics, ready, sinceMs === null ? filter : { ...filter, fromMs: sinceMs }, from, wanted);
        said.push(...await saidAt(places, search, filter));
        const last = places.at(-1);
        if (last !== undefined && places.length >= wanted) from = last;
        else if (sinceMs === null) return { said, next: null, searchedUntilMs: null };
        else from = { placedMs: sinceMs, number: 0 };
        const nowMs = performance.now();
        texts = nextWindow(texts, nowMs - askedMs, startedMs + withinMs - nowMs);
      }
      return { said, next: from === null ? null : writePlace(from), searchedUntilMs: from?.placedMs ?? null };
    },
    /** What was said at these places, in the latest revisions, newest first. */
    at: async (places: readonly NobodyPlace[]): Promise<Said[]> => presented(await latestAt(analytics, places), places),
    /** How many say it, counted up to `most` and for a short while; `isLeast` when there may be more. */
    async count(search: WordSearch, filter: WordFilter, most: number): Promise<{ count: number; isLeast: boolean }> {
      const { count, isWhole } = await countSaying(analytics, await readySearch(analytics, search), filter, most, COUNTED_MS);
      return { count: Math.min(count, most), isLeast: count > most || !isWhole };
    },
    /** How many say it, however long that takes. */
    countAll: async (search: WordSearch, filter: WordFilter): Promise<number> => (await countSaying(analytics, await readySearch(analytics, search), filter, Number.MAX_SAFE_INTEGER - 1, null)).count,
    /** How many say it on each day of a zone. Shape: days on which nobody does are left out. */
    countByDay: async (search: WordSearch, filter: WordFilter, zone: string): Promise<{ day: string; count: number }[]> => countByDay(analytics, await readySearch(analytics, search), filter, zone),
    /** Until when something came in since a moment, and the earliest moment of which that tells; null for nothing. Units: ms since 1970. */
    receivedSince: (sinceMs: number): Promise<{ readonly untilMs: number; readonly placedFromMs: number } | null> => receivedSince(analytics, sinceMs),
    /** Channels, sources, brands and languages of what was said; at most a minute old. */
    choices,
    /** Calls `hear` with each interaction as it is recorded. Answers a function that stops it. */
    listen: (hear: (item: TimelineItem) => void): (() => void) => live.listen(EVERYTHING_RECORDED, (message) => { hear((message as LiveInteraction).item); }),
  };
}
