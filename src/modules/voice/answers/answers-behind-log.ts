import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, float64, instant, text, uint64, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { weighed, type AnswerFilter, type AskedQuestion } from '../answers-log.ts';
import type { Exclusion } from '../contract.ts';
import { publicIdIn } from '../public-id-log.ts';
import type { ScoreDefinition } from '../scores/score-definition.ts';

/** Which of a score's answers: those that count, all, or those left out for a reason; of one answer (turned so that more is better), or any. */
export type WhichAnswers = { readonly of: 'counted' | 'all' | Exclusion; readonly value: number | null };
/** Where a page ended. Units: ms. */
export type AnswerPlace = { readonly occurredMs: number; readonly number: number };
/** One answer. `customer` null: nobody known. `value`: as it was given. */
export type AnswerBehind = AnswerPlace & { readonly node: number; readonly customer: number | null; readonly channel: string; readonly source: string; readonly brand: string; readonly question: string; readonly value: number | null; readonly isTurned: boolean; readonly worth: number | null; readonly excluded: Exclusion | null };

/** That an answer is one of those wanted, in the period alone. */
function wanted({ fromMs }: AnswerFilter, { of, value }: WhichAnswers): ChStatement {
  const counts = of === 'all' ? ch`1` : ch`refusal = ${text(of === 'counted' ? '' : of)}`;
  return ch`occurred_at >= ${instant(fromMs)} and ${counts} and ${value === null ? ch`1` : ch`better = ${float64(value)}`}`;
}

/** The newest answers behind a figure. Shape: newest first; all answers of the last interaction, so that there may be more than `limit`. Cost: one reading of the answers in the period. */
export async function answersBehind(analytics: Analytics, definition: ScoreDefinition, asked: AskedQuestion, filter: AnswerFilter, which: WhichAnswers, before: AnswerPlace | null, limit: number): Promise<AnswerBehind[]> {
  const page = before === null ? ch`1` : ch`(occurred_at, number) < (${instant(before.occurredMs)}, ${uint64(before.number)})`;
  const rows = await analytics.rows<{ number: string; occurredMs: string; node: string; person: string; channel: string; source: string; brand: string; question: string; value: number | null; isTurned: number; worth: number | null; refusal: Exclusion | '' }>(ch`
    select number, toUnixTimestamp64Milli(occurred_at) as occurredMs, node, person, channel, source, brand, wording as question, value, is_turned as isTurned, worth, refusal
    from (${weighed(definition, asked, filter)})
    where ${wanted(filter, which)} and ${page}
    order by occurred_at desc, number desc limit ${uint64(limit)} with ties`, { class: 'report' });
  return rows.map(({ number, occurredMs, node, person, isTurned, worth, refusal, ...row }) => ({
    ...row, number: Number(number), occurredMs: Number(occurredMs), node: Number(node), customer: Number(person) > 0 ? Number(person) : null, isTurned: Number(isTurned) === 1,
    worth: refusal === '' ? worth : null, excluded: refusal === '' ? null : refusal,
  }));
}

/** Everything behind a figure as rows of a file, newest first; nobody is named. Cost: one reading of the answers in the period. */
export function answerRows(definition: ScoreDefinition, asked: AskedQuestion, filter: AnswerFilter, which: WhichAnswers): ChStatement {
  return ch`
    select ${publicIdIn('customer', ch`toUInt64(greatest(person, 0))`)} as customer, occurred_at as when, channel, source, brand, value, toBool(is_turned = 1) as turned, if(refusal = '', worth, null) as worth, toBool(refusal = '') as counts, nullIf(refusal, '') as left_out_because, ${publicIdIn('interaction', ch`number`)} as interaction
    from (${weighed(definition, asked, filter)})
    where ${wanted(filter, which)}
    order by occurred_at desc, number desc`;
}

/** How many answers are behind a figure, of how many people. */
export async function answersBehindCount(analytics: Analytics, definition: ScoreDefinition, asked: AskedQuestion, filter: AnswerFilter, which: WhichAnswers): Promise<{ readonly answers: number; readonly people: number }> {
  const [row] = await analytics.rows<{ answers: string; people: string }>(ch`select count() as answers, uniqExact(person) as people from (${weighed(definition, asked, filter)}) where ${wanted(filter, which)}`, { class: 'report' });
  return { answers: Number(row?.answers ?? 0), people: Number(row?.people ?? 0) };
}
