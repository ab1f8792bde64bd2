import { ch, text, uint64, uint64s, instant, type ChStatement } from '../../platform/clickhouse/sql.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { CUSTOMER_OF_ROW } from '../identity/index.ts';
import type { TimelineQuery } from './contract.ts';

export const INTERACTIONS_TABLE = 'interactions_log';
export const REVISIONS_TABLE = 'interactions_revisions';

/** Whose interactions: the places to look, and which claims are theirs. `nodes` null when there are too many to list; then the map decides. */
export type Whose = { readonly customer: number; readonly homes: readonly number[]; readonly nodes: readonly number[] | null };

/** A row of the log as a timeline needs it. Shape: 64-bit numbers as number or text, times as ISO 8601 or the engine's own form (both UTC). */
export type TimelineRow = {
  readonly number: string | number; readonly revision: number; readonly node: string | number; readonly source: string; readonly source_id: string; readonly brand: string; readonly channel: string; readonly kind: string; readonly direction: string;
  readonly office: string; readonly stage: string; readonly occurred_at: string; readonly occurred_precision: string; readonly placed_at: string; readonly received_at: string; readonly title: string; readonly text: string;
  readonly language: string; readonly turns: string; readonly rating_value: number | null; readonly rating_min: number | null; readonly rating_max: number | null; readonly rating_scale: string; readonly rating_question: string;
  readonly subject_types: readonly string[]; readonly subject_ids: readonly string[]; readonly subject_roles: readonly string[]; readonly subject_labels: readonly string[]; readonly claims: string;
  readonly amount_roles: readonly string[]; readonly amount_minors: readonly string[]; readonly amount_currencies: readonly string[]; readonly amount_gross: readonly (number | null)[]; readonly duration_seconds: number | null; readonly properties: string;
};

/** Where a page of a timeline ended. Units: ms. */
export type TimelineCursor = { readonly placedMs: number; readonly number: number };

/** Whether a row is theirs, by its claim. What names nobody is nobody's, wherever it lies; a claim so new that the map does not hold it yet is of whom it was recorded under. */
function isTheirs(whose: Whose): ChStatement {
  return whose.nodes === null ? ch`${CUSTOMER_OF_ROW} = ${uint64(whose.customer)}` : ch`node in ${uint64s(whose.nodes)}`;
}

/** Rows of a customer: where to look, and which are theirs. Invariant: asked of latest revisions alone (`final`), because an earlier one may have named somebody else. */
export function ofCustomer(whose: Whose): ChStatement {
  return ch`home in ${uint64s(whose.homes)} and ${isTheirs(whose)}`;
}

/** Where a customer's latest revisions are to be found: their rows, and whatever was revised there, because the latest revision alone says whose it is. */
function around(whose: Whose): ChStatement {
  return ch`home in ${uint64s(whose.homes)} and (${isTheirs(whose)} or revision > 1)`;
}

/** What of a page passes a filter. Shape: to be asked beside `page`, `channel`, `office` and `stage`. */
export function matching(query: TimelineQuery): ChStatement {
  let filter = ch`1`;
  if (query.channel !== undefined) filter = ch`${filter} and channel = ${text(query.channel)}`;
  if (query.source !== undefined) filter = ch`${filter} and JSONExtractString(page, 'source') = ${text(query.source)}`;
  if (query.office !== undefined) filter = ch`${filter} and office = ${text(query.office)}`;
  if (query.stage !== undefined) filter = ch`${filter} and stage = ${text(query.stage)}`;
  if (query.until !== undefined) filter = ch`${filter} and placed_at <= ${instant(Date.parse(query.until))}`;
  if (query.text !== undefined && query.text !== '') {
    const said = ch`concat(JSONExtractString(page, 'title'), ' ', JSONExtractString(page, 'text'), ' ', JSONExtractString(page, 'turns'))`;
    filter = ch`${filter} and positionCaseInsensitiveUTF8(${said}, ${text(query.text)}) > 0`;
  }
  return filter;
}

/**
 * A page of somebody's interactions, newest first, each in its latest revision (also while older ones are not merged away).
 * The filter looks at latest revisions only: a text that was edited away is not found.
 */
