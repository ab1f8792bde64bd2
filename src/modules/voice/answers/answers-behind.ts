import { publicId } from '../../../kernel/public-id.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Customers } from '../../customers/index.ts';
import type { AnswerFilter } from '../answers-log.ts';
import { monthsUntil, startOfMonthMs } from '../calendar-months.ts';
import type { AnswersOfScore, ScoreAnswer, ScoreAnswers, ScoreAnswersQuery } from '../contract.ts';
import { findScore, type FoundScore } from '../find-score.ts';
import { answerRows, answersBehind, answersBehindCount, type AnswerBehind, type AnswerPlace, type WhichAnswers } from './answers-behind-log.ts';

/** Rows of a file that are read at a time. */
const FILE_STEP = 20_000;

/** One answer of a file: nobody is named. */
export type AnswerRow = Omit<ScoreAnswer, 'name' | 'question'>;

function filterOf({ period: { filter, months }, zone }: FoundScore & { readonly zone: string }, month: string | undefined): AnswerFilter {
  if (month === undefined) return { ...filter, beforeMs: filter.fromMs };
  // A month outside of the period is not part of the figure.
  if (!months.includes(month)) return { ...filter, beforeMs: filter.fromMs, untilMs: filter.fromMs };
  const fromMs = startOfMonthMs(month, zone);
  return { ...filter, beforeMs: fromMs, fromMs, untilMs: startOfMonthMs(monthsUntil(month, 1, 1)[0] ?? month, zone) };
}

const whichOf = ({ value = null, excluded }: { readonly value?: number | null | undefined; readonly excluded?: WhichAnswers['of'] | undefined }, otherwise: 'counted' | 'all'): WhichAnswers => ({ of: excluded ?? (value === null ? otherwise : 'counted'), value });

function rowOf(answer: AnswerBehind): AnswerRow {
  const { number, occurredMs, customer, channel, source, brand, value, isTurned, worth, excluded } = answer;
  return { interaction: publicId('interaction', number), customer: customer === null ? null : publicId('customer', customer), occurredAt: new Date(occurredMs).toISOString(), channel, source, brand, value, isTurned, worth, excluded };
}

const placeOf = (answers: readonly AnswerBehind[], limit: number): AnswerPlace | null => (answers.length < limit ? null : answers.at(-1) ?? null);

/** The answers behind scores: as a page with who gave them, and as a file. */
export function createScoreAnswers(deps: { readonly analytics: Analytics; readonly customers: Pick<Customers, 'quoted'>; readonly clock: () => number; readonly zone: string }) {
  const { customers, zone } = deps;
  return {
    /** A page of the answers behind a figure, newest first. For whoever reads masked, every name that they gave is hidden in questions. Errors: as `findScore`. */
    async page({ before, limit, month, value, excluded, ...query }: ScoreAnswersQuery, reader: { readonly isMasked: boolean; hideNames(names: readonly string[]): void }): Promise<ScoreAnswers> {
      const found = await findScore(deps, query);
      const { analytics, asked, definition, period: { from, until } } = found;
      const [filter, which] = [filterOf({ ...found, zone }, month), whichOf({ value, excluded }, 'counted')];
      const [occurredMs = 0, number = 0] = (before ?? '').split('.').map(Number);
      const [answers, total] = await Promise.all([
        answersBehind(analytics, definition, asked, filter, which, before === undefined ? null : { occurredMs, number }, limit),
        before === undefined ? answersBehindCount(analytics, definition, asked, filter, which) : null,
      ]);
      const quoted = await customers.quoted(answers.flatMap(({ node }) => (node === 0 ? [] : [node])), reader.isMasked);
      for (const { names } of quoted.values()) reader.hideNames(names);
      const last = placeOf(answers, limit);
      return {
        score: definition.key, name: definition.name, version: definition.version, zone, from, until, total, next: last === null ? null : `${last.occurredMs}.${last.number}`,
        answers: answers.map((answer) => { const who = quoted.get(answer.node); return { ...rowOf(answer), customer: who?.id ?? null, name: who?.name ?? null, question: answer.question }; }),
      };
    },
    /** All answers behind a score, those left out as well unless one answer or one reason is asked for, in steps. Errors: as `findScore`, before the first step. */
    async *file({ month, value, excluded, ...query }: AnswersOfScore): AsyncGenerator<readonly AnswerRow[]> {
      const found = await findScore(deps, query);
      const [filter, which] = [filterOf({ ...found, zone }, month), whichOf({ value, excluded }, 'all')];
      for (let before: AnswerPlace | null = null, goesOn = true; goesOn;) {
        const answers: AnswerBehind[] = await answersBehind(found.analytics, found.definition, found.asked, filter, which, before, FILE_STEP);
        yield answers.map(rowOf);
        before = placeOf(answers, FILE_STEP);
        goesOn = before !== null;
      }
    },
    /** The same as one Parquet file, in blocks. Errors: as `findScore`, before the first block. */
    async *parquet({ month, value, excluded, ...query }: AnswersOfScore): AsyncGenerator<Buffer> {
      const found = await findScore(deps, query);
      yield* found.analytics.file(answerRows(found.definition, found.asked, filterOf({ ...found, zone }, month), whichOf({ value, excluded }, 'all')), 'Parquet');
    },
  };
}

export type ScoreAnswersOf = ReturnType<typeof createScoreAnswers>;
