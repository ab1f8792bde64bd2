import { readHours, type CalendarRefusal, type OpeningHours, type ReadHours } from './opening-hours.ts';
import { granted, refused, type Outcome } from './outcome.ts';
import { offsetStretches } from './zone-changes.ts';

/**
 * Opening hours with which time can be counted. It is open at a moment when the clock on the wall of its zone shows a time within a window of that day: an hour that daylight saving leaves out is never counted, one that comes twice is counted twice.
 * Shape: `years` remembers the openings of years that were asked for.
 */
export type BusinessCalendar = { readonly hours: ReadHours; readonly lastYear: number; readonly years: Map<number, OpenYear> };

/** A stretch in which it is open. Units: ms since 1970; closes excluded. */
export type Opening = { readonly opensAtMs: number; readonly closesAtMs: number };

/** The openings of one year (UTC), in order. Units: ms; `before` is the open time of the year before each of them. */
type OpenYear = { readonly opens: Float64Array; readonly closes: Float64Array; readonly before: Float64Array; readonly totalMs: number };

const DAY_MS = 86_400_000;
/** Time is counted in these years (UTC): interactions from before are quarantined, and nobody promises anything for later. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;
const FIRST_MS = Date.UTC(FIRST_YEAR, 0, 1);
const END_MS = Date.UTC(LAST_YEAR + 1, 0, 1);

/** Makes opening hours countable. Errors: refused by name for hours that cannot be used (`opening-hours.ts`). */
export function businessCalendar(hours: OpeningHours): Outcome<BusinessCalendar, CalendarRefusal> {
  const read = readHours(hours);
  if (!read.ok) return read;
  const recurs = [...read.value.week, ...read.value.yearly.values()].some((windows) => windows.length > 0);
  const lastDay = Math.max(...read.value.dated.keys(), 0);
  // Where only some dates are open the search ends behind the last of them, which may be a day later by UTC.
  return granted({ hours: read.value, lastYear: recurs ? LAST_YEAR : Math.min(LAST_YEAR, yearOf((lastDay + 2) * DAY_MS)), years: new Map() });
}

/** Whether somebody is there at a moment. */
export function isOpenAt(atMs: number, calendar: BusinessCalendar): boolean {
  return nextOpening(atMs, calendar) === atMs;
}

/** The first moment, at this one or after it, at which it is open. Shape: null means never again. */
export function nextOpening(atMs: number, calendar: BusinessCalendar): number | null {
  const [next] = openingsFrom(atMs, 1, calendar);
  return next?.opensAtMs ?? null;
}

/** The next openings from a moment on, the first of them begun when it is open at that moment. Shape: in order; fewer than `most` where it never opens again; one without a break ends with its year (UTC). */
export function openingsFrom(atMs: number, most: number, calendar: BusinessCalendar): readonly Opening[] {
  const openings: Opening[] = [];
  if (!isWithin(atMs)) return openings;
  for (let year = yearOf(atMs); year <= calendar.lastYear && openings.length < most; year += 1) {
    const { opens, closes } = openYear(calendar, year);
    for (let at = firstAbove(closes, atMs); at < opens.length && openings.length < most; at += 1) openings.push({ opensAtMs: Math.max(opens[at] ?? 0, atMs), closesAtMs: closes[at] ?? 0 });
  }
  return openings;
}

/**
 * When a length of open time has passed: the earliest moment at which `businessElapsed` since the start is that long. What ends exactly with a window is due when it closes, not when the next one opens.
 * Units: ms. Cost: under a microsecond, whatever the length. Errors: `never-opens-again`, `duration-malformed`, `moment-out-of-range`.
 */
export function addBusiness(startMs: number, durationMs: number, calendar: BusinessCalendar): Outcome<number, CalendarRefusal> {
  const malformed = refusalOf(startMs, durationMs);
  if (malformed !== null) return malformed;
  if (durationMs === 0) return granted(startMs);
  const startYear = yearOf(startMs);
  let leftMs = openBefore(openYear(calendar, startYear), startMs) + durationMs;
  for (let year = startYear; year <= calendar.lastYear; year += 1) {
    const { opens, before, totalMs } = openYear(calendar, year);
    if (leftMs <= totalMs) {
      const at = firstAbove(before, leftMs, true) - 1;
      return granted((opens[at] ?? 0) + leftMs - (before[at] ?? 0));
    }
    leftMs -= totalMs;
  }
  return refused({ code: 'never-opens-again', detail: 'These opening hours do not open long enough after that moment. Give windows for a weekday, or later dates.' });
}

/**
 * How early a length of open time must begin to have passed at a moment: the latest moment from which `businessElapsed` until the end is that long. Where the length is more than 0 it is open at it.
 * Units: ms. Shape: null means that it was never open so long before.
 */
