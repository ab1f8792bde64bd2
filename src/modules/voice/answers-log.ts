import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, float64, instant, text, texts, uint64, type ChStatement } from '../../platform/clickhouse/sql.ts';
import type { InGroups } from '../customers/contract.ts';
import { rowIsInGroups } from '../customers/index.ts';
import { CUSTOMER_OF_ROW } from '../identity/index.ts';
import type { ScoreDefinition } from './scores/score-definition.ts';
import { NO_ANSWERS, type Tally } from './scores/tally.ts';

/** Which answers are counted: those of [from, until), in months of a zone; `before`: where the months before begin; `groups`: of customers who are in all of these today. Units: ms. */
export type AnswerFilter = { readonly beforeMs: number; readonly fromMs: number; readonly untilMs: number; readonly zone: string; readonly source: string | null; readonly channel: string | null; readonly brand: string | null; readonly office?: string | null; readonly groups?: InGroups | null };

/** Answers to questions of one kind. `question` empty: whatever was asked on this scale about an interaction as a whole. */
export type AskedQuestion = { readonly scale: string; readonly from: number; readonly to: number; readonly question: string };
/** The same with who answered. `others`: most single questions that were answered in the same breath. */
export type AnswerGroup = AskedQuestion & { readonly people: number; readonly others: number };

/** What there is to choose from, and the moment of the latest answer. */
export type AnswerChoices = { readonly sources: string[]; readonly channels: string[]; readonly brands: string[]; readonly offices: string[]; readonly latestMs: number | null };

/** Answers by what they have in common, each folded. Shape: `kind` of cell → name → tally. */
export type AnswerCells = ReadonlyMap<string, ReadonlyMap<string, Tally>>;

/** Kinds of interactions by which somebody was invited to a survey. */
export const ASKED = ['survey-sent', 'survey-invited'];
const REACHED = ['survey-delivered', 'survey-opened', 'survey-seen'];
const GROUPS_MOST = 500;
const CELLS_MOST = 20_000;

/** Whoever gave it, by the map of customers of now. What nobody known said is of somebody else each time. */
export const PERSON = ch`if(node = 0, -toInt64(number), toInt64(${CUSTOMER_OF_ROW}))`;
/** Single questions of a survey are scores of their own; an NPS is one question wherever it is asked. */
export const ANSWERS = ch`voice_answers final array join scales as scale, values as value, mins as low_end, maxs as high_end, questions as wording, ones as is_one, turned as is_turned`;
export const QUESTION = ch`if(is_one = 1 and scale != 'nps', wording, '')`;

/** That an answer is one of those which a filter chooses, whenever it was given. */
export function chosen({ source, channel, brand, office = null, groups = null }: AnswerFilter): ChStatement {
  const of = (column: ChStatement, wanted: string | null): ChStatement => (wanted === null ? ch`1` : ch`${column} = ${text(wanted)}`);
  return ch`${of(ch`source`, source)} and ${of(ch`channel`, channel)} and ${of(ch`brand`, brand)} and ${of(ch`office`, office)} and ${groups === null ? ch`1` : rowIsInGroups(groups)}`;
}

export async function answerChoices(analytics: Analytics): Promise<AnswerChoices> {
  const [row] = await analytics.rows<{ sources: string[]; channels: string[]; brands: string[]; offices: string[]; latest: string | null }>(ch`
    select arraySort(groupUniqArray(source)) as sources, arraySort(groupUniqArray(channel)) as channels, arraySort(groupUniqArray(brand)) as brands, arraySort(groupUniqArray(office)) as offices, toUnixTimestamp64Milli(maxOrNull(occurred_at)) as latest
    from voice_answers final where notEmpty(values)`, { class: 'report' });
  return { sources: row?.sources ?? [], channels: row?.channels ?? [], brands: (row?.brands ?? []).filter((brand) => brand !== ''), offices: (row?.offices ?? []).filter((office) => office !== ''), latestMs: row?.latest == null ? null : Number(row.latest) };
}

