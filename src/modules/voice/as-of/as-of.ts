import { AppError } from '../../../kernel/app-error.ts';
import { parseMoment } from '../../../kernel/instant.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { historyKeptSince, historyThen, type KeptThen } from './history-then-log.ts';

const DAY_MS = 86_400_000;

/**
 * Which moment is meant: written with its time, or as a day, of which the last millisecond in the company's zone is meant. Units: ms.
 * Errors: `invalid` for what is no moment, has not come yet, or lies before `sinceMs`, when the history began to be kept as it was.
 */
export function readAsOf(written: string, { nowMs, zone, sinceMs }: { readonly nowMs: number; readonly zone: string; readonly sinceMs: number }): number {
  const moment = parseMoment(written, zone);
  if (moment === null) throw new AppError('invalid', 'as-of-malformed', 'A moment is written such as 2026-03-31T18:00:00Z, or as a day such as 2026-03-31.');
  const atMs = moment.precision === 'day' ? (parseMoment(`${new Date(moment.atMs + DAY_MS).toISOString().slice(0, 10)}T00:00:00`, zone)?.atMs ?? 0) - 1 : moment.atMs;
  if (atMs > nowMs) throw new AppError('invalid', 'as-of-ahead', 'That moment has not come yet. A day can be asked for once it is over.');
  if (atMs < sinceMs) throw new AppError('invalid', 'as-of-too-early', `Figures can be had as of a moment since ${new Date(sinceMs).toISOString()}: before, what was revised was not kept for them.`);
  return atMs;
}

/** What figures are made from: the history, what time it is, and the zone of months. */
export type Standing = { readonly analytics: Analytics; readonly clock: () => number; readonly zone: string };

/** The same as it was at a moment, or as it is now: history, clock and all. `asOfMs` null: now. Errors: as `readAsOf`. */
export async function standingThen<Deps extends Standing>(deps: Deps, asOf: string | undefined, of: KeptThen = 'answers'): Promise<Deps & { readonly asOfMs: number | null }> {
  if (asOf === undefined || asOf === '') return { ...deps, asOfMs: null };
  const asOfMs = readAsOf(asOf, { nowMs: deps.clock(), zone: deps.zone, sinceMs: await historyKeptSince(deps.analytics, of) });
  return { ...deps, analytics: historyThen(deps.analytics, asOfMs), clock: () => asOfMs, asOfMs };
}

/** Errors: `conflict` where everything was read anew since a moment: what another reader read then is gone, and is not had again by the one of now. */
export function refuseReadAnew({ version, shownSinceMs }: { readonly version: number; readonly shownSinceMs: number | null }, asOfMs: number | null): void {
  if (asOfMs !== null && shownSinceMs !== null && shownSinceMs > asOfMs) throw new AppError('conflict', 'read-anew-since', `Everything was read anew since, by version ${version} of the reader, shown from ${new Date(shownSinceMs).toISOString()} on: figures as of an earlier moment can not be counted again.`);
}
