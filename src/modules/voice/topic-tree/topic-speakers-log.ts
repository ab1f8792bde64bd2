import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch } from '../../../platform/clickhouse/sql.ts';
import { PERSON } from '../answers-log.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';
import { among, rowKey, SAID, type TopicFilter } from './topics-log.ts';

/** Which customers spoke of each topic in the period, each once; nobody unknown. Shape: by the key of rows, as `topic-tree` counts them. Cost: one reading of the period, four bytes and some eight characters for each customer of a topic. */
export async function topicSpeakers(analytics: Analytics, filter: TopicFilter): Promise<Map<number, readonly number[]>> {
  const rows = await analytics.rows<{ key: string; speakers: number[] }>(ch`
    select ${rowKey(filter)} as key, bitmapToArray(groupBitmapState(toUInt32(person))) as speakers
    from (select *, ${PERSON} as person from ${SAID} where ${among(filter)} and person > 0)
    group by key`, { class: 'report', settings: PARTITIONS_APART });
  return new Map(rows.map(({ key, speakers }) => [Number(key), speakers]));
}
