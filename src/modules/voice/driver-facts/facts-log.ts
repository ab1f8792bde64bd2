import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, int64s, texts, uint32, uint64, uint64s } from '../../../platform/clickhouse/sql.ts';
import { PERSON } from '../answers-log.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';

const DAY_MS = 86_400_000;
/** How far back of an answer is looked. */
export const CONTACT_DAYS = 30;
export const TOPIC_DAYS = 14;

/** Channels by which customers turn to the company. */
const CONTACT_CHANNELS = ['bot', 'call', 'chat', 'email', 'letter', 'sms', 'ticket'];
/** Moments of one person that are looked at: the latest. */
const MOMENTS_MOST = 2_000;

/** Of which moments is asked. Units: ms. */
type Period = { readonly fromMs: number; readonly untilMs: number };

/** When these people turned to the company, from thirty days before the period on. Shape: by person, numbers with moments. Units: ms. Cost: one reading of the history of the period. */
export async function contactsOf(analytics: Analytics, people: readonly number[], { fromMs, untilMs }: Period): Promise<Map<number, readonly { readonly number: number; readonly atMs: number }[]>> {
  const rows = await analytics.rows<{ person: string; numbers: string[]; moments: string[] }>(ch`
    select person, groupArray(number) as numbers, groupArray(at) as moments
    from (
      select ${PERSON} as person, number, toUnixTimestamp64Milli(occurred_at) as at from interactions_public
      where node != 0 and direction = 'in' and channel in ${texts(CONTACT_CHANNELS)} and occurred_at >= ${instant(fromMs - CONTACT_DAYS * DAY_MS)} and occurred_at < ${instant(untilMs)} and person in ${int64s(people)}
      order by at desc limit ${uint64(MOMENTS_MOST)} by person
    )
    group by person`, { class: 'report' });
  return new Map(rows.map(({ person, numbers, moments }) => [Number(person), numbers.map((number, at) => ({ number: Number(number), atMs: Number(moments[at]) }))]));
}

/** Which orders these interactions name. Shape: by number. Cost: a look-up by home. */
export async function ordersNamed(analytics: Analytics, places: readonly { readonly home: number; readonly number: number }[]): Promise<Map<number, readonly string[]>> {
  if (places.length === 0) return new Map();
  const rows = await analytics.rows<{ number: string; orders: string[] }>(ch`
    select number, arrayFilter((id, type) -> type = 'order', subject_ids, subject_types) as orders from interactions_public
    where home in ${uint64s([...new Set(places.map(({ home }) => home))])} and number in ${uint64s(places.map(({ number }) => number))} and has(subject_types, 'order')`, { class: 'report' });
  return new Map(rows.map(({ number, orders }) => [Number(number), orders]));
}

/** A text with what it is about. `topic` null: it is about nothing known; `isUnread`: its language has no topics yet. Units: ms. */
export type TextTopic = { readonly number: number; readonly atMs: number; readonly language: string; readonly topic: number | null; readonly isUnread: boolean };

/** What these people wrote about, from fourteen days before the period on. Shape: by person; texts of nobody known under their own number, below 0. Cost: one reading of the topics of the period. */
export async function topicsOfPeople(analytics: Analytics, pass: number, people: readonly number[], { fromMs, untilMs }: Period): Promise<Map<number, readonly TextTopic[]>> {
  const rows = await analytics.rows<{ person: string; number: string; at: string; language: string; outcome: string; topic: number }>(ch`
    select ${PERSON} as person, number, toUnixTimestamp64Milli(occurred_at) as at, toString(language) as language, toString(outcome) as outcome, topic from voice_topics final
    where pass = ${uint32(pass)} and outcome in ('topic', 'unclear', 'no-tree') and occurred_at >= ${instant(fromMs - TOPIC_DAYS * DAY_MS)} and occurred_at < ${instant(untilMs)} and person in ${int64s(people)}
    order by at desc limit ${uint64(MOMENTS_MOST)} by person`, { class: 'report', settings: PARTITIONS_APART });
  return new Map([...Map.groupBy(rows, ({ person }) => Number(person))].map(([person, own]) => [person, own.map(({ number, at, language, outcome, topic }): TextTopic => ({ number: Number(number), atMs: Number(at), language, topic: outcome === 'topic' ? topic : null, isUnread: outcome === 'no-tree' }))]));
}