/** What was asked, most answered first. */
export async function answerGroups(analytics: Analytics, filter: AnswerFilter): Promise<AnswerGroup[]> {
  const rows = await analytics.rows<{ scale: string; lowEnd: number; highEnd: number; question: string; people: string; others: string }>(ch`
    select toString(scale) as scale, low_end as lowEnd, high_end as highEnd, ${QUESTION} as question, uniqExact(${PERSON}) as people, max(toInt64(arrayCount((one, at) -> one = 1 and at != 'nps', ones, scales)) - if(question = '', 0, 1)) as others
    from ${ANSWERS}
    where occurred_at >= ${instant(filter.fromMs)} and occurred_at < ${instant(filter.untilMs)} and ${chosen(filter)}
    group by scale, low_end, high_end, question order by people desc, scale, low_end, high_end, question limit ${uint64(GROUPS_MOST)}`, { class: 'report' });
  return rows.map(({ lowEnd, highEnd, people, others, ...row }) => ({ ...row, from: lowEnd, to: highEnd, people: Number(people), others: Number(others) }));
}

/** What an answer is worth. The same rule as `worthOf` in scores/score-definition.ts; a test compares the two. */
function worthIn({ rule }: ScoreDefinition): ChStatement {
  if (rule.kind === 'mean') return ch`better`;
  if (rule.kind === 'share') return ch`toFloat64(better >= ${float64(rule.topFrom)})`;
  return ch`multiIf(better >= ${float64(rule.topFrom)}, 1., better <= ${float64(rule.bottomTo)}, -1., 0.)`;
}

/** Cells are numbered where people are told apart in them: a number beside a person costs less than words (250,000 answers of one score among 1,000,000: 0.4 to 0.6 s of processor time against 1.2 to 2.1). */
const ALL = 0;
const BEFORE = 1;
const CHANNELS_FROM = 1_000_000;
const BRANDS_FROM = 2_000_000;
const OFFICES_FROM = 3_000_000;

function cellOf(code: number, choices: Pick<AnswerChoices, 'channels' | 'brands' | 'offices'>): readonly [kind: string, name: string] {
  if (code === ALL) return ['all', ''];
  if (code === BEFORE) return ['before', ''];
  if (code > OFFICES_FROM) return ['office', choices.offices[code - OFFICES_FROM - 1] ?? ''];
  if (code > BRANDS_FROM) return ['brand', choices.brands[code - BRANDS_FROM - 1] ?? ''];
  if (code > CHANNELS_FROM) return ['channel', choices.channels[code - CHANNELS_FROM - 1] ?? ''];
  return ['month', `${Math.floor(code / 100)}-${String(code % 100).padStart(2, '0')}`];
}

/** Each answer of a score with what it is worth and why it is left out (`refusal`, empty where it counts). */
export function weighed(definition: ScoreDefinition, group: AskedQuestion, filter: AnswerFilter): ChStatement {
  return ch`
    select number, source, value, ${PERSON} as person, if(is_turned = 1, low_end + high_end - value, value) as better, ${worthIn(definition)} as worth, occurred_at, channel, brand, office, wording, survey, is_turned, node,
      multiIf(direction not in ('in', 'public'), 'not-a-customer', not isFinite(value), 'no-number', value < low_end or value > high_end, 'outside-scale', ${definition.rule.kind === 'mean' ? ch`0` : ch`value != round(value)`}, 'between-answers', '') as refusal
    from ${ANSWERS}
    where occurred_at >= ${instant(filter.beforeMs)} and occurred_at < ${instant(filter.untilMs)} and ${chosen(filter)}
      and scale = ${text(group.scale)} and low_end = ${float64(group.from)} and high_end = ${float64(group.to)} and ${QUESTION} = ${text(group.question)}`;
}

/** Answers that count, folded by the numbers of the cells that each belongs to (`cells`: an array of UInt32), with people told apart. */
export async function talliesBy(analytics: Analytics, answers: ChStatement, cells: ChStatement): Promise<Map<number, Tally>> {
  const rows = await analytics.rows<{ cell: number } & Record<keyof Tally, string | number>>(ch`
    select cell, sum(n) as answers, count() as people, sum(n) as weight, sum(n) as squaredWeights, sum(s) as sum, sum(squares) as sumOfSquares, sum(cubes) as sumOfCubes, sum(tops) as top, sum(bottoms) as bottom,
      sum(n * n) as personWeightSquared, sum(s * s) as personSumSquared, sum(n * s) as personCrossed
    from (
      select person, arrayJoin(${cells}) as cell,
        count() as n, sum(worth) as s, sum(worth * worth) as squares, sum(worth * worth * worth) as cubes, countIf(worth = 1) as tops, countIf(worth = -1) as bottoms
      from (${answers})
      where refusal = ''
      group by person, cell
    )
    group by cell`, { class: 'report' });
  return new Map(rows.map(({ cell, ...row }) => [Number(cell), Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)])) as unknown as Tally]));
}

