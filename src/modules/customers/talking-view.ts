import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, int64, texts, uint64, uint64s } from '../../platform/clickhouse/sql.ts';
import { isoUtc } from '../../kernel/instant.ts';
import { CUSTOMER_OF_ROW } from '../identity/index.ts';
import { TALKING_CHANNELS, type TalkingCount } from './observed-channels.ts';

/** How often and when last somebody turned to the company, per channel, from a moment until another. Shape: channels without any are missing. Units: ms. */
export async function talkingCounts(analytics: Analytics, whose: { readonly customer: number; readonly homes: readonly number[]; readonly nodes: readonly number[] | null }, fromMs: number, untilMs: number): Promise<TalkingCount[]> {
  if (whose.homes.length === 0) return [];
  const owned = whose.nodes === null ? ch`${CUSTOMER_OF_ROW} = ${uint64(whose.customer)}` : ch`node in ${uint64s(whose.nodes)}`;
  const rows = await analytics.rows<{ channel: string; times: string; lastAt: string }>(ch`
    select channel, count() as times, max(occurred_at) as lastAt
    from interactions_public
    where home in ${uint64s(whose.homes)} and ${owned} and direction = 'in' and not JSONExtractBool(properties, 'automatic') and channel in ${texts(TALKING_CHANNELS)}
      and toUnixTimestamp64Milli(occurred_at) > ${int64(fromMs)} and toUnixTimestamp64Milli(occurred_at) <= ${int64(untilMs)}
    group by channel`, { class: 'point', settings: { max_threads: 1 } });
  return rows.map(({ channel, times, lastAt }) => ({ channel, times: Number(times), lastAt: isoUtc(lastAt) }));
}
