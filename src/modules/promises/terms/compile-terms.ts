import { AppError } from '../../../kernel/app-error.ts';
import { businessCalendar, type BusinessCalendar } from '../../../kernel/business-calendar.ts';
import { zoneOffsetMinutes } from '../../../kernel/instant.ts';
import type { FoldedRule } from '../engine/instance.ts';
import type { Terms } from './contract.ts';

const MINUTE_MS = 60_000;

/** The day of a moment on the wall of a zone: 2026-03-01. */
export function dayOf(atMs: number, zone: string): string {
  return new Date(atMs + zoneOffsetMinutes(zone, atMs) * MINUTE_MS).toISOString().slice(0, 10);
}

/** When a day begins on the wall of a zone. Units: ms since 1970. */
export function beginningOf(day: string, zone: string): number {
  const wallMs = Date.parse(`${day}T00:00:00Z`);
  const guessMs = wallMs - zoneOffsetMinutes(zone, wallMs) * MINUTE_MS;
  return wallMs - zoneOffsetMinutes(zone, guessMs) * MINUTE_MS;
}

/** By which opening hours the time of a promise counts; null for time on the wall. Errors: `invalid` for opening hours that cannot be used, by what is wrong with them. */
export function calendarOf({ clock }: Pick<Terms, 'clock'>): BusinessCalendar | null {
  if (clock.kind === 'wall') return null;
  const calendar = businessCalendar(clock.hours);
  if (!calendar.ok) throw new AppError('invalid', calendar.refusal.code, calendar.refusal.detail);
  return calendar.value;
}

/** Terms as the engine folds them, for what begins in [fromMs, untilMs). Errors: as `calendarOf`. */
export function compileTerms({ clause, channels, exclusions, clock }: Terms, begins: { readonly fromMs: number; readonly untilMs: number }, zone: string): FoldedRule {
  const [only, without, brands] = [new Set(channels), new Set(exclusions.channels), new Set(exclusions.brands)];
  const days = exclusions.days.map(({ from, until }) => ({ fromMs: beginningOf(from, zone), untilMs: beginningOf(nextDay(until), zone) }));
  return {
    clause, calendar: calendarOf({ clock }),
    covers: ({ channel, brand, atMs }) => atMs >= begins.fromMs && atMs < begins.untilMs && (only.size === 0 || only.has(channel)) && !without.has(channel) && !brands.has(brand) && !days.some(({ fromMs, untilMs }) => atMs >= fromMs && atMs < untilMs),
  };
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
