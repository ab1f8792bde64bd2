import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, float64, instant, text, texts, uint64, uint64s, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { at, type NobodyPlace } from '../nobody/nobody-log.ts';
import type { TimelineCursor, TimelineRow } from '../timeline-log.ts';
import type { SearchTerm, WordSearch } from './word-search.ts';

/** Of what was said, what is looked at. Units: ms since 1970; from inclusive, until exclusive, by the first known moment; `receivedFromMs` by when its latest wording came in. `nodes`: claims, one of which said it. `among`: a statement that answers the numbers of interactions of which it must be one; `whose`: what must hold of whose it is, over the columns `node` and `home`; `office`, `stage` and ratings (as they were given) are those of any revision: whoever must know looks at the latest. */
export type WordFilter = {
  readonly channel?: string | undefined; readonly source?: string | undefined; readonly direction?: string | undefined; readonly brand?: string | undefined; readonly language?: string | undefined;
  readonly fromMs?: number | undefined; readonly untilMs?: number | undefined; readonly receivedFromMs?: number | undefined; readonly nodes?: readonly number[] | undefined; readonly among?: ChStatement | undefined; readonly whose?: ChStatement | undefined;
  readonly kind?: string | undefined; readonly office?: string | undefined; readonly stage?: string | undefined; readonly ratingFrom?: number | undefined; readonly ratingUntil?: number | undefined;
};

/** Where something lies that says what is searched for, and in which revision it says it. */
export type WordPlace = NobodyPlace & { readonly revision: number };

/** Words that begin alike, up to which they are looked up by the index one by one. */
const BEGINNINGS_MOST = 1_000;

/** A term with the words that its beginning stands for; null where they are not listed. */
type ReadyTerm = SearchTerm & { readonly endings: readonly string[] | null };

/** What begins so, as the index of this node knows words. Invariant: folded words hold nothing that `like` reads as a sign. */
async function endingsOf(analytics: Analytics, beginning: string): Promise<string[] | null> {
  const found = await analytics.texts(ch`select distinct token from mergeTreeTextIndex(currentDatabase(), 'interactions_words', 'words') where startsWith(token, ${text(beginning)}) limit ${uint64(BEGINNINGS_MOST + 1)}`, { class: 'point', settings: { max_threads: 1 } });
  return found.length > BEGINNINGS_MOST ? null : found;
}

/** What is searched for, as the engine is asked. */
export type ReadySearch = readonly ReadyTerm[];

/** Looks up once which words a beginning stands for. */
export async function readySearch(analytics: Analytics, { terms }: WordSearch): Promise<ReadySearch> {
  return Promise.all(terms.map(async (term) => ({ ...term, endings: term.isPrefix && analytics.cluster === null ? await endingsOf(analytics, term.words.at(-1) ?? '') : null })));
}

/** Without the tokeniser as a third argument, with which the engine reads the texts beside the index (measured: 100 ms instead of 8 on 100,000 texts). */
function says({ words, isPrefix, endings }: ReadyTerm): ChStatement {
  const phrase = words.join(' ');
  if (!isPrefix) return words.length === 1 ? ch`hasAllTokens(said, ${texts(words)})` : ch`hasPhrase(said, ${text(phrase)})`;
  const begins = ch`said like ${text(`% ${phrase}%`)}`;
  if (endings === null) return begins;
  if (endings.length === 0) return ch`0`;
  const oneOf = ch`hasAnyTokens(said, ${texts(endings)})`;
  return words.length === 1 ? oneOf : ch`(${oneOf} and hasAllTokens(said, ${texts(words.slice(0, -1))}) and ${begins})`;
}

/** Whether the index answers it alone: words and listed beginnings, whoever said them. Then texts of any age cost the same (measured: 6 to 45 ms of processor time over 5,000,000; a phrase up to 330). */
export function isIndexed(search: ReadySearch, filter: WordFilter): boolean {
  return filter.nodes === undefined && filter.whose === undefined && !asksFacts(filter) && search.every(({ words, isPrefix, endings }) => words.length === 1 && (!isPrefix || endings !== null));
}

const asksFacts = ({ office, stage, ratingFrom, ratingUntil }: WordFilter): boolean => office !== undefined || stage !== undefined || ratingFrom !== undefined || ratingUntil !== undefined;

