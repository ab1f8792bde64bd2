import { ageDays } from './escalation.ts';
import type { ReportRow } from './escalation-view.ts';
import { MATTERS, ORIGINS, OUTCOMES, type Stop, type YearReport } from './contract.ts';

/** A year between two moments. Units: ms since 1970; `untilMs`: its end, or now. */
export type Year = { readonly year: number; readonly zone: string; readonly fromMs: number; readonly untilMs: number };

/** Counts a year of the ombudsman: everything there was, so that no figure is an estimate. `rows`: whatever was open, opened or closed in it. */
export function yearReport({ year, zone, fromMs, untilMs }: Year, rows: readonly ReportRow[], stops: readonly Stop[]): YearReport {
  const opened = rows.filter(({ openedAt }) => openedAt.getTime() >= fromMs && openedAt.getTime() < untilMs);
  const closed = rows.filter(({ closedAt }) => closedAt !== null && closedAt.getTime() >= fromMs && closedAt.getTime() < untilMs);
  const stillOpen = rows.filter(({ openedAt, closedAt }) => openedAt.getTime() < untilMs && (closedAt === null || closedAt.getTime() >= untilMs));
  const countOf = (key: string, is: (row: ReportRow) => boolean) => ({ key, opened: opened.filter(is).length, closed: closed.filter(is).length, stillOpen: stillOpen.filter(is).length });
  const days = closed.map(({ openedAt, closedAt }) => ageDays(openedAt.getTime(), closedAt?.getTime() ?? 0)).sort((a, b) => a - b);
  // The smallest number of days within which at least this share was closed: a count, nothing between two of them is made up.
  const within = (share: number): number => days[Math.max(0, Math.ceil(share * days.length) - 1)] ?? 0;
  const heard = (row: ReportRow): boolean => row.wordAt !== null && row.wordAt.getTime() >= (row.askedAt?.getTime() ?? 0);
  return {
    year, zone, until: new Date(untilMs).toISOString(), opened: opened.length, closed: closed.length, stillOpen: stillOpen.length, oldestOpenDays: stillOpen.length === 0 ? null : Math.max(...stillOpen.map(({ openedAt }) => ageDays(openedAt.getTime(), untilMs))),
    byOrigin: ORIGINS.map((origin) => countOf(origin, (row) => row.origin === origin)), byMatter: MATTERS.map((matter) => countOf(matter, (row) => row.matter === matter)),
    outcomes: OUTCOMES.map((outcome) => ({ outcome, count: closed.filter((row) => row.outcome === outcome).length })),
    words: { settled: closed.filter((row) => heard(row) && row.wordSettled === true).length, notSettled: closed.filter((row) => heard(row) && row.wordSettled === false).length, silent: closed.filter((row) => !heard(row) && row.askedAt !== null).length, nobody: closed.filter((row) => !heard(row) && row.askedAt === null).length },
    closedDays: days.length === 0 ? null : { median: within(0.5), ninetieth: within(0.9), longest: days.at(-1) ?? 0 }, stops: [...stops],
  };
}

/** A year as a table: one figure a line. */
export function reportLines(report: YearReport): (readonly [what: string, of: string, count: string])[] {
  const { byOrigin, byMatter, outcomes, words, closedDays, stops } = report;
  const parts = (what: string, counts: YearReport['byOrigin']) => counts.flatMap(({ key, opened, closed, stillOpen }) => [[`opened by ${what}`, key, String(opened)], [`closed by ${what}`, key, String(closed)], [`still open by ${what}`, key, String(stillOpen)]] as const);
  return [
    ['opened', '', String(report.opened)], ['closed', '', String(report.closed)], ['still open', '', String(report.stillOpen)], ['oldest open, days', '', report.oldestOpenDays === null ? '' : String(report.oldestOpenDays)], ...parts('origin', byOrigin), ...parts('matter', byMatter),
    ...outcomes.map(({ outcome, count }) => ['outcome', outcome, String(count)] as const), ['customer’s word', 'settled', String(words.settled)], ['customer’s word', 'not settled', String(words.notSettled)], ['customer’s word', 'asked, no answer', String(words.silent)], ['customer’s word', 'nobody to ask', String(words.nobody)],
    ['days to close', 'median', closedDays === null ? '' : String(closedDays.median)], ['days to close', 'nine of ten', closedDays === null ? '' : String(closedDays.ninetieth)], ['days to close', 'longest', closedDays === null ? '' : String(closedDays.longest)],
    ...stops.map(({ what, orderedAt, liftedAt }) => ['stopped', what, `${orderedAt.slice(0, 10)} to ${liftedAt?.slice(0, 10) ?? 'still stopped'}`] as const),
  ];
}
