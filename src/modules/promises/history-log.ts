import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, instant, texts, uint64, uint64s, type ChStatement } from '../../platform/clickhouse/sql.ts';
import { CUSTOMER_OF_ROW } from '../identity/index.ts';
import { PARTITIONS_APART } from '../voice/index.ts';
import { TALKED, type HistoryRow } from './engine/read-contact.ts';

type Row = {
  readonly owner: string; readonly number: string; readonly revision: number; readonly key: string; readonly node: string; readonly atMs: string; readonly seconds: number | null; readonly brand: string; readonly channel: string; readonly direction: string; readonly office: string; readonly session: string; readonly title: string;
  readonly text: string; readonly turns: string; readonly orders: readonly string[]; readonly tickets: readonly string[]; readonly agents: number; readonly properties: string; readonly isRefund: number; readonly isComplaint: number;
};
/** A row of the history with whose it is now. */
export type OwnedRow = HistoryRow & { readonly owner: number; readonly revision: number };

/**
 * Customers whose numbers lie in [from, before), those of nobody known with the first.
 * Shape: `homes` are where interactions of theirs lie besides: they were recorded for a customer of another number, and went to these since.
 */
export type Page = { readonly from: number; readonly before: number; readonly homes: readonly number[] };
/** Of whom: of these customers with their claims; of everybody on a page; of nobody known, these interactions; of anybody, these interactions with where they lie; or of anybody, what the company said or paid about these orders since a moment. */
export type Whose = { readonly homes: readonly number[]; readonly nodes: readonly number[] } | Page | { readonly about: readonly string[]; readonly sinceMs: number } | { readonly nobodys: readonly number[] } | { readonly lying: readonly Place[] };
/** Where an interaction lies in the history. */
export type Place = { readonly home: number; readonly number: number };

function chosenOf(whose: Whose): ChStatement {
  if ('from' in whose) return onPage(whose);
  if ('lying' in whose) return ch`home in ${uint64s([...new Set(whose.lying.map(({ home }) => home))])} and number in ${uint64s(whose.lying.map(({ number }) => number))}`;
  if ('homes' in whose) return ch`home in ${uint64s(whose.homes)} and node in ${uint64s(whose.nodes)}`;
  if ('nobodys' in whose) return ch`home = 0 and number in ${uint64s(whose.nobodys)} and node = 0`;
  return ch`${TOLD_ABOUT_ORDERS} and occurred_at >= ${instant(whose.sinceMs)} and hasAny(subject_ids, ${texts(whose.about)})`;
}

/** What the company said or paid about orders. */
const TOLD_ABOUT_ORDERS = ch`has(subject_types, 'order') and (direction = 'out' or has(amount_roles, 'refund'))`;
/** Rows lie by home, so that a page reads a stretch of the history, and whatever went to its customers from elsewhere. */
function onPage({ from, before, homes }: Page): ChStatement {
  const stretch = ch`(home >= ${uint64(from)} and home < ${uint64(before)})`;
  return ch`${homes.length === 0 ? stretch : ch`(${stretch} or home in ${uint64s(homes)})`} and ${CUSTOMER_OF_ROW} >= ${uint64(from)} and ${CUSTOMER_OF_ROW} < ${uint64(before)}`;
}

/** The orders that a row names. */
const ORDERS = ch`arrayFilter((one, type) -> type = 'order', subject_ids, subject_types)`;

const parsed = <T>(text: string, otherwise: T): T => (text === '' ? otherwise : JSON.parse(text) as T);

/**
 * What promises are judged by: everything that was spoken or written between customers and the company until a moment, and refunds, in their latest revisions.
 * `complaints`: numbers of interactions that were read as complaints, as a subquery; null where nobody asks. Shape: in no order. Units: ms.
 */
export async function historyOf(analytics: Analytics, whose: Whose, untilMs: number, complaints: ChStatement | null): Promise<OwnedRow[]> {
  const rows = await analytics.rows<Row>(ch`
    select ${CUSTOMER_OF_ROW} as owner, number, revision, hex(cityHash64(source, source_id)) as key, node, toUnixTimestamp64Milli(occurred_at) as atMs, duration_seconds as seconds, brand, channel, direction, office, session, title, text, turns,
      ${ORDERS} as orders, arrayFilter((one, type) -> type = 'ticket', subject_ids, subject_types) as tickets, has(subject_types, 'agent') as agents, properties, has(amount_roles, 'refund') as isRefund,
      ${complaints === null ? ch`0` : ch`number in (${complaints})`} as isComplaint
    from interactions_public
    where ${chosenOf(whose)} and occurred_at <= ${instant(untilMs)} and ((channel in ${texts(TALKED)} and direction != 'internal' and (text != '' or turns != '' or properties != '')) or has(amount_roles, 'refund'))`, { class: 'nodes' in whose ? 'point' : 'report', settings: PARTITIONS_APART });
  return rows.map((row): OwnedRow => ({
    ...row, owner: Number(row.owner), number: Number(row.number), node: Number(row.node), atMs: Number(row.atMs), agents: row.agents === 1, isRefund: row.isRefund === 1, isComplaint: row.isComplaint === 1,
    turns: parsed(row.turns, []), properties: parsed(row.properties, {}),
  }));
}

