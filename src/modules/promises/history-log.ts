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

/** Of whom: of these customers with their claims; of everybody's whose number gives this remainder, those of nobody known with the first; of nobody known, these interactions; or of anybody, what the company said or paid about these orders (null: any) since a moment. */
export type Whose = { readonly homes: readonly number[]; readonly nodes: readonly number[] } | { readonly parts: number; readonly part: number } | { readonly about: readonly string[] | null; readonly sinceMs: number } | { readonly nobodys: readonly number[] };

function chosenOf(whose: Whose): ChStatement {
  if ('homes' in whose) return ch`home in ${uint64s(whose.homes)} and node in ${uint64s(whose.nodes)}`;
  if ('nobodys' in whose) return ch`home = 0 and number in ${uint64s(whose.nobodys)} and node = 0`;
  if ('parts' in whose) return ch`${CUSTOMER_OF_ROW} % ${uint64(whose.parts)} = ${uint64(whose.part)}`;
  return ch`has(subject_types, 'order') and (direction = 'out' or has(amount_roles, 'refund')) and occurred_at >= ${instant(whose.sinceMs)} and ${whose.about === null ? ch`1` : ch`hasAny(subject_ids, ${texts(whose.about)})`}`;
}

const parsed = <T>(text: string, otherwise: T): T => (text === '' ? otherwise : JSON.parse(text) as T);

/**
 * What promises are judged by: everything that was spoken or written between customers and the company until a moment, and refunds, in their latest revisions.
 * `complaints`: numbers of interactions that were read as complaints, as a subquery; null where nobody asks. Shape: in no order. Units: ms.
 */
export async function historyOf(analytics: Analytics, whose: Whose, untilMs: number, complaints: ChStatement | null): Promise<OwnedRow[]> {
  const rows = await analytics.rows<Row>(ch`
    select ${CUSTOMER_OF_ROW} as owner, number, revision, hex(cityHash64(source, source_id)) as key, node, toUnixTimestamp64Milli(occurred_at) as atMs, duration_seconds as seconds, brand, channel, direction, office, session, title, text, turns,
      arrayFilter((one, type) -> type = 'order', subject_ids, subject_types) as orders, arrayFilter((one, type) -> type = 'ticket', subject_ids, subject_types) as tickets, has(subject_types, 'agent') as agents, properties, has(amount_roles, 'refund') as isRefund,
      ${complaints === null ? ch`0` : ch`number in (${complaints})`} as isComplaint
    from interactions_public
    where ${chosenOf(whose)} and occurred_at <= ${instant(untilMs)} and ((channel in ${texts(TALKED)} and direction != 'internal' and (text != '' or turns != '' or properties != '')) or has(amount_roles, 'refund'))`, { class: 'homes' in whose ? 'point' : 'report', settings: PARTITIONS_APART });
  return rows.map((row): OwnedRow => ({
    ...row, owner: Number(row.owner), number: Number(row.number), node: Number(row.node), atMs: Number(row.atMs), agents: row.agents === 1, isRefund: row.isRefund === 1, isComplaint: row.isComplaint === 1,
    turns: parsed(row.turns, []), properties: parsed(row.properties, {}),
  }));
}

/** Which of these interactions stand in the history, with which revision. */
export async function standing(analytics: Analytics, homes: readonly number[], numbers: readonly number[]): Promise<Map<number, number>> {
  if (homes.length === 0 || numbers.length === 0) return new Map();
  const rows = await analytics.rows<{ number: string; revision: number }>(ch`select number, max(revision) as revision from interactions_log where home in ${uint64s(homes)} and number in ${uint64s(numbers)} group by number`, { class: 'point' });
  return new Map(rows.map(({ number, revision }) => [Number(number), revision]));
}

/** Everybody who has interactions in a part. */
export async function customersIn(analytics: Analytics, { parts, part }: { readonly parts: number; readonly part: number }): Promise<number[]> {
  const rows = await analytics.rows<{ owner: string }>(ch`select distinct ${CUSTOMER_OF_ROW} as owner from interactions_log where node != 0 and owner % ${uint64(parts)} = ${uint64(part)} and owner != 0`, { class: 'report' });
  return rows.map(({ owner }) => Number(owner));
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
