import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, text, texts, uint32, uint64, uint64s, float64, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { chosen, PERSON, type AnswerFilter } from '../answers-log.ts';
import { FEELINGS, type FeelingName, type FeltSums, type ShareSums } from '../said/said-log.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';

/** Which rows are counted: those of a pass in some languages. Topics of the first are known by their ids, those of the others by `keyOf` (joint-tree.ts). */
export type TopicFilter = AnswerFilter & { readonly pass: number; readonly languages: readonly string[] };
/** As which topic, in which group and as which part of a topic of several languages topics of rows are counted. Shape: lists as long as each other; 0 for none. */
export type CountedAs = { readonly from: readonly number[]; readonly topic: readonly number[]; readonly group: readonly number[]; readonly member: readonly number[] };
/** A place in the history with who said it there. */
export type SpokenPlace = { readonly number: number; readonly home: number; readonly node: number; readonly person: number };

/** The key of all texts, and of those that are unclear; other keys are ids of topics and groups. */
export const ALL_TEXTS = 4_294_967_295;
export const UNCLEAR = 0;
/** The cell of the whole period, and of the one before it; other cells are months (202603). */
export const WHOLE = 0;
export const BEFORE = 1;

/** What texts are about, in their latest revision. */
export const SAID = ch`voice_topics final`;

/** The rows that a filter chooses. */
export function among(filter: TopicFilter, fromMs = filter.fromMs): ChStatement {
  return ch`pass = ${uint32(filter.pass)} and language in ${texts(filter.languages)} and outcome in ('topic', 'unclear') and occurred_at >= ${instant(fromMs)} and occurred_at < ${instant(filter.untilMs)} and ${chosen(filter)}`;
}

/** The key of what a row is about, by its language. */
export const rowKey = ({ languages }: TopicFilter): ChStatement => ch`if(topic = 0, toUInt64(0), toUInt64(greatest(indexOf(${texts(languages)}, toString(language)), 1) - 1) * 4294967296 + topic)`;

/** Every key under which a row is counted, by that of what it is about. */
const keysOf = ({ from, topic, group, member }: CountedAs, key: ChStatement): ChStatement => ch`
  arrayConcat([toUInt64(${uint64(ALL_TEXTS)}), ${uint64s([0, ...topic])}[indexOf(${uint64s([0, ...from])}, ${key})]], arrayFilter(one -> one != 0, [${uint64s([0, ...group])}[indexOf(${uint64s([0, ...from])}, ${key})], ${uint64s([0, ...member])}[indexOf(${uint64s([0, ...from])}, ${key})]]))`;

/** In how many texts each topic and group is spoken of, by how many people: of the whole period, the one before, and each month. Shape: by cell, then by key. Cost: one reading of both periods. */
export async function topicSums(analytics: Analytics, filter: TopicFilter, as: CountedAs): Promise<Map<number, Map<number, ShareSums>>> {
  const rows = await analytics.rows<{ cell: number; key: string; hits: string; speakers: string; squared: string; crossed: string }>(ch`
    select cell, said.1 as key, sum(said.2) as hits, count() as speakers, sum(said.2 * said.2) as squared, sum(n * said.2) as crossed
    from (
      select cell, n, arrayJoin(arrayZip(found.1, found.2)) as said
      from (
        select person, cell, count() as n, sumMap(keys, arrayMap(one -> toUInt64(1), keys)) as found
        from (select ${PERSON} as person, ${keysOf(as, rowKey(filter))} as keys, arrayJoin(if(occurred_at < ${instant(filter.fromMs)}, [toUInt32(${uint64(BEFORE)})], [toUInt32(${uint64(WHOLE)}), toUInt32(toYYYYMM(occurred_at, ${text(filter.zone)}))])) as cell from ${SAID} where ${among(filter, filter.beforeMs)})
        group by person, cell
      )
    )
    group by cell, key`, { class: 'report', settings: PARTITIONS_APART });
  const cells = new Map<number, Map<number, ShareSums>>();
  for (const [cell, own] of Map.groupBy(rows, (row) => Number(row.cell))) {
    const all = own.find(({ key }) => Number(key) === ALL_TEXTS);
    const [count, people, personTextsSquared] = [Number(all?.hits ?? 0), Number(all?.speakers ?? 0), Number(all?.squared ?? 0)];
    cells.set(cell, new Map(own.map(({ key, ...row }) => [Number(key), { texts: count, people, hits: Number(row.hits), speakers: Number(row.speakers), personTextsSquared, personHitsSquared: Number(row.squared), personCrossed: Number(row.crossed) }])));
  }
  return cells;
}

type FeltRow = { readonly key: string; readonly texts: string; readonly people: string; readonly squared: string } & Readonly<Record<`${FeelingName}${'' | 'Speakers' | 'Squared' | 'Crossed'}`, string>>;