/** Which interactions were read as complaints, by a subquery for their numbers. */
export async function complainedIn(analytics: Analytics, complaints: ChStatement): Promise<ReadonlySet<number>> {
  return new Set((await analytics.rows<{ number: string }>(complaints, { class: 'report', settings: PARTITIONS_APART })).map(({ number }) => Number(number)));
}

/** Which of these interactions stand in the history, with which revision. */
export async function standing(analytics: Analytics, homes: readonly number[], numbers: readonly number[]): Promise<Map<number, number>> {
  if (homes.length === 0 || numbers.length === 0) return new Map();
  const rows = await analytics.rows<{ number: string; revision: number }>(ch`select number, max(revision) as revision from interactions_log where home in ${uint64s(homes)} and number in ${uint64s(numbers)} group by number`, { class: 'point' });
  return new Map(rows.map(({ number, revision }) => [Number(number), revision]));
}

/** Everybody, on pages of about so many interactions: of each customer all lie on one. Shape: in order; the last has no end. Cost: one reading of two columns. */
export async function pagesOf(analytics: Analytics, interactions: number): Promise<Page[]> {
  const [begins, moved] = await Promise.all([
    analytics.rows<{ from: string }>(ch`select min(home) as from from (select home, intDiv(sum(rows) over (order by home rows between unbounded preceding and current row) - 1, ${uint64(interactions)}) as page from (select home, count() as rows from interactions_log group by home)) group by page order by from`, { class: 'report' }),
    analytics.rows<{ home: string; owner: string }>(ch`select distinct home, ${CUSTOMER_OF_ROW} as owner from interactions_log where owner != home`, { class: 'report' }),
  ]);
  const starts = [0, ...begins.slice(1).map(({ from }) => Number(from))];
  const elsewhere = moved.map(({ home, owner }) => ({ home: Number(home), owner: Number(owner) }));
  return starts.map((from, at) => {
    const before = starts[at + 1] ?? Number.MAX_SAFE_INTEGER;
    return { from, before, homes: [...new Set(elsewhere.filter(({ owner }) => owner >= from && owner < before).map(({ home }) => home))] };
  });
}

/** Everybody who has interactions on a page. */
export async function customersOn(analytics: Analytics, page: Page): Promise<number[]> {
  const rows = await analytics.rows<{ owner: string }>(ch`select distinct ${CUSTOMER_OF_ROW} as owner from interactions_log where ${onPage(page)} and node != 0 and owner != 0`, { class: 'report' });
  return rows.map(({ owner }) => Number(owner));
}

/** What the company said or paid about orders, of what lies on a page: which orders, and where. Shape: also what a later revision says no more. */
export async function toldOn(analytics: Analytics, page: Pick<Page, 'from' | 'before'>): Promise<(Place & { readonly brand: string; readonly orders: readonly string[] })[]> {
  const rows = await analytics.rows<{ home: string; number: string; brand: string; orders: readonly string[] }>(ch`select home, number, brand, ${ORDERS} as orders from interactions_log where home >= ${uint64(page.from)} and home < ${uint64(page.before)} and ${TOLD_ABOUT_ORDERS}`, { class: 'report' });
  return rows.map(({ home, number, ...row }) => ({ ...row, home: Number(home), number: Number(number) }));
}

/** How many interactions there are, about. */
export async function historySize(analytics: Analytics): Promise<number> {
  const [row] = await analytics.rows<{ rows: string }>(ch`select count() as rows from interactions_log`, { class: 'report' });
  return Number(row?.rows ?? 0);
}

/** Claims of which something happened since a moment. Units: ms. */
export async function claimsSince(analytics: Analytics, sinceMs: number): Promise<number[]> {
  const rows = await analytics.rows<{ node: string }>(ch`select distinct node from interactions_log where node != 0 and occurred_at >= ${instant(sinceMs)}`, { class: 'report' });
  return rows.map(({ node }) => Number(node));
}

/** Where interactions were recorded: their homes. Shape: those that stand in the history. */
export async function homesOf(analytics: Analytics, numbers: readonly number[]): Promise<Map<number, number>> {
  if (numbers.length === 0) return new Map();
  const rows = await analytics.rows<{ number: string; home: string }>(ch`select number, any(home) as home from interactions_log where number in ${uint64s(numbers)} group by number`, { class: 'report' });
  return new Map(rows.map(({ number, home }) => [Number(number), Number(home)]));
}
