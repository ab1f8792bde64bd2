import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch } from '../../../platform/clickhouse/sql.ts';
import { CUSTOMER_OF_ROW } from '../../identity/index.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';
import { read, says } from './said-log.ts';

/** No text lies beyond. Units: ms since 1970. */
const END_MS = 10_000_000_000_000;

/** Customers in whose words a complaint was read since a moment, as people of the company set it right, with when the last one was said. Units: ms since 1970. */
export async function complainedSince(analytics: Analytics, reader: number, fromMs: number): Promise<Map<number, number>> {
  const rows = await analytics.rows<{ customer: string; lastMs: string }>(ch`
    select ${CUSTOMER_OF_ROW} as customer, max(toUnixTimestamp64Milli(occurred_at)) as lastMs
    from ${read({ beforeMs: 0, fromMs, untilMs: END_MS, zone: 'UTC', source: null, channel: null, brand: null, language: null, reader })}
    where node != 0 and ${says('complaint', 'yes', null)} group by customer`, { class: 'report', settings: PARTITIONS_APART });
  return new Map(rows.map(({ customer, lastMs }) => [Number(customer), Number(lastMs)]));
}
