import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportRow } from './escalation-view.ts';
import { reportLines, yearReport } from './year-report.ts';

const at = (day: string): Date => new Date(`${day}T12:00:00Z`);
const row = (openedAt: string, closedAt: string | null, more: Partial<ReportRow> = {}): ReportRow => ({ node: 1, origin: 'customer', matter: 'other', openedAt: at(openedAt), closedAt: closedAt === null ? null : at(closedAt), outcome: closedAt === null ? null : 'upheld', askedAt: null, wordAt: null, wordSettled: null, ...more });
const year = { year: 2026, zone: 'UTC', fromMs: Date.UTC(2026, 0), untilMs: Date.UTC(2027, 0) };
const stop = { id: 'stp_1', escalation: null, what: '=SUM(A1), "quoted"', why: 'Unsafe', concerns: 'everybody', until: null, orderedBy: 'Oda', orderedAt: at('2026-05-01').toISOString(), liftedAt: null, liftedBy: null, liftedWhy: null } as const;

test('a year counts what was brought in it, what was closed in it whenever it was brought, and what remained open at its end', () => {
  const rows = [
    row('2025-12-01', '2026-01-31', { origin: 'rule', matter: 'unanswered' }), row('2026-02-01', '2026-02-11', { askedAt: at('2026-02-02'), wordAt: at('2026-02-03'), wordSettled: true }), row('2026-03-01', '2026-03-02', { askedAt: at('2026-03-01'), outcome: 'not-upheld' }),
    row('2026-04-01', '2026-04-05', { askedAt: at('2026-04-04'), wordAt: at('2026-04-02'), wordSettled: false }), row('2026-06-01', '2027-02-01', { origin: 'agent' }), row('2026-12-30', null, { wordAt: at('2026-12-31'), wordSettled: false }),
  ];
  const report = yearReport(year, rows, [stop]);
  assert.deepEqual([report.opened, report.closed, report.stillOpen, report.oldestOpenDays], [5, 4, 2, 213]);
  assert.deepEqual(report.byOrigin.filter(({ opened, closed, stillOpen }) => opened + closed + stillOpen > 0), [{ key: 'customer', opened: 4, closed: 3, stillOpen: 1 }, { key: 'agent', opened: 1, closed: 0, stillOpen: 1 }, { key: 'rule', opened: 0, closed: 1, stillOpen: 0 }]);
  assert.deepEqual(report.outcomes.map(({ count }) => count), [3, 0, 1, 0]);
  assert.deepEqual(report.words, { settled: 1, notSettled: 0, silent: 2, nobody: 1 });
  assert.deepEqual(report.closedDays, { median: 4, ninetieth: 61, longest: 61 });
  assert.equal(report.byMatter.reduce((sum, { opened }) => sum + opened, 0), report.opened);
});

test('a year in which nothing happened says so with noughts, and has no ages', () => {
  const report = yearReport(year, [], []);
  assert.deepEqual([report.opened, report.closed, report.stillOpen, report.oldestOpenDays, report.closedDays], [0, 0, 0, null, null]);
  assert.ok(reportLines(report).every(([, , count]) => count === '0' || count === ''));
});

test('the table has what the page has, with what was stopped', () => {
  const lines = reportLines(yearReport(year, [row('2026-02-01', '2026-02-11')], [stop]));
  assert.deepEqual(lines.filter(([what]) => what === 'opened' || what === 'stopped'), [['opened', '', '1'], ['stopped', stop.what, '2026-05-01 to still stopped']]);
});
