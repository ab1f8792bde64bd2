import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, text, uint32, uint64, uint64s } from '../../../platform/clickhouse/sql.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';

/** Where the texts about a topic lie among meanings. Shape: `total` the sum of their vectors, each of length one; `texts` how many they are. */
export type MeantTexts = { readonly topic: number; readonly texts: number; readonly total: readonly number[] };

/**
 * Where texts about each topic of a language lie among meanings: of so many of each, drawn by lot among those that belong to it clearest, as many as have a vector.
 * Cost: the rows of the language once, and the vectors of what is drawn.
 */
export async function meantTexts(analytics: Analytics, pass: number, embedder: number, language: string, ofEach: number): Promise<MeantTexts[]> {
  const drawn = await analytics.rows<{ home: string; number: string; topic: string }>(ch`
    select home, number, topic from (
      select home, number, topic, cityHash64(number) as lot from voice_topics final where pass = ${uint32(pass)} and language = ${text(language)} and outcome = 'topic'
      order by lot, number limit ${uint64(ofEach)} by topic)
    order by number`, { class: 'report', settings: PARTITIONS_APART });
  if (drawn.length === 0) return [];
  const rows = await analytics.rows<{ topic: string; texts: string; total: number[] }>(ch`
    select transform(number, ${uint64s(drawn.map(({ number }) => Number(number)))}, ${uint64s(drawn.map(({ topic }) => Number(topic)))}, toUInt64(0)) as topic, count() as texts, sumForEach(arrayMap(one -> toFloat64(one) / length, vector)) as total
    from voice_meanings final
    prewhere home in ${uint64s([...new Set(drawn.map(({ home }) => Number(home)))])} and number in ${uint64s(drawn.map(({ number }) => Number(number)))}
    where embedder = ${uint32(embedder)} and outcome = 'embedded' and length > 0
    group by topic order by topic`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map((row) => ({ topic: Number(row.topic), texts: Number(row.texts), total: row.total.map(Number) }));
}