/** What passes by facts that do not lie beside the words, of the stretch of time that is looked at alone. */
function factsPassing({ office, stage, ratingFrom, ratingUntil, fromMs }: WordFilter, before: TimelineCursor | null): ChStatement {
  let passes = before === null ? ch`1` : ch`placed_at <= ${instant(before.placedMs)}`;
  if (fromMs !== undefined) passes = ch`${passes} and placed_at >= ${instant(fromMs)}`;
  if (office !== undefined) passes = ch`${passes} and office = ${text(office)}`;
  if (stage !== undefined) passes = ch`${passes} and stage = ${text(stage)}`;
  if (ratingFrom !== undefined) passes = ch`${passes} and rating_value >= ${float64(ratingFrom)}`;
  if (ratingUntil !== undefined) passes = ch`${passes} and rating_value <= ${float64(ratingUntil)}`;
  return ch`number global in (select number from interactions_log where ${passes})`;
}

/** Rows of one partition are never replaced by those of another: a statement of another module may read by partition. */
const settingsOf = ({ among }: WordFilter): { readonly do_not_merge_across_partitions_select_final?: 1 } => (among === undefined ? {} : { do_not_merge_across_partitions_select_final: 1 });

function passing(filter: WordFilter, terms: ReadySearch, before: TimelineCursor | null = null): ChStatement {
  const is = (column: ChStatement, wanted: string | undefined): ChStatement => (wanted === undefined ? ch`1` : ch`${column} = ${text(wanted)}`);
  let passes = ch`${is(ch`channel`, filter.channel)} and ${is(ch`source`, filter.source)} and ${is(ch`direction`, filter.direction)} and ${is(ch`brand`, filter.brand)} and ${is(ch`language`, filter.language)} and ${is(ch`kind`, filter.kind)}`;
  if (filter.fromMs !== undefined) passes = ch`${passes} and placed_at >= ${instant(filter.fromMs)}`;
  if (filter.untilMs !== undefined) passes = ch`${passes} and placed_at < ${instant(filter.untilMs)}`;
  if (filter.receivedFromMs !== undefined) passes = ch`${passes} and received_at >= ${instant(filter.receivedFromMs)}`;
  if (filter.nodes !== undefined) passes = ch`${passes} and node in ${uint64s(filter.nodes)}`;
  if (filter.among !== undefined) passes = ch`${passes} and number global in (${filter.among})`;
  if (filter.whose !== undefined) passes = ch`${passes} and ${filter.whose}`;
  if (asksFacts(filter)) passes = ch`${passes} and ${factsPassing(filter, before)}`;
  for (const term of terms) passes = term.isNot ? ch`${passes} and not ${says(term)}` : ch`${passes} and ${says(term)}`;
  return terms.some(({ isNot }) => !isNot) ? passes : ch`${passes} and said != ''`;
}

/** What lies before a place, in the order of the table. */
function olderThan(before: TimelineCursor | null): ChStatement {
  return before === null ? ch`1` : ch`placed_at <= ${instant(before.placedMs)} and (placed_at, number) < (${instant(before.placedMs)}, ${uint64(before.number)})`;
}

/** The moment of the text that is `texts` older than a place, whatever it says; null when there are not so many. Units: ms since 1970. Cost: moments alone are read, in their order. */
export async function momentOlderBy(analytics: Analytics, texts: number, before: TimelineCursor | null): Promise<number | null> {
  const [row] = await analytics.rows<{ placedMs: string }>(ch`
    select toUnixTimestamp64Milli(placed_at) as placedMs from interactions_words
    where ${olderThan(before)}
    order by placed_at desc
    limit 1 offset ${uint64(texts)}`, { class: 'point', settings: { max_threads: 1 } });
  return row === undefined ? null : Number(row.placedMs);
}

/**
 * The newest places that say what is searched for, in any revision that is still held.
 * Shape: newest first; an interaction that was revised may come twice. Cost: limited by number in the engine it would sort all that say it (16 ms instead of 6 on 100,000 texts, and growing with them).
 */
