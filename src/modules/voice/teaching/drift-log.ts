import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, text, uint32, uint64, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';

const READ = (reader: number, fromMs: number, zone: string): ChStatement => ch`select home, number, outputs, labels, confidences, toString(toYYYYMM(occurred_at, ${text(zone)})) as month from voice_readings final where reader = ${uint32(reader)} and characters > 0 and language = 'en' and occurred_at >= ${instant(fromMs)}`;

/** The moment of the latest text that was read in the language of the models; null without any. */
export async function latestReadMs(analytics: Analytics, reader: number): Promise<number | null> {
  const [row] = await analytics.rows<{ latest: string | null }>(ch`select toUnixTimestamp64Milli(maxOrNull(occurred_at)) as latest from voice_readings final where reader = ${uint32(reader)} and characters > 0 and language = 'en'`, { class: 'report', settings: PARTITIONS_APART });
  return row?.latest == null ? null : Number(row.latest);
}

/** Texts of each month (`202603`) since a moment. */
export async function textsByMonth(analytics: Analytics, reader: number, fromMs: number, zone: string): Promise<Map<string, number>> {
  const rows = await analytics.rows<{ month: string; texts: string }>(ch`select month, count() as texts from (${READ(reader, fromMs, zone)}) group by month`, { class: 'report', settings: PARTITIONS_APART });
  return new Map(rows.map(({ month, texts }) => [month, Number(texts)]));
}

/** In how many texts of each month each label was said, and how sure that was. */
export async function labelsByMonth(analytics: Analytics, reader: number, fromMs: number, zone: string): Promise<{ readonly month: string; readonly name: string; readonly hits: number; readonly sure: number; readonly sureSquared: number }[]> {
  const rows = await analytics.rows<{ month: string; name: string; hits: string; sure: number; sureSquared: number }>(ch`
    select month, concat(toString(one.1), '/', toString(one.2)) as name, count() as hits, sum(toFloat64(one.3)) as sure, sum(toFloat64(one.3) * one.3) as sureSquared
    from (select month, arrayJoin(arrayZip(outputs, labels, confidences)) as one from (${READ(reader, fromMs, zone)})) group by month, name`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map((row) => ({ ...row, hits: Number(row.hits) }));
}

/** Some texts of each month, by lot; the same as long as none comes. */
export async function sampleByMonth(analytics: Analytics, reader: number, fromMs: number, zone: string, each: number): Promise<{ readonly month: string; readonly home: number; readonly number: number }[]> {
  const rows = await analytics.rows<{ month: string; home: string; number: string }>(ch`select month, home, number from (${READ(reader, fromMs, zone)}) order by month, cityHash64(number) limit ${uint64(each)} by month`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map(({ month, home, number }) => ({ month, home: Number(home), number: Number(number) }));
}
