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

/** All interactions ever, per channel; revisions count once, merged away or not. */
export async function totalsPerChannel(analytics: Analytics): Promise<{ channel: string; office: string; count: string }[]> {
  return analytics.rows(ch`
    select channel, any(office) as office, count() as count
    from interactions_log final
    group by channel
    order by count desc`, { class: 'report' });
}
