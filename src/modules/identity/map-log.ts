import { ch } from '../../platform/clickhouse/sql.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';

/** The table of ClickHouse that tells whose claim each node is. */
export const MAP_TABLE = 'identity_map';

/** Brings the map in memory of every ClickHouse node up to date with its table. In process nobody else does; a server does so by itself every minute or two. */
export async function readMapAgain(analytics: Analytics): Promise<void> {
  await analytics.run(ch`system reload dictionary identity_customer`, { class: 'write' });
}
