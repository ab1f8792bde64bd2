import { zoneOffsetMinutes, type Precision } from '../../../kernel/instant.ts';

/** A moment as a file says it. `text` is ISO 8601 with an offset: the one written, else the one that the zone had then. */
export type ReadMoment = { readonly text: string; readonly precision: Precision };

/** Why a text is no moment: it is no date at all, or the file doesn't say whether the day or the month comes first. */
export type MomentProblem = 'not-a-date' | 'day-or-month';

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$/;
const NUMERIC = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:,?[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp])?\.?(?:[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const NAMED = /^(?:\p{L}{2,12}\.?,?\s+)?(?:(\d{1,2})(?:st|nd|rd|th|\.|º)?[\s-]+(?:de\s+)?(\p{L}{3,12})\.?,?|(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?)(?:[\s-]+(?:de\s+)?(\d{4}|\d{2}))?(?:,?\s+(?:at\s+|um\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp])?\.?(?:[Mm]\.?)?)?(?:\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})(?:\s*\([^)]*\))?)?(?:\s+(\d{4}))?$/u;
const EPOCH = /^(\d{10}|\d{13}|\d{16})(?:\.\d+)?$/;

const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen', 'янв'], ['feb', 'fev', 'fév', 'фев'], ['mar', 'mär', 'mrz', 'maa', 'мар'], ['apr', 'abr', 'avr', 'апр'], ['may', 'mai', 'mag', 'mei', 'май', 'мая'], ['jun', 'juin', 'giu', 'июн'],
  ['jul', 'juil', 'lug', 'июл'], ['aug', 'ago', 'aoû', 'aou', 'авг'], ['sep', 'set', 'сен'], ['oct', 'okt', 'out', 'ott', 'окт'], ['nov', 'ноя'], ['dec', 'dez', 'dic', 'déc', 'des', 'дек'],
];

function monthOf(word: string): number | null {
  const lower = word.toLowerCase();
  const at = MONTHS.findIndex((names) => names.some((name) => lower.startsWith(name)));
  return at === -1 ? null : at + 1;
}

type Civil = { year: number; month: number; day: number; hour: number | null; minute: number; second: number | null; ms: number; offset: string | null };

/**
 * Reads a moment as people and programs write it: ISO 8601, day or month first, month names of six languages, mail headers, Unix time.
 * A time without a zone is read in `zone`. `dayFirst` null means that nothing decides 03/04/2024: such a text is refused, 24/02/2015 is not.
 */
export function readMoment(written: string, zone: string, dayFirst: boolean | null): ReadMoment | MomentProblem {
  const text = written.trim();
  const iso = ISO.exec(text);
  if (iso !== null) return settle({ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]), hour: hourOf(iso[4], undefined), minute: Number(iso[5] ?? 0), second: iso[6] === undefined ? null : Number(iso[6]), ms: msOf(iso[7]), offset: iso[8] ?? null }, zone);
  const numeric = NUMERIC.exec(text);
  if (numeric !== null) {
    const [, first, separator, second] = numeric;
    const a = Number(first);
    const b = Number(second);
    const dayLeads = a > 12 ? true : b > 12 ? false : separator === '.' ? true : a === b ? true : dayFirst;
    if (dayLeads === null) return 'day-or-month';
    if (dayFirst !== null && a !== b && dayLeads !== dayFirst && separator !== '.') return 'not-a-date';
    return settle({ year: yearOf(numeric[4] ?? ''), month: dayLeads ? b : a, day: dayLeads ? a : b, hour: hourOf(numeric[5], numeric[9]), minute: Number(numeric[6] ?? 0), second: numeric[7] === undefined ? null : Number(numeric[7]), ms: msOf(numeric[8]), offset: numeric[10] ?? null }, zone);
  }
  const epoch = EPOCH.exec(text);
  if (epoch !== null) {
    const digits = epoch[1] ?? '';
    const atMs = digits.length === 10 ? Number(text) * 1_000 : digits.length === 13 ? Number(digits) : Number(digits) / 1_000;
    return { text: new Date(Math.round(atMs)).toISOString(), precision: 'ms' };
  }
  const compact = COMPACT.exec(text);
  if (compact !== null) return settle({ year: Number(compact[1]), month: Number(compact[2]), day: Number(compact[3]), hour: hourOf(compact[4], undefined), minute: Number(compact[5] ?? 0), second: compact[6] === undefined ? null : Number(compact[6]), ms: 0, offset: compact[7] ?? null }, zone);
  const named = NAMED.exec(text);
  if (named !== null) {
    const month = monthOf(named[2] ?? named[3] ?? '');
    const year = named[5] ?? named[11];
    if (month !== null && year !== undefined) return settle({ year: yearOf(year), month, day: Number(named[1] ?? named[4]), hour: hourOf(named[6], named[9]), minute: Number(named[7] ?? 0), second: named[8] === undefined ? null : Number(named[8]), ms: 0, offset: named[10] ?? null }, zone);
  }
  return 'not-a-date';
}

/** Whether a column writes the day before the month, told by values above 12. Shape: null when nothing tells. */
export function sniffDayFirst(values: readonly string[]): boolean | null {
  let dayLeads = 0;
  let monthLeads = 0;
  for (const value of values) {
    const match = NUMERIC.exec(value.trim());
    if (match === null || match[2] === '.') continue;
    if (Number(match[1]) > 12) dayLeads += 1;
    else if (Number(match[3]) > 12) monthLeads += 1;
  }
  return dayLeads === monthLeads ? null : dayLeads > monthLeads;
}

function yearOf(digits: string): number {
  return digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) >= 70 ? 1900 : 2000);
}

function hourOf(digits: string | undefined, half: string | undefined): number | null {
  if (digits === undefined) return null;
  const hour = Number(digits);
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return 99;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function msOf(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
}

const two = (value: number): string => String(value).padStart(2, '0');

function settle(civil: Civil, zone: string): ReadMoment | MomentProblem {
  const { year, month, day, minute, ms } = civil;
  const hour = civil.hour ?? 0;
  const second = civil.second ?? 0;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 60) return 'not-a-date';
  const clock = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(Math.min(second, 59))}${ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`}`;
  const precision: Precision = civil.hour === null ? 'day' : civil.second === null ? 'minute' : 'ms';
  return { text: `${clock}${civil.offset === null ? offsetText(zone, Date.UTC(year, month - 1, day, hour, minute)) : plainOffset(civil.offset)}`, precision };
}

function daysIn(year: number, month: number): number {
  return month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function plainOffset(offset: string): string {
  if (/^[zug]/i.test(offset)) return 'Z';
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return `${offset.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

function offsetText(zone: string, wallMs: number): string {
  if (zone === 'UTC') return 'Z';
  const minutes = zoneOffsetMinutes(zone, wallMs - zoneOffsetMinutes(zone, wallMs) * 60_000);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}
