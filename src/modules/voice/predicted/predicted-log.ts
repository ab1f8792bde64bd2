import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, text, uint32, uint64, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { PERSON, weighed, type AnswerFilter, type AskedQuestion } from '../answers-log.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';
import type { ScoreDefinition } from '../scores/score-definition.ts';

/** Where something was said, by whom, in which language and channel. `month`: of the zone. */
export type PredictedPlace = { readonly home: number; readonly number: number; readonly person: number; readonly language: string; readonly channel: string; readonly month: string };

/** Shorter texts say too little of a score. Units: characters. */
const CHARACTERS_LEAST = 20;

type Row = { readonly home: string; readonly number: string; readonly person: string; readonly language: string; readonly channel: string; readonly month: string; readonly answer?: number };

const placeOf = ({ home, number, person, language, channel, month }: Row): PredictedPlace => ({ home: Number(home), number: Number(number), person: Number(person), language, channel, month });

/** Readings of texts that are long enough and no spam. */
function spoken(reader: number, fromMs: number, untilMs: number, zone: string): ChStatement {
  return ch`select home, number, ${PERSON} as person, toString(language) as language, toString(channel) as channel, formatDateTime(occurred_at, '%Y-%m', ${text(zone)}) as month from voice_readings final
    where reader = ${uint32(reader)} and characters >= ${uint32(CHARACTERS_LEAST)} and not has(outputs, 'spam') and occurred_at >= ${instant(fromMs)} and occurred_at < ${instant(untilMs)}`;
}

/** Answers to a score with words beside them, turned so that more is better; where there are more, by a lot that is the same each time. Cost: one reading of the answers and one of the readings. */
export async function answeredWithWords(analytics: Analytics, reader: number, definition: ScoreDefinition, asked: AskedQuestion, filter: AnswerFilter, most: number): Promise<(PredictedPlace & { readonly answer: number })[]> {
  const rows = await analytics.rows<Row>(ch`
    select home, r.number as number, r.person as person, language, channel, month, answer
    from (${spoken(reader, filter.fromMs, filter.untilMs, filter.zone)}) as r
    global inner join (select number, better as answer from (${weighed(definition, asked, { ...filter, beforeMs: filter.fromMs })}) where refusal = '' limit 1 by number) as a on a.number = r.number
    order by cityHash64(r.number) limit ${uint64(most)}`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map((row) => ({ ...placeOf(row), answer: Number(row.answer) }));
}

/** What was said without an answer on any scale beside it, surveys left out; how many of them there are, and at most so many by a lot that is the same each time. */
export async function saidUnasked(analytics: Analytics, reader: number, { fromMs, untilMs, zone }: AnswerFilter, most: number): Promise<{ readonly all: number; readonly places: PredictedPlace[] }> {
  const among = ch`from (${spoken(reader, fromMs, untilMs, zone)}) where channel != 'survey' and number global not in (select number from voice_answers final where notEmpty(values))`;
  const [counted, rows] = await Promise.all([
    analytics.rows<{ count: string }>(ch`select count() as count ${among}`, { class: 'report', settings: PARTITIONS_APART }),
    analytics.rows<Row>(ch`select home, number, person, language, channel, month ${among} order by cityHash64(number) limit ${uint64(most)}`, { class: 'report', settings: PARTITIONS_APART }),
  ]);
  return { all: Number(counted[0]?.count ?? 0), places: rows.map(placeOf) };
}

/** The moment of the latest text; null without any. Units: ms. */
export async function latestSaidMs(analytics: Analytics, reader: number): Promise<number | null> {
  const [row] = await analytics.rows<{ latest: string | null }>(ch`select toUnixTimestamp64Milli(maxOrNull(occurred_at)) as latest from voice_readings where reader = ${uint32(reader)} and characters > 0`, { class: 'report' });
  return row?.latest == null ? null : Number(row.latest);
}