/** How texts about each topic feel, as a reader of texts read them. Shape: by key. Cost: one reading of the period in both tables. */
export async function topicsFelt(analytics: Analytics, filter: TopicFilter, as: CountedAs, reader: number): Promise<Map<number, FeltSums>> {
  const rows = await analytics.rows<FeltRow>(ch`
    select key, sum(n) as texts, count() as people, sum(n * n) as squared,
      sum(bad) as negative, countIf(bad > 0) as negativeSpeakers, sum(bad * bad) as negativeSquared, sum(n * bad) as negativeCrossed,
      sum(even) as neutral, countIf(even > 0) as neutralSpeakers, sum(even * even) as neutralSquared, sum(n * even) as neutralCrossed,
      sum(good) as positive, countIf(good > 0) as positiveSpeakers, sum(good * good) as positiveSquared, sum(n * good) as positiveCrossed
    from (
      select person, arrayJoin(keys) as key, count() as n, countIf(felt = 'negative') as bad, countIf(felt = 'neutral') as even, countIf(felt = 'positive') as good
      from (
        select max(who) as person, max(about) as what, max(feeling) as felt, ${keysOf(as, ch`what`)} as keys
        from (
          select home, number, ${PERSON} as who, ${rowKey(filter)} as about, '' as feeling, 1 as is_placed from ${SAID} where ${among(filter)}
          union all
          select home, number, toInt64(-9223372036854775807) as who, toUInt64(0) as about, toString(feeling) as feeling, 0 as is_placed from voice_readings final
          where reader = ${uint32(reader)} and language in ${texts(filter.languages)} and characters > 0 and occurred_at >= ${instant(filter.fromMs)} and occurred_at < ${instant(filter.untilMs)} and ${chosen(filter)}
        )
        group by home, number having max(is_placed) = 1 and felt != ''
      )
      group by person, key
    )
    group by key`, { class: 'report', settings: PARTITIONS_APART });
  const sums = (row: FeltRow, feeling: FeelingName): ShareSums => ({ texts: Number(row.texts), people: Number(row.people), hits: Number(row[feeling]), speakers: Number(row[`${feeling}Speakers`]), personTextsSquared: Number(row.squared), personHitsSquared: Number(row[`${feeling}Squared`]), personCrossed: Number(row[`${feeling}Crossed`]) });
  return new Map(rows.map((row) => [Number(row.key), Object.fromEntries(FEELINGS.map((feeling) => [feeling, sums(row, feeling)])) as FeltSums]));
}

