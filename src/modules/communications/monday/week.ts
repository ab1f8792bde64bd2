import { zoneOffsetMinutes } from '../../../kernel/instant.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** When on Mondays the page is made, on the wall of the company's zone: what came in late on Sunday is in it. */
const MADE_AT_HOUR = 6;

/** A week that a Monday page tells of: the seven days before its Monday. `week`: that Monday, as 2026-03-02. Units: ms since 1970. */
export type Week = { readonly week: string; readonly fromMs: number; readonly untilMs: number };

/** A day so many days later, or before. */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** When a day begins on the wall of a zone, also where clocks change on it. */
export function beginningOf(day: string, zone: string): number {
  const wallMs = Date.parse(`${day}T00:00:00Z`);
  const guessMs = wallMs - zoneOffsetMinutes(zone, wallMs) * MINUTE_MS;
  return wallMs - zoneOffsetMinutes(zone, guessMs) * MINUTE_MS;
}

/** The week that ends with the Sunday before a Monday. */
export const weekOf = (monday: string, zone: string): Week => ({ week: monday, fromMs: beginningOf(dayAfter(monday, -7), zone), untilMs: beginningOf(monday, zone) });

/** The Monday whose page is there, or is to be made, at a moment: today's from six in the morning on. */
export function mondayAt(atMs: number, zone: string): string {
  const wall = new Date(atMs + zoneOffsetMinutes(zone, atMs) * MINUTE_MS - MADE_AT_HOUR * 60 * MINUTE_MS);
  const today = wall.toISOString().slice(0, 10);
  return dayAfter(today, -((wall.getUTCDay() + 6) % 7));
}

/** The month that ended within a week: 2026-02 for the week before Monday, 2 March. Shape: null when none did. */
export function monthEnded({ week }: Pick<Week, 'week'>): string | null {
  const first = dayAfter(week, -7).slice(0, 7);
  return first === week.slice(0, 7) ? null : first;
}
