import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Cases, CaseStanding } from '../cases/index.ts';
import { standingOf, type Standing } from './report-standing.ts';
import { casesSince, openingsOf, reportCounts, type ReportRow } from './report-store.ts';
import type { Became, OwnReport, RaisedFigures, SeenReport } from './contract.ts';

export type PresentDeps = { readonly database: Database; readonly cases: Pick<Cases, 'standings' | 'choices'>; readonly clock: () => number; readonly nameOf: (person: string) => Promise<string | null> };

/** Days that are counted, and the fewest reports of which a count is shown. */
const FIGURES = { days: 90, least: 5 } as const;
const SOMEBODY = 'somebody who left';

/** How reports stand, in their order. */
export async function standingsOf({ cases }: Pick<PresentDeps, 'cases'>, rows: readonly ReportRow[]): Promise<Standing[]> {
  const numberOf = (row: ReportRow): number | null => (row.case === null ? null : parsePublicId('case', row.case));
  const known: ReadonlyMap<number, CaseStanding> = await cases.standings(rows.flatMap((row) => numberOf(row) ?? []));
  return rows.map((row) => standingOf({ outcome: row.outcome, atMs: row.at.getTime(), recordedMs: row.recordedAt?.getTime() ?? null, case: row.case }, known.get(numberOf(row) ?? -1) ?? null));
}

async function became({ nameOf }: PresentDeps, { owner, changedMs, queue, ...standing }: Standing, queues: ReadonlyMap<string, string>): Promise<Became> {
  return { ...standing, queue: queue === null ? null : queues.get(queue) ?? queue, owner: owner === null ? null : await nameOf(owner) ?? SOMEBODY, changedAt: new Date(changedMs).toISOString() };
}

async function queueNames({ cases }: PresentDeps): Promise<Map<string, string>> {
  return new Map((await cases.choices()).queues.map(({ key, name }) => [key, name]));
}

/** Reports as whoever raised them sees them. */
export async function presentOwn(deps: PresentDeps, rows: readonly ReportRow[]): Promise<OwnReport[]> {
  const [standings, queues, openings] = await Promise.all([standingsOf(deps, rows), queueNames(deps), openingsOf(deps.database, rows.map(({ number }) => number))]);
  return Promise.all(rows.flatMap((row, at) => {
    const standing = standings[at];
    return standing === undefined ? [] : [(async (): Promise<OwnReport> => ({
      ...await became(deps, standing, queues), id: publicId('report', row.number), at: row.at.toISOString(), outcome: row.outcome, words: row.words, about: row.about, hidesName: row.isSealed,
      openings: await Promise.all(openings.filter(({ report }) => report === row.number).map(async ({ by, at: openedAt, why }) => ({ by: await deps.nameOf(by) ?? SOMEBODY, at: openedAt.toISOString(), why }))),
    }))()];
  }));
}

/** Reports as the offices see them: a sealed name stays sealed. */
export async function presentSeen(deps: PresentDeps, rows: readonly ReportRow[]): Promise<SeenReport[]> {
  const [standings, queues, openings] = await Promise.all([standingsOf(deps, rows), queueNames(deps), openingsOf(deps.database, rows.map(({ number }) => number))]);
  return Promise.all(rows.flatMap((row, at) => {
    const standing = standings[at];
    return standing === undefined ? [] : [(async (): Promise<SeenReport> => ({
      ...await became(deps, standing, queues), id: publicId('report', row.number), at: row.at.toISOString(), outcome: row.outcome, words: row.words, about: row.about, way: row.way, place: row.place, isVerified: row.way === 'page', isSealed: row.isSealed,
      by: row.person === null ? null : await deps.nameOf(row.person) ?? SOMEBODY, calls: row.calls, case: row.case, interaction: row.interaction === null ? null : publicId('interaction', row.interaction), openings: openings.filter(({ report }) => report === row.number).length,
    }))()];
  }));
}

/** Reports of the last 90 days in numbers that single nobody out: none below five. */
export async function raisedFigures({ database, cases, clock }: PresentDeps): Promise<RaisedFigures> {
  const since = new Date(clock() - FIGURES.days * 86_400_000);
  const [counts, opened] = await Promise.all([reportCounts(database, since), casesSince(database, since)]);
  const reports = counts.reduce((sum, one) => sum + one.reports, 0);
  if (reports < FIGURES.least) return { days: FIGURES.days, reports: null, fixed: null, open: null, places: [] };
  const standings = await cases.standings(opened.map((id) => parsePublicId('case', id)));
  const open = [...standings.values()].filter(({ state }) => !['confirmed', 'unconfirmed', 'remedied', 'merged'].includes(state)).length;
  return { days: FIGURES.days, reports, fixed: counts.reduce((sum, one) => sum + one.fixed, 0), open, places: counts.flatMap(({ place, reports: own }) => (place === null || own < FIGURES.least ? [] : [{ place, reports: own }])) };
}
