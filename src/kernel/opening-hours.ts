import { isZone } from './instant.ts';
import { granted, refused, type Outcome } from './outcome.ts';

/**
 * Hours between which somebody is there, as the clocks of the zone show them: `{ from: '09:00', to: '12:30' }`.
 * Invariant: a window ends on its own day, at 24:00 at the latest. Whoever is open past midnight writes two: 22:00 to 24:00, and 00:00 to 06:00 on the next day.
 */
export type OpeningWindow = { readonly from: string; readonly to: string };

/** A day that differs from its weekday. Shape: `on` is a date (2026-12-24), or a day of every year (12-25); no windows: closed. `name` is what people call it. */
export type SpecialDay = { readonly on: string; readonly name?: string | undefined; readonly windows: readonly OpeningWindow[] };

/** When a company, or a part of it, is there. Shape: `zone` an IANA zone; `week` seven lists of windows, Monday first; `days` what differs. */
export type OpeningHours = { readonly zone: string; readonly week: readonly (readonly OpeningWindow[])[]; readonly days: readonly SpecialDay[] };

/** Why opening hours cannot be used, and what to do. */
export type CalendarRefusal = {
  readonly code: 'zone-unknown' | 'week-malformed' | 'time-malformed' | 'window-ends-before-it-starts' | 'windows-overlap' | 'date-malformed' | 'date-twice' | 'never-open' | 'never-opens-again' | 'duration-malformed' | 'moment-out-of-range';
  readonly detail: string;
};

/** A window within its day. Units: ms since the day began, by the wall clock; from included, to excluded. */
export type DayWindow = { readonly fromMs: number; readonly toMs: number };

/** Opening hours that were read and found right. Shape: `week` seven lists, Monday first, each in order; `dated` by day since 1970, `yearly` by month × 100 + day of the month. */
export type ReadHours = { readonly zone: string; readonly week: readonly (readonly DayWindow[])[]; readonly dated: ReadonlyMap<number, readonly DayWindow[]>; readonly yearly: ReadonlyMap<number, readonly DayWindow[]> };

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const DAY_MS = 86_400_000;
/** A leap year, so that 02-29 is a day of every year that has it. */
const LEAP_YEAR = '2000';

/** Reads opening hours. Errors: the first thing that is wrong, with the day it is wrong on. */
export function readHours({ zone, week, days }: OpeningHours): Outcome<ReadHours, CalendarRefusal> {
  if (!isZone(zone)) return refusedFor('zone-unknown', `There is no time zone called "${zone}". Give a name such as Europe/Oslo or UTC.`);
  if (week.length !== WEEKDAYS.length) return refusedFor('week-malformed', `A week has seven days, Monday first; ${week.length} were given. Give an empty list for a day on which nobody is there.`);
  const weekWindows: (readonly DayWindow[])[] = [];
  for (const [at, windows] of week.entries()) {
    const read = readWindows(windows, WEEKDAYS[at] ?? '');
    if (!read.ok) return read;
    weekWindows.push(read.value);
  }
  const dated = new Map<number, readonly DayWindow[]>();
  const yearly = new Map<number, readonly DayWindow[]>();
  for (const { on, windows } of days) {
    const date = readDate(on);
    if (date === null) return refusedFor('date-malformed', `"${on}" is no date. Write 2026-12-24 for one day, or 12-25 for that day of every year.`);
    const read = readWindows(windows, on);
    if (!read.ok) return read;
    const among = date.isYearly ? yearly : dated;
    if (among.has(date.key)) return refusedFor('date-twice', `${on} is given twice. Keep one of the two.`);
    among.set(date.key, read.value);
  }
  const isEverOpen = [...weekWindows, ...dated.values(), ...yearly.values()].some((windows) => windows.length > 0);
  if (!isEverOpen) return refusedFor('never-open', 'There is no opening hour on any day, so nothing would ever be due. Give at least one window, such as Monday 09:00 to 17:00.');
  return granted({ zone, week: weekWindows, dated, yearly });
}

function readWindows(windows: readonly OpeningWindow[], day: string): Outcome<readonly DayWindow[], CalendarRefusal> {
  const read: DayWindow[] = [];
  for (const { from, to } of windows) {
    const fromMs = readTime(from);
    const toMs = readTime(to);
    if (fromMs === null || toMs === null) return refusedFor('time-malformed', `"${fromMs === null ? from : to}" on ${day} is no time. Write hours and minutes, such as 09:00, or 24:00 for the end of the day.`);
    if (toMs <= fromMs) return refusedFor('window-ends-before-it-starts', `${from} to ${to} on ${day} ends before it starts. For hours past midnight write two windows: ${from} to 24:00, and 00:00 to ${to} on the next day.`);
    read.push({ fromMs, toMs });
  }
  read.sort((one, other) => one.fromMs - other.fromMs);
  const overlapping = read.findIndex(({ fromMs }, at) => at > 0 && fromMs < (read[at - 1]?.toMs ?? 0));
  if (overlapping !== -1) return refusedFor('windows-overlap', `Two windows on ${day} overlap at ${timeText(read[overlapping]?.fromMs ?? 0)}. Make one of them, or let the second begin where the first ends.`);
  return granted(read);
}

function readTime(text: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= 1_440 ? minutes * 60_000 : null;
}

function readDate(on: string): { readonly isYearly: boolean; readonly key: number } | null {
  const isYearly = /^\d{2}-\d{2}$/.test(on);
  const whole = isYearly ? `${LEAP_YEAR}-${on}` : on;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(whole)) return null;
  const ms = Date.parse(`${whole}T00:00:00Z`);
  // 30 February is read as 1 March by some, and as nothing by others.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== whole) return null;
  return { isYearly, key: isYearly ? Number(on.slice(0, 2)) * 100 + Number(on.slice(3)) : ms / DAY_MS };
}

const timeText = (ms: number): string => new Date(ms).toISOString().slice(11, 16);

function refusedFor(code: CalendarRefusal['code'], detail: string): { readonly ok: false; readonly refusal: CalendarRefusal } {
  return refused({ code, detail });
}
