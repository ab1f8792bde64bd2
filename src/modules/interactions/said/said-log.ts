import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, uint64, uint64s } from '../../../platform/clickhouse/sql.ts';
import type { Direction, Office, SaidInteraction } from '../contract.ts';
import { saidSolved } from './said-solved.ts';
import { spokenParts, staffParts, type Spoken } from './spoken-parts.ts';
import { talkFacts } from './talk-facts.ts';

/** A place in the order of the history. Units: `placedMs` ms. */
export type HistoryPlace = { readonly home: number; readonly placedMs: number; readonly number: number };

type Row = {
  readonly number: string; readonly revision: number; readonly home: string; readonly node: string; readonly source: string; readonly brand: string; readonly channel: string; readonly office: string; readonly kind: string; readonly direction: string;
  readonly occurredMs: string; readonly placedMs: string; readonly recordedMs: string; readonly title: string; readonly text: string; readonly turns: string; readonly properties: string; readonly session: string; readonly seconds: number | null; readonly types: readonly string[]; readonly ids: readonly string[];
  readonly value: number | null; readonly least: number | null; readonly most: number | null; readonly scale: string; readonly question: string;
};

const COLUMNS = ch`number, revision, home, node, source, brand, channel, office, kind, direction, toUnixTimestamp64Milli(occurred_at) as occurredMs, toUnixTimestamp64Milli(placed_at) as placedMs, toUnixTimestamp64Milli(recorded_at) as recordedMs, title, text, turns, properties, session, duration_seconds as seconds, subject_types as types, subject_ids as ids, rating_value as value, rating_min as least, rating_max as most, rating_scale as scale, rating_question as question`;

const parsed = <T>(text: string, otherwise: T): T => (text === '' ? otherwise : JSON.parse(text) as T);

/**
 * What was said in the next interactions that hold words, in their latest revisions.
 * Shape: `place` of the last one looked at, null when there is none. Cost: as many rows as asked for, wherever the place is.
 */
export async function saidAfter(analytics: Analytics, { home, placedMs, number }: HistoryPlace, limit: number): Promise<{ said: SaidInteraction[]; place: HistoryPlace | null }> {
  const rows = await analytics.rows<Row>(ch`
    select ${COLUMNS}
    from interactions_log final
    where home >= ${uint64(home)} and (home > ${uint64(home)} or placed_at >= ${instant(placedMs)}) and (home, placed_at, number) > (${uint64(home)}, ${instant(placedMs)}, ${uint64(number)})
      and (text != '' or turns != '' or title != '' or channel in ('call', 'chat', 'bot') or position(properties, '"answers"') > 0 or (channel = 'survey' and rating_max = rating_min + 1))
    order by interactions_log.home, interactions_log.placed_at, interactions_log.number
    limit ${uint64(limit)}`, { class: 'report' });
  const last = rows.at(-1);
  return { said: rows.map(saidIn), place: last === undefined ? null : { home: Number(last.home), placedMs: Number(last.placedMs), number: Number(last.number) } };
}

function saidIn(row: Row): SaidInteraction {
  const { source, brand, channel, kind } = row;
  const direction = row.direction as Direction;
  const spoken: Spoken = { channel, direction, title: row.title, text: row.text, turns: parsed(row.turns, []), properties: parsed(row.properties, {}) };
  const staff = staffParts(spoken);
  // Numbers of orders by which somebody was recognised belong to who they are and are not kept in the history.
  const subjects = row.types.map((type, at) => ({ type, id: row.ids[at] ?? '' }));
  const talk = talkFacts({ ...spoken, session: row.session === '' ? null : row.session, durationSeconds: row.seconds, subjects, orderIds: [] });
  const solved = saidSolved({ ...spoken, rating: ratingOf(row), subjects });
  return { number: Number(row.number), revision: row.revision, home: Number(row.home), node: Number(row.node), recordedMs: Number(row.recordedMs), source, brand, channel, office: row.office as Office, kind, direction, occurredMs: Number(row.occurredMs), parts: spokenParts(spoken), ...(staff.length === 0 ? {} : { staff }), ...(talk === null ? {} : { talk }), ...(solved === null ? {} : { solved }) };
}

function ratingOf({ value, least, most, scale, question }: Row): Parameters<typeof saidSolved>[0]['rating'] {
  return value === null || least === null || most === null ? null : { value, min: least, max: most, scale, question };
}

/** What was said in these interactions, in their latest revisions. Shape: those that stand in the history. */
export async function saidAt(analytics: Analytics, places: readonly { readonly home: number; readonly number: number }[]): Promise<SaidInteraction[]> {
  if (places.length === 0) return [];
  return (await analytics.rows<Row>(ch`
    select ${COLUMNS} from interactions_log final
    prewhere home in ${uint64s([...new Set(places.map(({ home }) => home))])} and number in ${uint64s(places.map(({ number }) => number))}`, { class: 'report' })).map(saidIn);
}

/** The numbers of those that stand in the history with just this revision: neither erased nor revised meanwhile. */
export async function stillSaid(analytics: Analytics, said: readonly Pick<SaidInteraction, 'home' | 'number' | 'revision'>[]): Promise<Set<number>> {
  if (said.length === 0) return new Set();
  const rows = await analytics.rows<{ number: string; revision: number }>(ch`
    select number, max(revision) as revision from interactions_log where home in ${uint64s([...new Set(said.map(({ home }) => home))])} and number in ${uint64s(said.map((one) => one.number))} group by number`, { class: 'report' });
  const now = new Map(rows.map((row) => [Number(row.number), Number(row.revision)]));
  return new Set(said.filter((one) => now.get(one.number) === one.revision).map((one) => one.number));
}
