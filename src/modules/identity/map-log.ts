import { ch, instant, uint64s, type ChStatement } from '../../platform/clickhouse/sql.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';

/** The table of ClickHouse that tells whose claim each node is. */
export const MAP_TABLE = 'identity_map';

/**
 * Whose a row of the history is now, by its column `node`: how every question over many customers asks. 0: nobody's, or of a claim that the map does not hold yet.
 * Without a default of its own the engine turns comparisons of it into lists of nodes, which are slower and not to be had after grouping.
 * Cost: one look-up in an array a row; docs/benchmarks.md compares it with a customer number that is stored.
 */
export const CUSTOMER_OF_NODE = ch`dictGetOrDefault('{database}.identity_customer', 'customer', node, toUInt64(0))`;

/** The same for pages of one customer, also beside the row's column `home`: a claim that is new since the map was read last answers as the customer under whom the row was recorded. */
export const CUSTOMER_OF_ROW = ch`if(node = 0, 0, dictGetOrDefault('{database}.identity_customer', 'customer', node, home))`;

/**
 * Whose a row of the history was as of a moment, in place of `CUSTOMER_OF_ROW`: claims that went to somebody else since are who they were then; all others are looked up in the map of now.
 * Units: ms. Cost: the claims that moved since are listed in each query. Invariant: right from the moment on at which the history of the map begins (schema 0002).
 */
export function customerOfRowThen(atMs: number): ChStatement {
  return ownerThen(atMs, ch`dictGetOrDefault('{database}.identity_customer', 'customer', node, home)`);
}

/** The same in place of `CUSTOMER_OF_NODE`. Units: ms. */
export function customerOfNodeThen(atMs: number): ChStatement {
  return ownerThen(atMs, CUSTOMER_OF_NODE);
}

/** `now`: whose a claim is that went to nobody else since. */
function ownerThen(atMs: number, now: ChStatement): ChStatement {
  const moved = ch`select node, argMaxIf(customer, version, updated_at <= ${instant(atMs)}) as customer_then from identity_map_history where node in (select node from identity_map where updated_at > ${instant(atMs)}) group by node having countIf(updated_at <= ${instant(atMs)}) > 0`;
  // Node 0 is nobody's, before anything is looked up: it makes sure that the lists are not empty.
  return ch`if(node = 0, 0, transform(node, (select arrayPushBack(groupArray(node), toUInt64(0)) from (${moved} order by node)), (select arrayPushBack(groupArray(customer_then), toUInt64(0)) from (${moved} order by node)), ${now}))`;
}

/** Claims of these customers as of a moment: those that were known, and whose each was then. Units: ms. Cost: every claim is looked up once. */
export async function claimsThen(analytics: Analytics, customers: readonly number[], atMs: number): Promise<{ readonly node: number; readonly customer: number }[]> {
  if (customers.length === 0) return [];
  const rows = await analytics.rows<{ node: string; customer: string }>(ch`select node, owner as customer from (select node, ${customerOfRowThen(atMs)} as owner from (select node, node as home from identity_map final where node != 0 and node in (select node from identity_map_history where updated_at <= ${instant(atMs)}))) where owner in ${uint64s(customers)}`, { class: 'report' });
  return rows.map(({ node, customer }) => ({ node: Number(node), customer: Number(customer) }));
}

/** Brings the map in memory of every ClickHouse node up to date with its table. In process nobody else does; a server does so by itself every minute or two. */
export async function readMapAgain(analytics: Analytics): Promise<void> {
  await analytics.run(ch`system reload dictionary identity_customer`, { class: 'write' });
}
