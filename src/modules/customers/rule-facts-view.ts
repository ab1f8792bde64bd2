import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, int64, text, uint64, uint64s, type ChStatement } from '../../platform/clickhouse/sql.ts';
import { CUSTOMER_OF_NODE, CUSTOMER_OF_ROW } from '../identity/index.ts';
import type { Condition } from './rule-language.ts';

type Seen = Extract<Condition, { is: 'seen' }>;
/** Whose interactions: of one customer, or of all with numbers in a range (`below` left out), by the map. */
export type WhoseFacts = { readonly customer: number; readonly homes: readonly number[]; readonly nodes: readonly number[] | null } | { readonly from: number; readonly below: number };
/** What interactions say about a customer. `lastMetMs` null: never but in records made inside the company. `counts`: in the order of the questions. */
export type InteractionFacts = { readonly customer: number; readonly lastMetMs: number | null; readonly lastStage: string | null; readonly sources: readonly string[]; readonly brands: readonly string[]; readonly counts: readonly number[] };

const DAY_MS = 86_400_000;

function countOf({ channel, kind, withinDays }: Seen, nowMs: number): ChStatement {
  return ch`countIf(${channel === null ? ch`1` : ch`channel = ${text(channel)}`} and ${kind === null ? ch`1` : ch`kind = ${text(kind)}`} and ${withinDays === null ? ch`1` : ch`toUnixTimestamp64Milli(occurred_at) >= ${int64(nowMs - withinDays * DAY_MS)}`})`;
}

/**
 * What interactions say for rules, one row per customer.
 * The stage is that of the last interaction which was not merely sent to them: a newsletter moves nobody back to Interest.
 * Cost: of a range, all claims are looked at, the rest of the columns only for those in it.
 */
export async function interactionFacts(analytics: Analytics, whose: WhoseFacts, seen: readonly Seen[], nowMs: number): Promise<InteractionFacts[]> {
  const counts = seen.reduce((list, one) => ch`${list}, ${countOf(one, nowMs)}`, ch`toUInt64(0)`);
  const isOne = 'customer' in whose;
  const filter = !isOne ? ch`owner >= ${uint64(Math.max(1, whose.from))} and owner < ${uint64(whose.below)}`
    : whose.nodes === null ? ch`home in ${uint64s(whose.homes)} and ${CUSTOMER_OF_ROW} = ${uint64(whose.customer)}` : ch`home in ${uint64s(whose.homes)} and node in ${uint64s(whose.nodes)}`;
  const rows = await analytics.rows<{ owner: string; lastMetMs: string | null; lastStage: string; sources: string[]; brands: string[]; counts: string[] }>(ch`
    select ${isOne ? ch`${uint64(whose.customer)}` : CUSTOMER_OF_NODE} as owner, maxOrNullIf(toUnixTimestamp64Milli(occurred_at), direction != 'internal') as lastMetMs,
      if(countIf(direction != 'out') > 0, argMaxIf(toString(stage), (occurred_at, number), direction != 'out'), argMax(toString(stage), (occurred_at, number))) as lastStage,
      groupUniqArray(100)(toString(source)) as sources, groupUniqArray(100)(toString(brand)) as brands, [${counts}] as counts
    from interactions_public
    where ${filter} and toUnixTimestamp64Milli(occurred_at) <= ${int64(nowMs)}
    group by owner`, { class: isOne ? 'point' : 'report' });
  return rows.map((row) => ({ customer: Number(row.owner), lastMetMs: row.lastMetMs === null ? null : Number(row.lastMetMs), lastStage: row.lastStage === '' ? null : row.lastStage, sources: row.sources, brands: row.brands, counts: row.counts.slice(1).map(Number) }));
}

/** The highest number of a customer who has interactions; 0 when there is none. */
export async function highestCustomer(analytics: Analytics): Promise<number> {
  const [row] = await analytics.rows<{ highest: string }>(ch`select max(${CUSTOMER_OF_NODE}) as highest from interactions_log`, { class: 'report' });
  return Number(row?.highest ?? 0);
}