export function subtractBusiness(endMs: number, durationMs: number, calendar: BusinessCalendar): number | null {
  if (refusalOf(endMs, durationMs) !== null) return null;
  if (durationMs === 0) return endMs;
  const endYear = yearOf(endMs);
  let leftMs = openBefore(openYear(calendar, endYear), endMs) - durationMs;
  for (let year = endYear; year >= FIRST_YEAR; year -= 1) {
    const { opens, before } = openYear(calendar, year);
    if (leftMs >= 0) {
      const at = firstAbove(before, leftMs) - 1;
      return (opens[at] ?? 0) + leftMs - (before[at] ?? 0);
    }
    if (year > FIRST_YEAR) leftMs += openYear(calendar, year - 1).totalMs;
  }
  return null;
}

/** How long it was open between two moments. Units: ms. Invariant: never below 0, also when a clock was set back; counted from 1970 to 2199. */
export function businessElapsed(fromMs: number, toMs: number, calendar: BusinessCalendar): number {
  const beginMs = Math.min(Math.max(fromMs, FIRST_MS), END_MS - 1);
  const endMs = Math.min(Math.max(toMs, FIRST_MS), END_MS - 1);
  if (endMs <= beginMs) return 0;
  const beginYear = yearOf(beginMs);
  const endYear = yearOf(endMs);
  let openMs = openBefore(openYear(calendar, endYear), endMs) - openBefore(openYear(calendar, beginYear), beginMs);
  for (let year = beginYear; year < endYear; year += 1) openMs += openYear(calendar, year).totalMs;
  return openMs;
}

const yearOf = (atMs: number): number => new Date(atMs).getUTCFullYear();
const isWithin = (atMs: number): boolean => atMs >= FIRST_MS && atMs < END_MS;

function refusalOf(atMs: number, durationMs: number): { readonly ok: false; readonly refusal: CalendarRefusal } | null {
  if (!isWithin(atMs)) return refused({ code: 'moment-out-of-range', detail: 'Time is counted between 1970 and 2199. Check the moment from which it should be counted.' });
  if (!Number.isFinite(durationMs) || durationMs < 0) return refused({ code: 'duration-malformed', detail: 'A length of time must be a number of milliseconds, 0 or more.' });
  return null;
}

/** Open time of a year before a moment of it. */
function openBefore({ opens, closes, before, totalMs }: OpenYear, atMs: number): number {
  const at = firstAbove(closes, atMs);
  return at === opens.length ? totalMs : (before[at] ?? 0) + Math.max(0, atMs - (opens[at] ?? 0));
}

function openYear(calendar: BusinessCalendar, year: number): OpenYear {
  let found = calendar.years.get(year);
  if (found === undefined) calendar.years.set(year, found = openingsOfYear(calendar.hours, year));
  return found;
}

function openingsOfYear(hours: ReadHours, year: number): OpenYear {
  const opens: number[] = [];
  const closes: number[] = [];
  for (const { fromMs, toMs, offsetMs } of offsetStretches(hours.zone, year)) {
    for (let day = Math.floor((fromMs + offsetMs) / DAY_MS); day * DAY_MS - offsetMs < toMs; day += 1) {
      for (const window of windowsOn(hours, day)) {
        const opensAtMs = Math.max(day * DAY_MS + window.fromMs - offsetMs, fromMs);
        const closesAtMs = Math.min(day * DAY_MS + window.toMs - offsetMs, toMs);
        if (closesAtMs <= opensAtMs) continue;
        if (closes.at(-1) === opensAtMs) closes[closes.length - 1] = closesAtMs;
        else {
          opens.push(opensAtMs);
          closes.push(closesAtMs);
        }
      }
    }
  }
  const before = new Float64Array(opens.length);
  let totalMs = 0;
  for (let at = 0; at < opens.length; at += 1) {
    before[at] = totalMs;
    totalMs += (closes[at] ?? 0) - (opens[at] ?? 0);
  }
  return { opens: Float64Array.from(opens), closes: Float64Array.from(closes), before, totalMs };
}

/** What holds on a day: its date, else that day of every year, else its weekday. */
function windowsOn({ week, dated, yearly }: ReadHours, day: number): ReadHours['week'][number] {
  const special = dated.get(day);
  if (special !== undefined) return special;
  if (yearly.size > 0) {
    const date = new Date(day * DAY_MS);
    const everyYear = yearly.get((date.getUTCMonth() + 1) * 100 + date.getUTCDate());
    if (everyYear !== undefined) return everyYear;
  }
  // 1 January 1970 was a Thursday.
  return week[(((day + 3) % 7) + 7) % 7] ?? [];
}

/** The first place in an ascending list whose number is greater, or equal where that is wanted too. */
function firstAbove(list: Float64Array, number: number, orEqual = false): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = list[middle] ?? 0;
    if (value > number || (orEqual && value === number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
