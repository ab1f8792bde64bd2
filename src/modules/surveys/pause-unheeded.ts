import type { Database } from '../../platform/pg/transaction.ts';
import { changeState, runningSurveys } from './survey-store.ts';
import { followUpKey } from './tell-answers.ts';
import { followUpsDue } from './told-store.ts';

const DAY_MS = 86_400_000;
/** Follow-ups whose deadline passed in so many days are looked at. */
export const HEEDED_DAYS = 30;
/** Fewer say nothing about whether answers are acted on. */
const DUE_LEAST = 5;
/** Whoever pauses a survey without a person. */
export const CUSTOS = 'custos';

/** What it needs. `touched`: of cases by their keys, those that a person has touched. */
export type HeedDeps = { readonly database: Database; readonly clock: () => number; readonly touched: (keys: readonly string[]) => Promise<ReadonlySet<string>> };

/** Follow-ups of a survey past their deadline, and how many of them nobody touched. */
export type Heeded = { readonly due: number; readonly untouched: number };

/** How the follow-ups of a survey were dealt with whose deadline passed in the last 30 days. */
export async function heededOf({ database, clock, touched }: HeedDeps, survey: number): Promise<Heeded> {
  const nowMs = clock();
  const due = await followUpsDue(database, survey, nowMs - HEEDED_DAYS * DAY_MS, nowMs);
  if (due.length === 0) return { due: 0, untouched: 0 };
  const seen = await touched(due.map(followUpKey));
  return { due: due.length, untouched: due.filter((number) => !seen.has(followUpKey(number))).length };
}

/** Whether a survey must not ask on: too many answers that wanted somebody found nobody. */
export const isUnheeded = ({ due, untouched }: Heeded, untouchedMostRatio: number): boolean => due >= DUE_LEAST && untouched / due > untouchedMostRatio;

/** Why a survey paused, and how to go on. */
export function unheededWords({ due, untouched }: Heeded, { withinHours, untouchedMostRatio }: { readonly withinHours: number; readonly untouchedMostRatio: number }): string {
  return `No ask without act: of ${due} answers of the last ${HEEDED_DAYS} days that wanted somebody within ${withinHours} hours, ${untouched} found nobody; at most ${Math.floor(untouchedMostRatio * 100)} % may. Take their cases, then let the survey go on.`;
}

/** Pauses surveys whose answers nobody acts on. Shape: their numbers. */
export async function pauseUnheeded(deps: HeedDeps): Promise<number[]> {
  const paused: number[] = [];
  for (const { number, published } of await runningSurveys(deps.database)) {
    if (published === null) continue;
    const heeded = await heededOf(deps, number);
    if (!isUnheeded(heeded, published.followUp.untouchedMostRatio)) continue;
    const why = unheededWords(heeded, published.followUp);
    if (await deps.database.transaction((tx) => changeState(tx, number, ['running'], { state: 'paused', version: null, by: CUSTOS, why, atMs: deps.clock() }))) paused.push(number);
  }
  return paused;
}