/** The cells of an answer: everything, its month, its channel, brand and office; or the time before. */
function cellsOf(filter: AnswerFilter, choices: Pick<AnswerChoices, 'channels' | 'brands' | 'offices'>): ChStatement {
  // One channel alone is not the lowest of several: its people need not be told apart again.
  const part = (column: ChStatement, from: number, values: readonly string[]): ChStatement => (values.length < 2 ? ch`` : ch`, toUInt32(${uint64(from)} + indexOf(${texts(values)}, toString(${column})))`);
  return ch`if(occurred_at < ${instant(filter.fromMs)}, [toUInt32(${uint64(BEFORE)})], [toUInt32(${uint64(ALL)}), toUInt32(toYYYYMM(occurred_at, ${text(filter.zone)}))${part(ch`channel`, CHANNELS_FROM, choices.channels)}${part(ch`brand`, BRANDS_FROM, choices.brands)}${part(ch`office`, OFFICES_FROM, choices.offices)}])`;
}

/** How often each answer, wording and survey came, what was left out, turned, or of nobody known. `people` is exact up to 100. */
function countRows(analytics: Analytics, answers: ChStatement, filter: AnswerFilter): Promise<{ kind: string; name: string; answers: string; people: string }[]> {
  return analytics.rows(ch`
    select cell.1 as kind, cell.2 as name, count() as answers, uniqUpTo(100)(person) as people
    from (
      select person, arrayJoin(if(refusal != '', [('excluded', refusal)], arrayConcat([('value', toString(better)), ('wording', wording), ('survey', toString(survey))],
        if(is_turned = 1, [('turned', '')], cast([], 'Array(Tuple(String, String))')), if(node = 0, [('unknown', '')], cast([], 'Array(Tuple(String, String))'))))) as cell
      from (${answers})
      where occurred_at >= ${instant(filter.fromMs)}
    )
    group by cell order by kind, answers desc, name limit ${uint64(CELLS_MOST)}`, { class: 'report' });
}

/**
 * The answers of one score, folded by month, channel, brand and office, with those before (`before`); and, counted only, by answer, wording and survey, those left out by reason (`excluded`), those turned and those of nobody known.
 * Cost: two readings of the answers in the period.
 */
export async function answerCells(analytics: Analytics, definition: ScoreDefinition, group: AskedQuestion, filter: AnswerFilter, choices: Pick<AnswerChoices, 'channels' | 'brands' | 'offices'>): Promise<AnswerCells> {
  const answers = weighed(definition, group, filter);
  const [tallies, counts] = await Promise.all([talliesBy(analytics, answers, cellsOf(filter, choices)), countRows(analytics, answers, filter)]);
  const cells = new Map<string, Map<string, Tally>>();
  const put = (kind: string, name: string, tally: Tally): void => { cells.set(kind, (cells.get(kind) ?? new Map<string, Tally>()).set(name, tally)); };
  for (const [cell, tally] of tallies) put(...cellOf(cell, choices), tally);
  for (const { kind, name, answers: count, people } of counts) put(kind, name, { ...NO_ANSWERS, answers: Number(count), people: Number(people) });
  return cells;
}

/** How many people were invited to surveys and reached by them; null where nothing tells. */
export async function askedPeople(analytics: Analytics, surveys: readonly string[], filter: AnswerFilter): Promise<{ readonly invited: number | null; readonly reached: number | null }> {
  if (surveys.length === 0) return { invited: null, reached: null };
  const [row] = await analytics.rows<{ invited: string; reached: string }>(ch`
    select uniqExactIf(${PERSON}, kind in ${texts(ASKED)}) as invited, uniqExactIf(${PERSON}, kind in ${texts(REACHED)}) as reached
    from voice_answers final
    where survey in ${texts(surveys)} and occurred_at >= ${instant(filter.fromMs)} and occurred_at < ${instant(filter.untilMs)} and ${chosen(filter)}`, { class: 'report' });
  const known = (count: string | undefined): number | null => (Number(count ?? 0) > 0 ? Number(count) : null);
  return { invited: known(row?.invited), reached: known(row?.reached) };
}