/** Texts and people by language. Shape: most texts first; `language` empty: none of those that are read. */
export async function topicLanguages(analytics: Analytics, pass: number, filter: AnswerFilter): Promise<{ language: string; texts: number; people: number }[]> {
  const rows = await analytics.rows<{ language: string; texts: string; people: string }>(ch`
    select toString(language) as language, count() as texts, uniqExact(${PERSON}) as people from ${SAID}
    where pass = ${uint32(pass)} and outcome != 'silent' and occurred_at >= ${instant(filter.fromMs)} and occurred_at < ${instant(filter.untilMs)} and ${chosen(filter)}
    group by language order by texts desc, language`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map((row) => ({ language: row.language, texts: Number(row.texts), people: Number(row.people) }));
}

/** How many people said something in each language since a moment, as a reader of texts read it. */
export async function peopleByLanguage(analytics: Analytics, reader: number, sinceMs: number): Promise<{ language: string; people: number }[]> {
  const rows = await analytics.rows<{ language: string; people: string }>(ch`
    select toString(language) as language, uniqExact(${PERSON}) as people from voice_readings final
    where reader = ${uint32(reader)} and characters > 0 and language != '' and not has(outputs, 'spam') and occurred_at >= ${instant(sinceMs)} group by language order by people desc, language`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map((row) => ({ language: row.language, people: Number(row.people) }));
}

/** One person's texts among those from which topics are found, at most: whoever writes every day is one voice. */
const OF_ONE_PERSON = 10;

const placesOf = (rows: readonly { number: string; home: string; node: string; person: string }[]): SpokenPlace[] => rows.map((row) => ({ number: Number(row.number), home: Number(row.home), node: Number(row.node), person: Number(row.person) }));

/** A fair draw of texts in a language since a moment: by lot, few of one person, no advertising. Invariant: the same history gives the same draw. */
export async function drawnPlaces(analytics: Analytics, reader: number, language: string, sinceMs: number, most: number): Promise<SpokenPlace[]> {
  return placesOf(await analytics.rows(ch`
    select number, home, node, person from (
      select number, home, node, ${PERSON} as person, cityHash64(number) as lot from voice_readings final
      where reader = ${uint32(reader)} and characters > 0 and language = ${text(language)} and not has(outputs, 'spam') and occurred_at >= ${instant(sinceMs)}
      order by lot, number limit ${uint64(OF_ONE_PERSON)} by person limit ${uint64(most)})
    order by number`, { class: 'report', settings: PARTITIONS_APART }));
}

/** A draw of texts about topics. */
export async function placesAbout(analytics: Analytics, pass: number, language: string, topics: readonly number[], most: number): Promise<SpokenPlace[]> {
  return placesOf(await analytics.rows(ch`
    select number, home, node, person from (
      select number, home, node, ${PERSON} as person, cityHash64(number) as lot from ${SAID} where pass = ${uint32(pass)} and language = ${text(language)} and topic in ${uint64s(topics)} and topic != 0
      order by lot, number limit ${uint64(OF_ONE_PERSON)} by person limit ${uint64(most)})
    order by number`, { class: 'report', settings: PARTITIONS_APART }));
}

/** Texts since a moment that are about nothing known, or fit badly; the latest of them. */
export async function doubtfulPlaces(analytics: Analytics, pass: number, language: string, sinceMs: number, poorFit: number, most: number): Promise<(SpokenPlace & { readonly fit: number; readonly occurredMs: number })[]> {
  const rows = await analytics.rows<{ number: string; home: string; node: string; person: string; fit: number; occurredMs: string }>(ch`
    select number, home, node, ${PERSON} as person, fit, toUnixTimestamp64Milli(occurred_at) as occurredMs from ${SAID}
    where pass = ${uint32(pass)} and language = ${text(language)} and occurred_at >= ${instant(sinceMs)} and (outcome = 'unclear' or (outcome = 'topic' and fit < ${float64(poorFit)}))
    order by occurred_at desc, number desc limit ${uint64(most)}`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map((row, at) => ({ ...(placesOf([row])[0] as SpokenPlace), fit: row.fit, occurredMs: Number(rows[at]?.occurredMs ?? 0) }));
}

/** When the first text of a pass in a language was said. */
export async function firstSaidMs(analytics: Analytics, pass: number, language: string): Promise<number | null> {
  const [row] = await analytics.rows<{ first: string | null }>(ch`select toUnixTimestamp64Milli(minOrNull(occurred_at)) as first from ${SAID} where pass = ${uint32(pass)} and language = ${text(language)} and outcome in ('topic', 'unclear')`, { class: 'report', settings: PARTITIONS_APART });
  return row?.first == null ? null : Number(row.first);
}

/** The newest texts about topics, by their keys (or, for `UNCLEAR`, about nothing known), those that fit clearest among a moment last. Shape: newest first. */
export async function topicPlaces(analytics: Analytics, filter: TopicFilter, topics: readonly number[], before: { readonly occurredMs: number; readonly number: number } | null, limit: number): Promise<{ number: number; revision: number; occurredMs: number }[]> {
  const page = before === null ? ch`1` : ch`(occurred_at, number) < (${instant(before.occurredMs)}, ${uint64(before.number)})`;
  const rows = await analytics.rows<{ number: string; revision: number; occurredMs: string }>(ch`
    select number, revision, toUnixTimestamp64Milli(occurred_at) as occurredMs from ${SAID} where ${among(filter)} and ${rowKey(filter)} in ${uint64s(topics)} and ${page} order by occurred_at desc, number desc limit ${uint64(limit)}`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map((row) => ({ number: Number(row.number), revision: row.revision, occurredMs: Number(row.occurredMs) }));
}

/** Lets go of rows of all passes but these, also of those that a revision replaced. */
export async function dropOtherPasses(analytics: Analytics, passes: readonly number[]): Promise<void> {
  for (const table of [ch`voice_topics`, ch`voice_topics_earlier`]) {
    const strange = await analytics.rows<{ pass: number }>(ch`select distinct pass from ${table} where pass not in ${uint64s(passes)}`, { class: 'report', settings: PARTITIONS_APART });
    for (const { pass } of strange) await analytics.run(ch`alter table ${table} delete where pass = ${uint32(Number(pass))}`, { class: 'write', settings: { mutations_sync: 2 } });
  }
}

/** What each of these interactions is about by a pass, in its latest revision; unclear ones are missing. */
export async function topicsOfPlaces(analytics: Analytics, pass: number, places: readonly { readonly home: number; readonly number: number }[]): Promise<{ number: number; language: string; topic: number }[]> {
  if (places.length === 0) return [];
  const rows = await analytics.rows<{ number: string; language: string; topic: number }>(ch`
    select number, language, topic from ${SAID}
    prewhere home in ${uint64s([...new Set(places.map(({ home }) => home))])} and number in ${uint64s(places.map(({ number }) => number))}
    where pass = ${uint32(pass)} and outcome = 'topic'`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map((row) => ({ number: Number(row.number), language: row.language, topic: row.topic }));
}
