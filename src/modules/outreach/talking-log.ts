import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, instant, texts } from '../../platform/clickhouse/sql.ts';
import { TALKING_CHANNELS } from '../customers/index.ts';
import { CUSTOMER_OF_ROW } from '../identity/index.ts';

/** Sources deliver a little late, never from the future: what occurred since a moment came in after it. */
const EARLY_MS = 600_000;

/** Who turned to the company by a channel of talking since a moment, and when last; what machines sent apart. Units: ms. */
export async function talkedSince(analytics: Analytics, fromMs: number): Promise<Map<number, number>> {
  const rows = await analytics.rows<{ customer: string; last: string }>(ch`
    select ${CUSTOMER_OF_ROW} as customer, toUnixTimestamp64Milli(max(occurred_at)) as last
    from interactions_public
    where occurred_at > ${instant(fromMs)} and received_at > ${instant(fromMs - EARLY_MS)} and direction = 'in' and node != 0 and channel in ${texts(TALKING_CHANNELS)} and not JSONExtractBool(properties, 'automatic')
    group by customer`, { class: 'report' });
  return new Map(rows.map(({ customer, last }) => [Number(customer), Number(last)]));
}
