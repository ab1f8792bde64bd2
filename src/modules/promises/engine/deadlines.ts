import { addBusiness, nextOpening, type BusinessCalendar } from '../../../kernel/business-calendar.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** No deadline lies further away. Units: days. */
const MOST_DAYS = 400;

/** When minutes have passed by a clock; null where it never opens again, so that nothing is ever due. Units: ms since 1970. */
export function dueAfter(startMs: number, minutes: number, calendar: BusinessCalendar | null): number | null {
  if (calendar === null) return startMs + minutes * MINUTE_MS;
  const due = addBusiness(startMs, minutes * MINUTE_MS, calendar);
  return due.ok ? due.value : null;
}

const isMondayToFriday = (atMs: number): boolean => (Math.floor(atMs / DAY_MS) + 3) % 7 < 5;

/** The same hour so many working days later: days on which it opens, without opening hours Monday to Friday. Units: ms since 1970. */
export function workingDaysAfter(startMs: number, days: number, calendar: BusinessCalendar | null): number {
  const isWorking = (atMs: number): boolean => {
    if (calendar === null) return isMondayToFriday(atMs);
    const day = Math.floor(atMs / DAY_MS) * DAY_MS;
    const opens = nextOpening(day, calendar);
    return opens !== null && opens < day + DAY_MS;
  };
  let atMs = startMs;
  for (let left = days, looked = 0; left > 0 && looked < MOST_DAYS; looked += 1) {
    atMs += DAY_MS;
    if (isWorking(atMs)) left -= 1;
  }
  return atMs;
}

/** When so many days have passed: of the calendar, else of the wall. Units: ms since 1970. */
export function daysAfter(startMs: number, days: number, calendar: BusinessCalendar | null): number {
  return calendar === null ? startMs + days * DAY_MS : workingDaysAfter(startMs, days, calendar);
}

/** A deadline that was named in working days and counted in calendar days, counted in working days. Units: ms since 1970. */
export function inWorkingDays(startMs: number, dueMs: number, calendar: BusinessCalendar | null): number {
  return workingDaysAfter(startMs, Math.round((dueMs - startMs) / DAY_MS), calendar);
}
