import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, float64, instant, text, texts, uint64, type ChStatement } from '../../platform/clickhouse/sql.ts';
import { ANSWERS, chosen, PERSON, QUESTION, type AnswerFilter, type AskedQuestion } from './answers-log.ts';
import type { AnsweredTogether } from './drivers/choose-drivers.ts';
import type { ScoreDefinition } from './scores/score-definition.ts';

/** A question that was answered together with a score. `key` tells it from all others; `isWhole`: a score of the whole interaction as well. */
export type QuestionBeside = AskedQuestion & { readonly key: string; readonly people: number; readonly answers: number; readonly isWhole: boolean };

/** One interaction with when and where it was. Units: ms. */
export type TogetherRow = AnsweredTogether & { readonly number: number; readonly home: number; readonly atMs: number; readonly channel: string };

/** What was answered together. `of`: how many interactions there are; fewer rows: drawn by lot. */
export type TogetherRows = { readonly rows: readonly TogetherRow[]; readonly of: number };

const QUESTIONS_MOST = 200;

/** Names a question with its scale. The last part may hold anything. */
const KEY = ch`concat(toString(scale), ' ', toString(low_end), ' ', toString(high_end), ' ', ${QUESTION})`;
const ON_ITS_SCALE = ch`isFinite(value) and value >= low_end and value <= high_end`;

function inPeriod(filter: AnswerFilter): ChStatement {
  return ch`occurred_at >= ${instant(filter.fromMs)} and occurred_at < ${instant(filter.untilMs)} and ${chosen(filter)} and direction in ('in', 'public')`;
}

function isScore({ scale, from, to, question }: AskedQuestion): ChStatement {
  return ch`scale = ${text(scale)} and low_end = ${float64(from)} and high_end = ${float64(to)} and ${QUESTION} = ${text(question)}`;
}

/** Every other question that customers answered in the same interaction as a score, most people first. */
export async function questionsBeside(analytics: Analytics, score: AskedQuestion, filter: AnswerFilter): Promise<QuestionBeside[]> {
  const { scale, from, to, question } = score;
  const rows = await analytics.rows<{ key: string; scaleWord: string; lowEnd: number; highEnd: number; question: string; people: string; answers: string; isWhole: number }>(ch`
    select ${KEY} as key, toString(any(scale)) as scaleWord, any(low_end) as lowEnd, any(high_end) as highEnd, any(${QUESTION}) as question, uniqExact(${PERSON}) as people, count() as answers, max(is_one = 0 or scale = 'nps') as isWhole
    from ${ANSWERS}
    where ${inPeriod(filter)} and ${ON_ITS_SCALE} and not (${isScore(score)})
      and arrayExists((v, s, l, h, w, o) -> isFinite(v) and v >= l and v <= h and s = ${text(scale)} and l = ${float64(from)} and h = ${float64(to)} and if(o = 1 and s != 'nps', w, '') = ${text(question)}, values, scales, mins, maxs, questions, ones)
    group by key order by people desc, key limit ${uint64(QUESTIONS_MOST)}`, { class: 'report' });
  return rows.map(({ scaleWord, lowEnd, highEnd, people, answers, isWhole, ...row }) => ({ ...row, scale: scaleWord, from: lowEnd, to: highEnd, people: Number(people), answers: Number(answers), isWhole: Number(isWhole) === 1 }));
}

/**
 * A score with the other questions that were answered in the same interaction, all turned so that more is better; several answers to one question as their mean, none as null. Interactions that answered the score alone are none of them, unless `alone` says so.
 * The score is the answer itself, not what it is worth in points; an answer that the score leaves out is left out. Invariant: beyond `most` interactions the same are drawn each time. Cost: one reading of the answers in the period.
 */
export async function answeredTogether(analytics: Analytics, { rule }: Pick<ScoreDefinition, 'rule'>, score: AskedQuestion, keys: readonly string[], filter: AnswerFilter, most: number, alone = false): Promise<TogetherRows> {
  const counts = rule.kind === 'mean' ? ch`1` : ch`value = round(value)`;
  const rows = await analytics.rows<{ number: string; home: string; at: string; channel: string; person: string; places: string[]; betters: number[]; total: string }>(ch`
    select number, home, toUnixTimestamp64Milli(any(moment)) as at, toString(any(by_channel)) as channel, any(person) as person, groupArray(place) as places, groupArray(better) as betters, count() over () as total
    from (
      select number, home, occurred_at as moment, channel as by_channel, ${PERSON} as person, if(${isScore(score)}, 0, indexOf(${texts(keys)}, ${KEY})) as place, ${isScore(score)} as is_score, if(is_turned = 1, low_end + high_end - value, value) as better
      from ${ANSWERS}
      where ${inPeriod(filter)} and ${ON_ITS_SCALE} and if(${isScore(score)}, ${counts}, ${KEY} in ${texts(keys)})
    )
    group by home, number having max(is_score) = 1 and ${alone ? ch`1` : ch`min(is_score) = 0`}
    order by sipHash64(number), number limit ${uint64(most)}`, { class: 'report' });
  return { rows: rows.map((row) => ({ ...together(row, keys.length), number: Number(row.number), home: Number(row.home), atMs: Number(row.at), channel: row.channel })), of: Number(rows[0]?.total ?? 0) };
}

/** One interaction as a row. Shape: place 0 is the score, place k the question of key k. */
function together({ person, places, betters }: { readonly person: string; readonly places: readonly (string | number)[]; readonly betters: readonly number[] }, questions: number): AnsweredTogether {
  const sums = Array.from({ length: questions + 1 }, () => ({ sum: 0, answers: 0 }));
  places.forEach((place, at) => {
    const own = sums[Number(place)];
    if (own !== undefined) { own.sum += betters[at] ?? 0; own.answers += 1; }
  });
  const [score = null, ...answers] = sums.map(({ sum, answers: count }) => (count === 0 ? null : sum / count));
  return { person: String(person), score: score ?? 0, answers };
}
