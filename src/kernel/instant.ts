/** Moments as they came: many sources know only the minute or the day, or no zone. What was not known is not invented. */
export type Precision = 'ms' | 'minute' | 'day';

/** A parsed moment. Units: `atMs` milliseconds since 1970 UTC, for a day alone 00:00 UTC of that day, whatever the zone; `offsetMinutes` the zone offset written in the text, null when it was not. */
export type Moment = { readonly atMs: number; readonly offsetMinutes: number | null; readonly precision: Precision };

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$/;

function offsetOf(text: string): number {
  if (/^(z|utc)$/i.test(text)) return 0;
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.slice(1).replace(':', '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4) || '0'));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function askedOffsetMinutes(zone: string, atMs: number): number {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
    formatters.set(zone, formatter);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(atMs)) part[type] = Number(value);
  const local = Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute'], part['second']);
  return Math.round((local - Math.floor(atMs / 1000) * 1000) / 60_000);
}

const DAY_MS = 86_400_000;
/** Days of a zone that are remembered. */
const DAYS_MOST = 50_000;
/** Offsets at the beginning of days (UTC), by zone and day since 1970. */
const offsetsAtDays = new Map<string, Map<number, number>>();

function offsetAtDay(zone: string, day: number): number {
  let days = offsetsAtDays.get(zone);
  if (days === undefined || days.size > DAYS_MOST) offsetsAtDays.set(zone, days = new Map<number, number>());
  let known = days.get(day);
  if (known === undefined) days.set(day, known = askedOffsetMinutes(zone, day * DAY_MS));
  return known;
}

/** Minutes that a zone is ahead of UTC at a moment. Cost: two days are asked for once; a day on which clocks change each time. Errors: RangeError for an unknown zone. */
export function zoneOffsetMinutes(zone: string, atMs: number): number {
  if (zone === 'UTC') return 0;
  const day = Math.floor(atMs / DAY_MS);
  const before = offsetAtDay(zone, day);
  return before === offsetAtDay(zone, day + 1) ? before : askedOffsetMinutes(zone, atMs);
}

/** Whether there is a time zone of this name (IANA, such as Europe/Oslo, or UTC). */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * Reads ISO 8601 (also with a blank for the T, or a day alone). A text without a zone is read in `zone`; a day alone belongs to no zone.
 * Shape: null means that it is not a date; an impossible date (30 February) is not a date.
 */
export function parseMoment(text: string, zone = 'UTC'): Moment | null {
  const match = PATTERN.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const ms = Number((fraction ?? '0').padEnd(3, '0').slice(0, 3));
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0), ms);
  const date = new Date(utc);
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day) || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 60) return null;
  const precision: Precision = hour === undefined ? 'day' : second === undefined ? 'minute' : 'ms';
  if (offset !== undefined) {
    const offsetMinutes = offsetOf(offset);
    return { atMs: utc - offsetMinutes * 60_000, offsetMinutes, precision };
  }
  if (precision === 'day') return { atMs: utc, offsetMinutes: null, precision };
  const guess = utc - zoneOffsetMinutes(zone, utc) * 60_000;
  return { atMs: utc - zoneOffsetMinutes(zone, guess) * 60_000, offsetMinutes: null, precision };
}

/** The day of a moment as it was written, as 00:00 UTC of that day: for moments of which only the day is meant. Units: ms. */
export function dayOf(moment: Moment, zone = 'UTC'): number {
  if (moment.precision === 'day') return moment.atMs;
  const civilMs = moment.atMs + (moment.offsetMinutes ?? zoneOffsetMinutes(zone, moment.atMs)) * 60_000;
  return Math.floor(civilMs / 86_400_000) * 86_400_000;
}

/** A moment as ISO 8601; none stays none. Units: ms since 1970. */
export function isoOrNull(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}

/** A UTC time as ISO 8601, also when an engine wrote it in its own form (`2026-03-01 10:15:00.000`). */
export function isoUtc(text: string): string {
  return text.endsWith('Z') ? text : `${text.replace(' ', 'T')}Z`;
}
