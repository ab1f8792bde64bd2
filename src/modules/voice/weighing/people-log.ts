import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, texts, uint64, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { ASKED, chosen, PERSON, talliesBy, weighed, type AnswerFilter, type AskedQuestion } from '../answers-log.ts';
import type { ScoreDefinition } from '../scores/score-definition.ts';
import { NO_ANSWERS, type Tally } from '../scores/tally.ts';

/** All that one person answered to a score, folded. `person` below zero: nobody known. Sums are over worths. */
export type PersonAnswers = { readonly person: number; readonly answers: number; readonly sum: number; readonly squares: number; readonly cubes: number; readonly tops: number; readonly bottoms: number };

const PEOPLE_MOST = 1_000_000;

/** All answers of the period, unweighed. Cost: one reading of them. */
export async function plainTally(analytics: Analytics, definition: ScoreDefinition, asked: AskedQuestion, filter: AnswerFilter): Promise<Tally> {
  return (await talliesBy(analytics, weighed(definition, asked, { ...filter, beforeMs: filter.fromMs }), ch`[toUInt32(0)]`)).get(0) ?? NO_ANSWERS;
}

/** Everybody who answered a score, each once. Cost: one reading of the answers in the period. */
export async function answersByPerson(analytics: Analytics, definition: ScoreDefinition, asked: AskedQuestion, filter: AnswerFilter): Promise<PersonAnswers[]> {
  const rows = await analytics.rows<Record<keyof PersonAnswers, string | number>>(ch`
    select person, count() as answers, sum(worth) as sum, sum(worth * worth) as squares, sum(worth * worth * worth) as cubes, countIf(worth = 1) as tops, countIf(worth = -1) as bottoms
    from (${weighed(definition, asked, { ...filter, beforeMs: filter.fromMs })}) where refusal = '' group by person order by person limit ${uint64(PEOPLE_MOST)}`, { class: 'report' });
  return rows.map(({ person, answers, sum, squares, cubes, tops, bottoms }) => ({ person: Number(person), answers: Number(answers), sum: Number(sum), squares: Number(squares), cubes: Number(cubes), tops: Number(tops), bottoms: Number(bottoms) }));
}

/** Customers who were invited to the surveys in which a score was asked, each once. */
export async function invitedPeople(analytics: Analytics, definition: ScoreDefinition, asked: AskedQuestion, filter: AnswerFilter): Promise<number[]> {
  const own = { ...filter, beforeMs: filter.fromMs };
  const surveys: ChStatement = ch`select survey from (${weighed(definition, asked, { ...own, source: null, channel: null, brand: null })})`;
  const rows = await analytics.rows<{ person: string }>(ch`
    select distinct ${PERSON} as person from voice_answers final
    where kind in ${texts(ASKED)} and occurred_at >= ${instant(own.fromMs)} and occurred_at < ${instant(own.untilMs)} and ${chosen(own)} and survey != '' and survey in (${surveys}) and person > 0 limit ${uint64(PEOPLE_MOST)}`, { class: 'report' });
  return rows.map(({ person }) => Number(person));
}
