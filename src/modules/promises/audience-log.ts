import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, uint64s } from '../../platform/clickhouse/sql.ts';
import { groupsCountedAt, isInGroups } from '../customers/index.ts';
import type { Audience } from './terms/contract.ts';

/** Which of these customers are in an audience, as customers are in groups today. Errors: `unavailable` before everybody was put into groups once. Cost: one reading of everybody's groups; nothing for everyone. */
export async function membersAmong(analytics: Analytics, audience: Audience | null, given: readonly number[]): Promise<ReadonlySet<number>> {
  // Nobody known (a number below 0) is in no group.
  const customers = audience?.kind === 'group' ? given.filter((customer) => customer > 0) : given;
  if (audience === null || customers.length === 0) return new Set();
  if (audience.kind === 'everyone') return new Set(customers);
  await groupsCountedAt(analytics);
  const rows = await analytics.rows<{ customer: string }>(ch`select customer from (select arrayJoin(${uint64s(customers)}) as customer) where ${isInGroups({ [audience.of]: audience.key }, ch`customer`)}`, { class: 'report' });
  return new Set(rows.map(({ customer }) => Number(customer)));
}
