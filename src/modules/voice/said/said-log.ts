import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, float64, instant, text, texts, uint32, uint64, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { chosen, PERSON, type AnswerFilter } from '../answers-log.ts';
import { CLEAR } from '../reading/text-feeling.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';

/** Which readings are counted: those of one reader. `language` null: any; empty: none of those that are read. */
export type SaidFilter = AnswerFilter & { readonly reader: number; readonly language: string | null };

export const FEELINGS = ['negative', 'neutral', 'positive'] as const;
export type FeelingName = (typeof FEELINGS)[number];

/** Sums over people of the texts `n` of each and of those `s` of them that say something: what a share and its interval need. Shape: `people` all, `speakers` those of whom at least one text says it. */
export type ShareSums = { readonly texts: number; readonly people: number; readonly hits: number; readonly speakers: number; readonly personTextsSquared: number; readonly personHitsSquared: number; readonly personCrossed: number };
/** Texts that have a feeling, by feeling. */
export type FeltSums = Readonly<Record<FeelingName, ShareSums>>;

type FeltRow = { readonly cell: string; readonly texts: string; readonly people: string; readonly squared: string } & Readonly<Record<`${FeelingName}${'' | 'Speakers' | 'Squared' | 'Crossed'}`, string>>;

const IS_SPAM = ch`has(outputs, 'spam')`;

function among(filter: SaidFilter): ChStatement {
  const language = filter.language === null ? ch`1` : ch`language = ${text(filter.language)}`;
  return ch`reader = ${uint32(filter.reader)} and characters > 0 and occurred_at >= ${instant(filter.fromMs)} and occurred_at < ${instant(filter.untilMs)} and ${chosen(filter)} and ${language}`;
}

/** What people of the company said of a text in its present wording, a question each. */
const SPOKEN = ch`arrayFilter(one -> one.3 = revision, spoken)`;
/** Whether somebody spoke about what a reader said: about the question under which it stands. Without a complaint there is none without the word either. */
const IS_SPOKEN_OF = ch`arrayExists(one -> one.1 = output or one.1 = concat(output, ' ', label) or (one.1 = 'sentiment' and output = 'feeling') or (one.1 = 'complaint' and one.2 = '' and output = 'unworded'), ${SPOKEN})`;
const SAID_BY_PEOPLE = ch`arrayFilter(one -> one.2 != '', ${SPOKEN})`;

const CORRECTED = ch`(select number from voice_corrections)`;
const WORDS = ch`'Array(LowCardinality(String))'`;

/** Texts of which somebody of the company spoke, as they set them right: their word stands in place of the reader's, as in teaching/outrank.ts; a test compares the two. */
function setRight(filter: SaidFilter): ChStatement {
  return ch`
    select number, revision, home, node, source, brand, channel, occurred_at, characters, language,
      cast(coalesce(nullIf(arrayFirst(one -> one.1 = 'sentiment', ${SAID_BY_PEOPLE}).2, ''), toString(read_feeling)), 'LowCardinality(String)') as feeling, sentence_starts, sentence_ends, sentence_valences,
      cast(arrayConcat(arrayFilter((output, label) -> not ${IS_SPOKEN_OF}, read_outputs, read_labels), arrayMap(one -> if(one.1 = 'sentiment', 'feeling', splitByChar(' ', one.1)[1]), ${SAID_BY_PEOPLE})), ${WORDS}) as outputs,
      cast(arrayConcat(arrayFilter((label, output) -> not ${IS_SPOKEN_OF}, read_labels, read_outputs), arrayMap(one -> one.2, ${SAID_BY_PEOPLE})), ${WORDS}) as labels,
      arrayConcat(arrayFilter((places, output, label) -> not ${IS_SPOKEN_OF}, read_carriers, read_outputs, read_labels), arrayMap(one -> cast([], 'Array(UInt32)'), ${SAID_BY_PEOPLE})) as carriers
    from (
      select number, revision, home, node, source, brand, channel, occurred_at, characters, language, sentence_starts, sentence_ends, sentence_valences, feeling as read_feeling, cast(outputs, 'Array(String)') as read_outputs, cast(labels, 'Array(String)') as read_labels, carriers as read_carriers
      from voice_readings final where ${among(filter)} and number global in ${CORRECTED}
    ) as readings
    global left join (
      select home, number, groupArray((toString(question), toString(label), revision)) as spoken from voice_corrections final where stands = 1 group by home, number
    ) as corrections on corrections.home = readings.home and corrections.number = readings.number`;
}

/** The readings that a filter chooses, as people of the company set them right. Cost: all but those few are read as they lie. */
export function read(filter: SaidFilter): ChStatement {
  return ch`(
    select number, revision, home, node, source, brand, channel, occurred_at, characters, language, feeling, sentence_starts, sentence_ends, sentence_valences, outputs, labels, carriers from voice_readings final where ${among(filter)} and number global not in ${CORRECTED}
    union all ${setRight(filter)}
  )`;
}

