import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, uint64 } from '../../platform/clickhouse/sql.ts';

/** A label that fewer interactions gave may be anything that somebody typed. */
const TOLD_LEAST = 3;

/** Products that interactions are about, under each of their labels. Shape: those told of most first. Cost: the subjects of the whole history are read. */
export async function productsSpokenOf(analytics: Analytics, most: number): Promise<{ readonly id: string; readonly name: string; readonly told: number }[]> {
  const rows = await analytics.rows<{ id: string; name: string; told: string }>(ch`
    select one.2 as id, one.3 as name, count() as told
    from (select arrayJoin(arrayFilter(one -> one.1 = 'product' and one.3 != '', arrayZip(subject_types, subject_ids, subject_labels))) as one from interactions_log where has(subject_types, 'product'))
    group by id, name having told >= ${uint64(TOLD_LEAST)} order by told desc, id, name limit ${uint64(most)}`, { class: 'report' });
  return rows.map(({ told, ...row }) => ({ ...row, told: Number(told) }));
}