export async function placesSaying(analytics: Analytics, search: ReadySearch, filter: WordFilter, before: TimelineCursor | null, limit: number): Promise<WordPlace[]> {
  const rows = await analytics.rows<{ placedMs: string; number: string; home: string; revision: number }>(ch`
    select toUnixTimestamp64Milli(placed_at) as placedMs, number, home, revision from interactions_words
    where ${olderThan(before)} and ${passing(filter, search, before)}
    order by placed_at desc, number desc
    limit ${uint64(limit)}`, { class: 'point', settings: { max_threads: 1, ...settingsOf(filter) } });
  return rows.map((row) => ({ placedMs: Number(row.placedMs), number: Number(row.number), home: Number(row.home), revision: row.revision }));
}

/** What lies at these places, each in its latest revision; newest first. */
export async function latestAt(analytics: Analytics, places: readonly NobodyPlace[]): Promise<TimelineRow[]> {
  if (places.length === 0) return [];
  const pages = await analytics.texts(ch`
    select page from interactions_pages
    prewhere ${at(places)}
    order by placed_at desc, number desc, revision desc
    limit 1 by number`, { class: 'point', settings: { max_threads: 1 } });
  return pages.map((page) => JSON.parse(page) as TimelineRow);
}

/**
 * How many interactions say it in their latest revision, counted up to `most` + 1, and no longer than `withinMs`; null: as long as it takes.
 * Shape: `isWhole` false when time was up: then it is the least. Cost: words are counted from the index alone; for a phrase the texts are read that hold its words, which may be all there are.
 */
export async function countSaying(analytics: Analytics, search: ReadySearch, filter: WordFilter, most: number, withinMs: number | null): Promise<{ readonly count: number; readonly isWhole: boolean }> {
  const startedMs = performance.now();
  const [row] = await analytics.rows<{ count: string }>(ch`select count() as count from (select 1 from interactions_words final where ${passing(filter, search)} limit ${uint64(most + 1)})`,
    withinMs === null ? { class: 'report' } : { class: 'point', settings: { max_threads: 1, max_execution_time: withinMs / 1_000, timeout_overflow_mode: 'break' } });
  return { count: Number(row?.count ?? 0), isWhole: withinMs === null || performance.now() - startedMs < withinMs };
}

/** How many say it on each day of a zone. Shape: days on which nobody does are left out. */
export async function countByDay(analytics: Analytics, search: ReadySearch, filter: WordFilter, zone: string): Promise<{ day: string; count: number }[]> {
  const rows = await analytics.rows<{ day: string; count: string }>(ch`select toString(toDate(placed_at, ${text(zone)})) as day, count() as count from interactions_words final where ${passing(filter, search)} group by day order by day`, { class: 'report' });
  return rows.map(({ day, count }) => ({ day, count: Number(count) }));
}

/** What came in since a moment: until when, and the earliest moment of which it tells; null for nothing. Cost: two columns are read. Units: ms since 1970. */
export async function receivedSince(analytics: Analytics, sinceMs: number): Promise<{ readonly untilMs: number; readonly placedFromMs: number } | null> {
  const [row] = await analytics.rows<{ count: string; untilMs: string; placedFromMs: string }>(ch`
    select count() as count, toUnixTimestamp64Milli(max(received_at)) as untilMs, toUnixTimestamp64Milli(min(placed_at)) as placedFromMs from interactions_words
    where received_at >= ${instant(sinceMs)}`, { class: 'point', settings: { max_threads: 1 } });
  return row === undefined || Number(row.count) === 0 ? null : { untilMs: Number(row.untilMs), placedFromMs: Number(row.placedFromMs) };
}

/** What there is to choose from, in order of the alphabet. */
export type WordChoices = { readonly channels: string[]; readonly sources: string[]; readonly brands: string[]; readonly languages: string[]; readonly kinds: string[] };

/** Channels, sources, brands, languages and kinds of everything said. Cost: five columns are read once. */
export async function choicesOfWords(analytics: Analytics): Promise<WordChoices> {
  const [row] = await analytics.rows<WordChoices>(ch`
    select arraySort(groupUniqArray(channel)) as channels, arraySort(groupUniqArray(source)) as sources, arraySort(groupUniqArray(brand)) as brands, arraySort(groupUniqArray(language)) as languages, arraySort(groupUniqArray(kind)) as kinds
    from interactions_words`, { class: 'report' });
  const named = (list: string[] | undefined): string[] => (list ?? []).filter((name) => name !== '');
  return { channels: named(row?.channels), sources: named(row?.sources), brands: named(row?.brands), languages: named(row?.languages), kinds: named(row?.kinds) };
}