/** What there is to choose from, and the moment of the latest text. */
export async function saidChoices(analytics: Analytics, reader: number): Promise<{ readonly sources: string[]; readonly channels: string[]; readonly brands: string[]; readonly languages: string[]; readonly latestMs: number | null }> {
  const [row] = await analytics.rows<{ sources: string[]; channels: string[]; brands: string[]; languages: string[]; latest: string | null }>(ch`
    select arraySort(groupUniqArray(source)) as sources, arraySort(groupUniqArray(channel)) as channels, arraySort(groupUniqArray(brand)) as brands, arraySort(groupUniqArray(language)) as languages, toUnixTimestamp64Milli(maxOrNull(occurred_at)) as latest
    from voice_readings final where reader = ${uint32(reader)} and characters > 0`, { class: 'report', settings: PARTITIONS_APART });
  return { sources: row?.sources ?? [], channels: row?.channels ?? [], brands: (row?.brands ?? []).filter((brand) => brand !== ''), languages: row?.languages ?? [], latestMs: row?.latest == null ? null : Number(row.latest) };
}

/** Texts and people by language, spam apart. Shape: most texts first; `language` empty for all together, and `unknown` where it is none of those that are read. */
export async function saidLanguages(analytics: Analytics, filter: SaidFilter): Promise<{ readonly language: string | null; readonly texts: number; readonly people: number; readonly spam: { readonly texts: number; readonly people: number } }[]> {
  const rows = await analytics.rows<{ part: string; texts: string; people: string; spam: string; spamPeople: string }>(ch`
    select part, countIf(not is_spam) as texts, uniqExactIf(person, not is_spam) as people, countIf(is_spam) as spam, uniqExactIf(person, is_spam) as spamPeople
    from (select ${PERSON} as person, ${IS_SPAM} as is_spam, arrayJoin(['all', concat('of ', toString(language))]) as part from ${read(filter)})
    group by part order by texts desc, part`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map(({ part, ...row }) => ({ language: part === 'all' ? null : part.slice(3), texts: Number(row.texts), people: Number(row.people), spam: { texts: Number(row.spam), people: Number(row.spamPeople) } }));
}

const sumsOf = (row: FeltRow): FeltSums => {
  const of = (feeling: FeelingName): ShareSums => ({ texts: Number(row.texts), people: Number(row.people), hits: Number(row[feeling]), speakers: Number(row[`${feeling}Speakers`]), personTextsSquared: Number(row.squared), personHitsSquared: Number(row[`${feeling}Squared`]), personCrossed: Number(row[`${feeling}Crossed`]) });
  return { negative: of('negative'), neutral: of('neutral'), positive: of('positive') };
};

/** Folds texts with a `person`, a `cell` and how they are `felt`, with people told apart in each cell. */
async function feltRows(analytics: Analytics, felt: ChStatement): Promise<Map<string, FeltSums>> {
  const rows = await analytics.rows<FeltRow>(ch`
    select toString(cell) as cell, sum(n) as texts, count() as people, sum(n * n) as squared,
      sum(bad) as negative, countIf(bad > 0) as negativeSpeakers, sum(bad * bad) as negativeSquared, sum(n * bad) as negativeCrossed,
      sum(even) as neutral, countIf(even > 0) as neutralSpeakers, sum(even * even) as neutralSquared, sum(n * even) as neutralCrossed,
      sum(good) as positive, countIf(good > 0) as positiveSpeakers, sum(good * good) as positiveSquared, sum(n * good) as positiveCrossed
    from (select person, cell, count() as n, countIf(felt = 'negative') as bad, countIf(felt = 'neutral') as even, countIf(felt = 'positive') as good from (${felt}) where felt != '' group by person, cell)
    group by cell`, { class: 'report', settings: PARTITIONS_APART });
  return new Map(rows.map((row) => [row.cell, sumsOf(row)]));
}

/** How texts feel, by month (`202603`) and all together (`0`). */
export function feltByMonth(analytics: Analytics, filter: SaidFilter): Promise<Map<string, FeltSums>> {
  return feltRows(analytics, ch`select ${PERSON} as person, toString(feeling) as felt, arrayJoin([toUInt32(0), toUInt32(toYYYYMM(occurred_at, ${text(filter.zone)}))]) as cell from ${read(filter)} where not ${IS_SPAM}`);
}

/** The feelings of the sentences in which one of `places` stands. */
const OWN_VALENCES = ch`arrayFilter((value, from, until) -> arrayExists(place -> place >= from and place < until, places), sentence_valences, sentence_starts, sentence_ends)`;
/** How an aspect is felt: as those sentences; a text of one sentence as the whole. */
const FELT_AT = ch`if(length(sentence_valences) < 2, toString(feeling), arrayMap(own -> multiIf(empty(own), toString(feeling), arrayAvg(own) > ${float64(CLEAR)}, 'positive', arrayAvg(own) < ${float64(-CLEAR)}, 'negative', 'neutral'), [${OWN_VALENCES}])[1])`;
/** The aspects of a text, each with how it is felt. Shape: pairs. */
export const FELT_AT_ASPECTS = ch`arrayMap((label, places) -> (toString(label), ${FELT_AT}), arrayFilter((label, output) -> output = 'aspect', labels, outputs), arrayFilter((places, output) -> output = 'aspect', carriers, outputs))`;

/** How each aspect is felt by those who speak of it. */
export function feltByAspect(analytics: Analytics, filter: SaidFilter): Promise<Map<string, FeltSums>> {
  return feltRows(analytics, ch`select person, one.1 as cell, one.2 as felt from (select ${PERSON} as person, arrayJoin(${FELT_AT_ASPECTS}) as one from ${read(filter)} where not ${IS_SPAM} and has(outputs, 'aspect'))`);
}

/** One thing that may be said. */
export type Thing = { readonly output: string; readonly label: string };

/**
 * In how many texts of these languages each of the known things is said. Shape: by `output/label`; `/` for the texts themselves, all of which count.
 * Cost: what somebody said is put together as numbers and counted in their own list (1,000,000 texts of 200,000 people on a busy machine: 1.5 to 2 s; maps of words took 8).
 */
export async function saidThings(analytics: Analytics, filter: SaidFilter, languages: readonly string[], known: readonly Thing[]): Promise<Map<string, ShareSums>> {
  const names = ['/', ...known.map(({ output, label }) => `${output}/${label}`)];
  const rows = await analytics.rows<{ thing: string; hits: string; speakers: string; squared: string; crossed: string }>(ch`
    select arrayElement(${texts(names)}, indexOf(arrayMap((output, label) -> cityHash64(output, label), ${texts(['', ...known.map(({ output }) => output)])}, ${texts(['', ...known.map(({ label }) => label)])}), said.1)) as thing,
      sum(said.2) as hits, count() as speakers, sum(said.2 * said.2) as squared, sum(n * said.2) as crossed
    from (
      select n, arrayJoin(arrayMap(code -> (code, countEqual(codes, code)), arrayDistinct(codes))) as said
      from (
        select ${PERSON} as person, count() as n, groupArrayArray(arrayPushBack(arrayDistinct(arrayMap((output, label) -> cityHash64(output, label), outputs, labels)), cityHash64('', ''))) as codes
        from ${read(filter)} where not ${IS_SPAM} and language in ${texts(languages)}
        group by person
      )
    )
    group by thing having thing != ''`, { class: 'report', settings: PARTITIONS_APART });
  const all = rows.find(({ thing }) => thing === '/');
  const [count, people, personTextsSquared] = [Number(all?.hits ?? 0), Number(all?.speakers ?? 0), Number(all?.squared ?? 0)];
  return new Map(rows.map(({ thing, ...row }) => [thing, { texts: count, people, hits: Number(row.hits), speakers: Number(row.speakers), personTextsSquared, personHitsSquared: Number(row.squared), personCrossed: Number(row.crossed) }]));
}

/** A text that says something. Shape: `carriers` the places that carry it, pairs of start and end in its joined words, which are `characters` long. */
export type SaidPlace = { readonly number: number; readonly revision: number; readonly characters: number; readonly occurredMs: number; readonly carriers: readonly number[] };

/** Whether something is said in a text that is no advertising, of rows as `read` answers them. */
export function says(output: string, label: string, felt: FeelingName | null): ChStatement {
  if (output === 'feeling') return ch`feeling = ${text(label)} and not ${IS_SPAM}`;
  if (output === 'spam') return IS_SPAM;
  if (output === 'language') return ch`language = ${text(label)} and not ${IS_SPAM}`;
  if (output === 'aspect' && felt !== null) return ch`has(${FELT_AT_ASPECTS}, (${text(label)}, ${text(felt)})) and not ${IS_SPAM}`;
  return ch`arrayExists((one, other) -> one = ${text(output)} and other = ${text(label)}, outputs, labels) and not ${IS_SPAM}`;
}

/** The newest texts that say it. Shape: newest first. Cost: the readings of the period are looked through. */
export async function saidPlaces(analytics: Analytics, filter: SaidFilter, thing: Thing & { readonly felt: FeelingName | null }, before: { readonly occurredMs: number; readonly number: number } | null, limit: number): Promise<SaidPlace[]> {
  const page = before === null ? ch`1` : ch`(occurred_at, number) < (${instant(before.occurredMs)}, ${uint64(before.number)})`;
  const rows = await analytics.rows<{ number: string; revision: number; characters: number; occurredMs: string; carriers: number[] }>(ch`
    select number, revision, characters, toUnixTimestamp64Milli(occurred_at) as occurredMs, arrayFlatten(arrayFilter((places, one, other) -> one = ${text(thing.output)} and other = ${text(thing.label)}, carriers, outputs, labels)) as carriers
    from (select number, revision, characters, occurred_at, carriers, outputs, labels from ${read(filter)} where ${says(thing.output, thing.label, thing.felt)} and ${page} order by occurred_at desc, number desc limit ${uint64(limit)})
    order by occurred_at desc, number desc`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map((row) => ({ number: Number(row.number), revision: row.revision, characters: row.characters, occurredMs: Number(row.occurredMs), carriers: row.carriers.map(Number) }));
}
