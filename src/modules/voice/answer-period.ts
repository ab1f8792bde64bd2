import type { AnswerFilter } from './answers-log.ts';
import { isoMonth, monthsUntil, startOfMonthMs } from './calendar-months.ts';
import type { InGroups } from '../customers/contract.ts';
import type { ScoresQuery } from './contract.ts';
import { groupsIn } from './grouped-at.ts';

/** Which months a query is about, and those before with which they are compared. Shape: oldest first. */
export type AnswerPeriod = { readonly months: readonly string[]; readonly earlier: readonly string[]; readonly from: string; readonly until: string; readonly runningMonth: string; readonly filter: AnswerFilter };

/** The months of a query in a zone: up to the month of the latest answer unless it says otherwise. */
export function answerPeriod({ clock, zone }: { readonly clock: () => number; readonly zone: string }, query: Omit<ScoresQuery, 'score'> & InGroups, latestMs: number | null): AnswerPeriod {
  const runningMonth = isoMonth(clock(), zone);
  const until = query.until ?? (latestMs === null ? runningMonth : isoMonth(latestMs, zone));
  const months = monthsUntil(until, query.months);
  const earlier = monthsUntil(until, 2 * query.months).slice(0, query.months);
  const [from = until, before = until] = [months[0], earlier[0]];
  const filter = {
    beforeMs: startOfMonthMs(before, zone), fromMs: startOfMonthMs(from, zone), untilMs: startOfMonthMs(monthsUntil(until, 1, 1)[0] ?? until, zone), zone,
    source: query.source ?? null, channel: query.channel ?? null, brand: query.brand ?? null, office: query.office ?? null, groups: groupsIn(query),
  };
  return { months, earlier, from, until, runningMonth, filter };
}
