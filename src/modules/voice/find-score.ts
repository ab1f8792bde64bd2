import { AppError } from '../../kernel/app-error.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { standingThen, type Standing } from './as-of/as-of.ts';
import type { KeptThen } from './as-of/history-then-log.ts';
import { answerPeriod, type AnswerPeriod } from './answer-period.ts';
import { answerChoices, answerGroups, type AnswerChoices, type AnswerGroup } from './answers-log.ts';
import type { ScoresQuery } from './contract.ts';
import { INDICATIVE_FROM } from './scores/estimate-score.ts';
import { definitionOf, type ScoreDefinition } from './scores/score-definition.ts';

/** One score with what was asked, in which months. */
export type FoundScore = { readonly asked: AnswerGroup; readonly definition: ScoreDefinition; readonly period: AnswerPeriod; readonly choices: AnswerChoices; /** What all that is asked about it is asked of: the history as of the moment of the query. */ readonly analytics: Analytics; /** Null: now. Units: ms. */ readonly asOfMs: number | null };

/** The score that a query names. Errors: `not-found` where nobody answered it in the period, or a single question was answered by fewer than ten people: it may name who was asked. */
export async function findScore(standing: Standing, query: ScoresQuery & { readonly score: string }, of: KeptThen = 'answers'): Promise<FoundScore> {
  const deps = await standingThen(standing, query.asOf, of);
  const choices = await answerChoices(deps.analytics);
  const period = answerPeriod(deps, query, choices.latestMs);
  const asked = (await answerGroups(deps.analytics, period.filter)).find((group) => definitionOf(group)?.key === query.score);
  const definition = asked === undefined ? null : definitionOf(asked);
  if (asked === undefined || definition === null || (asked.question !== '' && asked.people < INDICATIVE_FROM)) throw new AppError('not-found', 'score-unknown', 'Nobody, or hardly anybody, answered this score in these months.');
  return { asked, definition, period, choices, analytics: deps.analytics, asOfMs: deps.asOfMs };
}
