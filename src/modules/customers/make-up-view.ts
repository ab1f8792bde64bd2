import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, int64, uint64 } from '../../platform/clickhouse/sql.ts';
import { CUSTOMER_OF_NODE } from '../identity/index.ts';

/** By what somebody turned to the company most, and in which language they said most. Shape: '' where nothing tells. */
export type Habits = { readonly customer: number; readonly channel: string; readonly language: string };

/** The name that came most often; of those as often, the first by the alphabet. */
function mostOften([names, counts]: readonly [readonly string[], readonly (string | number)[]]): string {
  return names.map((name, at) => [name, Number(counts[at] ?? 0)] as const).filter(([name]) => name !== '').reduce<readonly [string, number]>((most, one) => (one[1] > most[1] || (one[1] === most[1] && one[0] < most[0]) ? one : most), ['', 0])[0];
}

/** Habits of the customers with numbers in a range (`below` left out) between two moments. Answers and reviews say nothing of a channel: whoever answers would be another one by having answered. Cost: all claims are looked at, the rest of the columns only for those in the range. */
export async function habitsOfCustomers(analytics: Analytics, { from, below }: { readonly from: number; readonly below: number }, fromMs: number, untilMs: number): Promise<Habits[]> {
  const rows = await analytics.rows<{ owner: string; channels: [string[], (string | number)[]]; languages: [string[], (string | number)[]] }>(ch`
    select ${CUSTOMER_OF_NODE} as owner, sumMapIf([toString(channel)], [toUInt64(1)], direction = 'in' and channel not in ('survey', 'review')) as channels, sumMapIf([lower(substringIndex(toString(language), '-', 1))], [toUInt64(1)], direction in ('in', 'public')) as languages
    from interactions_public
    where owner >= ${uint64(Math.max(1, from))} and owner < ${uint64(below)} and toUnixTimestamp64Milli(occurred_at) > ${int64(fromMs)} and toUnixTimestamp64Milli(occurred_at) <= ${int64(untilMs)}
    group by owner`, { class: 'report' });
  return rows.map(({ owner, channels, languages }) => ({ customer: Number(owner), channel: mostOften(channels), language: mostOften(languages) }));
}
