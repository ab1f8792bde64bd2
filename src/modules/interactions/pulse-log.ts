import { ch, instant } from '../../platform/clickhouse/sql.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';

/** Interactions recorded per minute and office since a moment. */
export async function minutesSince(analytics: Analytics, sinceMs: number): Promise<{ minute: string; office: string; count: string }[]> {
  return analytics.rows(ch`
    select toStartOfMinute(received_at) as minute, office, uniqExact(number) as count
    from interactions_log
    where received_at >= ${instant(sinceMs)}
    group by minute, office
    order by minute`, { class: 'point' });
}

/** Interactions received since a moment, per channel. */
export async function channelsSince(analytics: Analytics, sinceMs: number): Promise<{ channel: string; office: string; count: string }[]> {
  return analytics.rows(ch`
    select channel, any(office) as office, uniqExact(number) as count
    from interactions_log
    where received_at >= ${instant(sinceMs)}
    group by channel`, { class: 'point' });
}

/** How many interactions there ever were of a channel and source, apart for people of whom nothing is known (`nobody` 1). */
export type ChannelTotal = { readonly channel: string; readonly source: string; readonly office: string; readonly nobody: number; readonly count: string };

/** All interactions ever, per channel and source; revisions count once, merged away or not. */
export async function totalsPerChannel(analytics: Analytics): Promise<ChannelTotal[]> {
  return analytics.rows(ch`
    select channel, source, any(office) as office, node = 0 as nobody, count() as count
    from interactions_log final
    group by channel, source, nobody
    order by count desc`, { class: 'report' });
}
