import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { CUSTOMER_OF_ROW } from '../../identity/index.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';
import { read, says } from './said-log.ts';

/** All that was ever said. */
const EVER = { beforeMs: 0, fromMs: 0, untilMs: 10_000_000_000_000, zone: 'UTC', source: null, channel: null, brand: null, language: null } as const;
const SAYS_COMPLAINT = says('complaint', 'yes', null);

/** Customers in whose words a complaint was read since a moment, as people of the company set it right, with when the last one was said. Units: ms since 1970. */
export async function complainedSince(analytics: Analytics, reader: number, fromMs: number): Promise<Map<number, number>> {
  const rows = await analytics.rows<{ customer: string; lastMs: string }>(ch`
    select ${CUSTOMER_OF_ROW} as customer, max(toUnixTimestamp64Milli(occurred_at)) as lastMs
    from ${read({ ...EVER, fromMs, reader })}
    where node != 0 and ${SAYS_COMPLAINT} group by customer`, { class: 'report', settings: PARTITIONS_APART });
  return new Map(rows.map(({ customer, lastMs }) => [Number(customer), Number(lastMs)]));
}

/** Numbers of interactions in which a complaint was read, also where the word does not stand, as people of the company set it right: a subquery for modules on the right. Ask with `PARTITIONS_APART`. Cost: looks through what this reader read. */
export function complaintsRead(reader: number): ChStatement {
  return ch`select number from ${read({ ...EVER, reader })} where ${SAYS_COMPLAINT}`;
}