export async function timelineOf(analytics: Analytics, whose: Whose, query: TimelineQuery, before: TimelineCursor | null): Promise<TimelineRow[]> {
  const page = before === null ? ch`1` : ch`(placed_at, number) < (${instant(before.placedMs)}, ${uint64(before.number)})`;
  const pages = await analytics.texts(ch`
    select page from (
      select page, number, node, home, placed_at, channel, office, stage from interactions_pages
      prewhere ${around(whose)} and ${page}
      order by placed_at desc, number desc, revision desc
      limit 1 by number
    )
    where ${isTheirs(whose)} and ${matching(query)}
    order by placed_at desc, number desc
    limit ${uint64(query.limit)}`, { class: 'point', settings: { max_threads: 1 } });
  return pages.map((row) => JSON.parse(row) as TimelineRow);
}

/** Whose first page, and how long. Invariant: the claims are listed. */
export type FirstPage = { readonly homes: readonly number[]; readonly nodes: readonly number[]; readonly limit: number };

/** On which of the pages asked for each claim stands. The same customer may be asked for twice, also before and after a join. */
function pagesOfNodes(asked: readonly FirstPage[]): Map<number, number[]> {
  const pages = new Map<number, number[]>();
  asked.forEach(({ nodes }, place) => { for (const node of nodes) pages.set(node, [...(pages.get(node) ?? []), place]); });
  return pages;
}

/** Rows of several first pages, newest first, and on which of the pages each claim stands. */
export type FirstPages = { readonly texts: readonly string[]; readonly pagesOfNode: ReadonlyMap<number, readonly number[]> };

/** The newest interactions of several customers in one query, not yet told apart: `readFirstPages` does. */
export async function firstPagesOf(analytics: Analytics, asked: readonly FirstPage[]): Promise<FirstPages> {
  const pages = pagesOfNodes(asked);
  // Claims that stand on the same pages are limited together, so that every page is made of whole groups.
  const groups = new Map<string, number>();
  const groupOf = [...pages.values()].map((places) => {
    const key = places.join();
    return groups.get(key) ?? groups.set(key, groups.size).size - 1;
  });
  const nodes = [...pages.keys()];
  const others = uint64(groups.size);
  const texts = await analytics.texts(ch`
    select page from (
      select transform(node, ${uint64s(nodes)}, ${uint64s(groupOf)}, ${others}) as together, placed_at, number, page from interactions_pages
      prewhere home in ${uint64s(asked.flatMap(({ homes }) => homes))} and (node in ${uint64s(nodes)} or revision > 1)
      order by placed_at desc, number desc, revision desc
      limit 1 by number
    )
    where together != ${others}
    order by placed_at desc, number desc
    limit ${uint64(Math.max(...asked.map(({ limit }) => limit)))} by together`, { class: 'point', settings: { max_threads: 1 } });
  return { texts, pagesOfNode: pages };
}

/** Each customer's page, as `timelineOf` gives it without a filter. Shape: in the order asked. */
export function readFirstPages({ texts, pagesOfNode }: FirstPages, asked: readonly FirstPage[]): TimelineRow[][] {
  const pages = asked.map(({ limit }) => ({ limit, rows: [] as TimelineRow[] }));
  for (const text of texts) {
    const row = JSON.parse(text) as TimelineRow;
    for (const place of pagesOfNode.get(Number(row.node)) ?? []) {
      const page = pages[place];
      if (page !== undefined && page.rows.length < page.limit) page.rows.push(row);
    }
  }
  return pages.map((page) => page.rows);
}

/** How often and when last, per channel. Shape: one row per channel of this customer; `metAt` and `firstMetAt` leave records made inside the company out, null where there is nothing else. */
export async function channelsOf(analytics: Analytics, whose: Whose): Promise<{ channel: string; office: string; count: string; lastAt: string; metAt: string | null; firstMetAt: string | null }[]> {
  return analytics.rows(ch`
    select channel, any(office) as office, count() as count, max(occurred_at) as lastAt, maxOrNullIf(occurred_at, direction != 'internal') as metAt, minOrNullIf(occurred_at, direction != 'internal') as firstMetAt
    from (
      select channel, office, direction, occurred_at, node, home from interactions_pages
      prewhere ${around(whose)}
      order by number, revision desc
      limit 1 by number
    )
    where ${isTheirs(whose)}
    group by channel
    order by count desc, channel`, { class: 'point', settings: { max_threads: 1 } });
}
