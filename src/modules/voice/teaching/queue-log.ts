import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, text, texts, uint32, uint64, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import type { Question } from './questions.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';

/** Where a text lies that was read. */
export type ReadPlace = { readonly home: number; readonly number: number };

/** Latest texts among which the least sure are looked for. */
const AMONG = 5_000;

const LATEST = (reader: number, limit: number): ChStatement => ch`
  select home, number, outputs, labels, confidences, occurred_at from voice_readings final where reader = ${uint32(reader)} and characters > 0 and language = 'en' order by occurred_at desc, number desc limit ${uint64(limit)}`;

const placeOf = ({ home, number }: { readonly home: string; readonly number: string }): ReadPlace => ({ home: Number(home), number: Number(number) });

/** Of the latest texts those in which a label of this question was said with the least sureness. */
export async function leastSure(analytics: Analytics, reader: number, { output, labels }: Question, limit: number): Promise<ReadPlace[]> {
  const rows = await analytics.rows<{ home: string; number: string }>(ch`
    select home, number from (select home, number, arrayFilter((sure, one, label) -> one = ${text(output === 'sentiment' ? 'feeling' : output)} and label in ${texts(labels)} and sure > 0, confidences, outputs, labels) as sure from (${LATEST(reader, AMONG)}))
    where notEmpty(sure) order by sure[1], number desc limit ${uint64(limit)}`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map(placeOf);
}

/** The latest texts that were read, in the language of the models. */
export async function latestRead(analytics: Analytics, reader: number, limit: number): Promise<ReadPlace[]> {
  return (await analytics.rows<{ home: string; number: string }>(ch`select home, number from (${LATEST(reader, limit)})`, { class: 'report', settings: PARTITIONS_APART })).map(placeOf);
}
