import { AppError } from '../../../kernel/app-error.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { talliesBy, weighed } from '../answers-log.ts';
import { monthsUntil, startOfMonthMs } from '../calendar-months.ts';
import type { ComparedGroup, CompareQuery, Comparison } from '../contract.ts';
import { findScore } from '../find-score.ts';
import { groupedAtOf } from '../grouped-at.ts';
import { shownOf, UNITS } from '../present-score.ts';
import { certaintyOf, estimateScore, INDICATIVE_FROM } from '../scores/estimate-score.ts';
import type { ScoreDefinition } from '../scores/score-definition.ts';
import { NO_ANSWERS, type Tally } from '../scores/tally.ts';
import { testChanges } from '../scores/test-changes.ts';
import { comparedCells, FIRST, inBothCount, isOfCustomers, SECOND, UNGROUPED, type ComparedPart } from './compared-log.ts';

/** Months such as `2026-01..2026-03`, or one. Errors: `invalid` for anything else. */
export function readMonths(written: string, zone: string): { readonly fromMs: number; readonly untilMs: number } {
  const [, first, last = first] = /^(\d{4}-\d{2})(?:\.\.(\d{4}-\d{2}))?$/.exec(written) ?? [];
  if (first === undefined || last === undefined || last < first) throw new AppError('invalid', 'months-malformed', 'Months are written such as 2026-01..2026-03, the earlier first.');
  return { fromMs: startOfMonthMs(first, zone), untilMs: startOfMonthMs(monthsUntil(last, 1, 1)[0] ?? last, zone) };
}

/** Two groups of a score's answers side by side, with the interval of their difference. Errors: as `findScore`; `invalid` for months that are none, groups that are the same, periods that overlap, or groups of customers as of a moment; `unavailable` while customers are put into groups for the first time. Cost: two readings of the answers. */
export async function compareScores(deps: { readonly analytics: Analytics; readonly clock: () => number; readonly zone: string }, { by, first, second, ...query }: CompareQuery): Promise<Comparison> {
  const { zone } = deps;
  if (first === second) throw new AppError('invalid', 'groups-alike', 'Choose two different groups.');
  const groupedAt = isOfCustomers({ by }) ? await groupedAtOf(deps.analytics, query.asOf) : null;
  // What is compared is not filtered by as well.
  const { analytics, asked, definition, period } = await findScore(deps, { ...query, ...(by === 'period' ? {} : { [by]: undefined }) });
  const partOf = (name: string): ComparedPart => (by === 'period' ? { by, ...readMonths(name, zone) } : { by, name });
  if (by === 'period' && second === '') throw new AppError('invalid', 'months-malformed', 'Name the months of both periods.');
  const parts = { first: partOf(first), second: second === '' ? null : partOf(second) };
  if (parts.first.by === 'period' && parts.second?.by === 'period' && parts.first.fromMs < parts.second.untilMs && parts.second.fromMs < parts.first.untilMs) throw new AppError('invalid', 'periods-overlap', 'The two periods share a month: choose periods apart from each other.');
  const filter = parts.first.by === 'period' && parts.second?.by === 'period'
    ? { ...period.filter, beforeMs: Math.min(parts.first.fromMs, parts.second.fromMs), untilMs: Math.max(parts.first.untilMs, parts.second.untilMs) } : { ...period.filter, beforeMs: period.filter.fromMs };
  const answers = weighed(definition, asked, filter);
  const cells = comparedCells(parts.first, parts.second);
  const [tallies, inBoth] = await Promise.all([talliesBy(analytics, answers, cells), inBothCount(analytics, answers, cells)]);
  const [one, other] = [tallies.get(FIRST) ?? NO_ANSWERS, tallies.get(SECOND) ?? NO_ANSWERS];
  return {
    score: definition.key, name: definition.name, version: definition.version, unit: UNITS[definition.rule.kind], by, zone, from: period.from, until: period.until,
    first: groupOf(definition, first, one), second: groupOf(definition, second, other), difference: differenceOf(definition, one, other), inBoth: one.people < INDICATIVE_FROM || other.people < INDICATIVE_FROM ? 0 : inBoth,
    groupedAt, ungrouped: tallies.get(UNGROUPED)?.answers ?? 0,
  };
}

function groupOf(definition: ScoreDefinition, name: string, tally: Tally): ComparedGroup {
  return { name, answers: tally.answers, people: tally.people, certainty: certaintyOf(tally.people), estimate: shownOf(definition, tally) };
}

/** The difference of two groups, null where either has fewer than ten people. */
export function differenceOf(definition: ScoreDefinition, first: Tally, second: Tally): Comparison['difference'] {
  if (first.people < INDICATIVE_FROM || second.people < INDICATIVE_FROM) return null;
  const [now, before] = [estimateScore(definition, first), estimateScore(definition, second)];
  const [change] = now === null || before === null ? [] : testChanges([{ now, before }]);
  return change === undefined ? null : { value: change.difference, low: change.low, high: change.high, isReal: change.isReal };
}
