import { zoneOffsetMinutes } from '../../../../kernel/instant.ts';
import type { NamedDay, NamedTime, TimeUnit } from './named-time.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Between which moments something falls. Units: ms since 1970. Invariant: `fromMs` ≤ `untilMs`. */
export type MomentSpan = { readonly fromMs: number; readonly untilMs: number };

/** The moment of a wall clock in a zone. Units: `wallMs` as if the zone were UTC. */
function momentOf(wallMs: number, zone: string): number {
  const guess = wallMs - zoneOffsetMinutes(zone, wallMs) * MINUTE_MS;
  return wallMs - zoneOffsetMinutes(zone, guess) * MINUTE_MS;
}

const midnight = (wallMs: number): number => Math.floor(wallMs / DAY_MS) * DAY_MS;
/** 1 Monday to 7 Sunday. */
const weekdayOf = (wallMs: number): number => ((new Date(wallMs).getUTCDay() + 6) % 7) + 1;

function later(wallMs: number, count: number, unit: TimeUnit): number {
  if (unit === 'month') {
    const at = new Date(wallMs);
    const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + count + 1, 0)).getUTCDate();
    return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + count, Math.min(at.getUTCDate(), last)) + (wallMs - midnight(wallMs));
  }
  return wallMs + count * (unit === 'minute' ? MINUTE_MS : unit === 'hour' ? HOUR_MS : unit === 'day' ? DAY_MS : 7 * DAY_MS);
}

/** First and last day that are meant, as their beginnings on the wall. The day of the text itself is not meant by its weekday: "by Tuesday" on a Tuesday is in a week. */
function daysOf(day: NamedDay, today: number, isPast: boolean): readonly [first: number, last: number] {
  const monday = today - (weekdayOf(today) - 1) * DAY_MS;
  switch (day.of) {
    case 'today': { const one = today + day.plus * DAY_MS; return [one, one]; }
    case 'weekday': {
      if (day.which === 'next') { const one = monday + (6 + day.weekday) * DAY_MS; return [one, one]; }
      const ahead = (day.weekday - weekdayOf(today) + 7) % 7 || 7;
      const one = today + (isPast || day.which === 'last' ? ahead - 7 - (ahead === 7 ? 7 : 0) : ahead) * DAY_MS;
      return [one, one];
    }
    case 'date': {
      const year = day.year ?? new Date(today).getUTCFullYear();
      const one = Date.UTC(year, day.month - 1, day.day);
      if (day.year !== null) return [one, one];
      // Without its year a day is the nearest that makes sense: a promise is not for half a year ago.
      const half = 182 * DAY_MS;
      const near = one < today - half || (!isPast && one < today - 30 * DAY_MS) ? Date.UTC(year + 1, day.month - 1, day.day) : one > today + half && isPast ? Date.UTC(year - 1, day.month - 1, day.day) : one;
      return [near, near];
    }
    case 'week': { const first = monday + day.plus * 7 * DAY_MS; return [Math.max(first, today), first + 6 * DAY_MS]; }
    case 'week-end': { const one = monday + (day.plus * 7 + 6) * DAY_MS; return [one, one]; }
    case 'month-end': { const at = new Date(today); const one = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1 + day.plus, 0); return [one, one]; }
  }
}

/**
 * The moments that a named time stands for, seen from the moment of its text, by the days of a zone. A day ends when the next begins. `isPast`: of something that has happened, so that "on Monday" is the last one.
 * Working days are counted as calendar days: there is no calendar of the company's days yet. Units: ms.
 */
export function resolveTime(time: NamedTime, saidMs: number, zone: string, isPast = false): MomentSpan {
  const wall = saidMs + zoneOffsetMinutes(zone, saidMs) * MINUTE_MS;
  const day = (first: number, last = first): MomentSpan => ({ fromMs: momentOf(first, zone), untilMs: momentOf(last + DAY_MS, zone) });
  // Hours are as long as they are, whatever clocks do meanwhile; days are those of the wall.
  const passed = (count: number, unit: TimeUnit): number => (unit === 'minute' || unit === 'hour' ? later(saidMs, count, unit) : momentOf(later(wall, count, unit), zone));
  if (time.of === 'ago') {
    const thenMs = passed(-time.count, time.unit);
    return time.unit === 'minute' || time.unit === 'hour' ? { fromMs: thenMs, untilMs: thenMs } : day(midnight(later(wall, -time.count, time.unit)));
  }
  if (time.of === 'length') {
    if (time.within) return { fromMs: saidMs, untilMs: passed(time.high, time.unit) };
    if (time.unit === 'minute' || time.unit === 'hour') return { fromMs: passed(time.low, time.unit), untilMs: passed(time.high, time.unit) };
    return day(midnight(later(wall, time.low, time.unit)), midnight(later(wall, time.high, time.unit)));
  }
  const [first, last] = daysOf(time.day, midnight(wall), isPast);
  const untilMs = momentOf(time.minutes !== null ? last + time.minutes * MINUTE_MS : time.before ? last : last + DAY_MS, zone);
  const fromMs = time.by ? saidMs : time.minutes !== null ? untilMs : momentOf(first, zone);
  return { fromMs: Math.min(fromMs, untilMs), untilMs };
}
