import { matchesOf } from '../matches.ts';
import type { NamedDay, NamedTime, TimeUnit } from './named-time.ts';

const NUMBERS: Readonly<Record<string, number>> = { a: 1, an: 1, the: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, fourteen: 14, 'a couple of': 2, 'couple of': 2 };
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const COUNT = String.raw`(?:\d{1,3}|(?:a )?couple of|an?|the|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen)`;
const UNIT = String.raw`(minute|min|hour|hr|day|week|month)s?\b`;
const MONTH = String.raw`(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b`;
const WEEKDAY = String.raw`(monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?<=\b(?:by|on|before|until|next|this|last|coming) )(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun))\b`;
const CLOCK = String.raw`(?:(\d{1,2})(?:[:.](\d{2}))?\s?(a\.?m\b\.?|p\.?m\b\.?)|(\d{1,2})[:.](\d{2})(?!\d)|(noon|midday)\b)`;

/** "Within 24 hours", "in 3 to 5 working days", "over the next two days". */
const LENGTH = new RegExp(String.raw`\b(within|inside|over|during|in|after)\s+(?:(?:about|around|at most|up to|under|approximately|max)\s+)?(the\s+(?:next|coming|following)\s+)?(${COUNT})(?:\s*(?:-|–|to|or)\s*(${COUNT}))?[\s-]+(working|business|calendar)?\s*${UNIT}(?:'s? time)?`, 'gu');
const AGO = new RegExp(String.raw`\b(${COUNT})\s+${UNIT}\s+ago\b`, 'gu');
/** A day, and an hour behind it. */
const DAY = new RegExp(String.raw`(?:\b(today|tonight|tomorrow|yesterday|the day after tomorrow|this (?:morning|afternoon|evening))\b`
  + String.raw`|\b(end of (?:the |this )?(?:business )?day|close of business|end of (?:the |this )?week|end of next week|end of (?:the |this )?month|eod\b|cob\b)`
  + String.raw`|\b(this |next |coming |last )?${WEEKDAY}(?!\s+(?:roast|papers?))(?:,?\s+(?:the\s+)?(\d{1,2})(?!\d|[:.]\d|\s?[ap]\.?m\b)(?:st|nd|rd|th)?(?:\s+(?:of\s+)?${MONTH})?)?`
  + String.raw`|\b(next week|this week)\b`
  + String.raw`|\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?${MONTH}(?:,?\s+(\d{4}))?`
  + String.raw`|\b${MONTH}\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(\d{4}))?`
  + String.raw`|\b(\d{4})-(\d{2})-(\d{2})\b`
  + String.raw`)(?:\s+(?:morning|afternoon|evening|night|lunchtime))?(?:,?\s+(?:(?:at|by|before|around|from)\s+)?${CLOCK}(?!\s*(?:%|€|euros?|pounds?))|,?\s+(?:at|by|before|around|from)\s+(\d{1,2})\b(?!\s*(?:%|euros?|pounds?|days?|hours?|-|to\b)))?`, 'gu');
/** What may stand before a day. */
const BEFORE_DAY = new RegExp(String.raw`(?:\b(by|before|until|till|no later than|not later than)\s+)?(?:(?:at|around|about)\s+)?(?:${CLOCK}\s+(?:on\s+)?)?(?:(?:on|later|the|at the)\s+)?$`, 'u');
/** Units: characters. */
const BEFORE_MOST = 40;
/** An hour of today. */
const HOUR = new RegExp(String.raw`\b(by|before|until|at|around)\s+(?:about\s+)?${CLOCK}`, 'gu');

export type FoundTime = NamedTime & { readonly start: number; readonly end: number };

const numberOf = (word: string): number => (/^\d/u.test(word) ? Number(word) : NUMBERS[word] ?? 1);
const unitOf = (word: string): TimeUnit => (word.startsWith('min') ? 'minute' : word.startsWith('h') ? 'hour' : word as TimeUnit);
const monthOf = (word: string): number => MONTHS.indexOf(word.slice(0, 3)) + 1;

/** Minutes since midnight; null for none. */
function minutesOf([hour, minute, half, hour24, minute24, noon]: readonly (string | undefined)[]): number | null {
  if (noon !== undefined) return 720;
  if (hour !== undefined && half !== undefined) return Number(hour) > 12 ? null : (Number(hour) % 12 + (half.startsWith('p') ? 12 : 0)) * 60 + Number(minute ?? 0);
  return hour24 === undefined || Number(hour24) > 23 || Number(minute24) > 59 ? null : Number(hour24) * 60 + Number(minute24);
}

function spokenDay(word: string): NamedDay {
  if (word === 'tomorrow') return { of: 'today', plus: 1 };
  if (word === 'yesterday') return { of: 'today', plus: -1 };
  return { of: 'today', plus: word === 'the day after tomorrow' ? 2 : 0 };
}

function endOf(word: string): NamedDay {
  if (word.includes('month')) return { of: 'month-end', plus: 0 };
  return word.includes('week') ? { of: 'week-end', plus: word.includes('next') ? 1 : 0 } : { of: 'today', plus: 0 };
}

const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const date = (day: string, month: number, year: string | undefined): NamedDay | null => (Number(day) >= 1 && Number(day) <= (LONGEST_MONTHS[month - 1] ?? 0) ? { of: 'date', day: Number(day), month, year: year === undefined ? null : Number(year) } : null);

function dayOf(groups: readonly (string | undefined)[]): NamedDay | null {
  const [spoken, end, which, weekday, ofMonth, itsMonth, week, day, month, year, monthFirst, dayBehind, yearBehind, isoYear, isoMonth, isoDay] = groups;
  if (spoken !== undefined) return spokenDay(spoken);
  if (end !== undefined) return endOf(end);
  if (weekday !== undefined && ofMonth !== undefined && itsMonth !== undefined) return date(ofMonth, monthOf(itsMonth), undefined);
  if (weekday !== undefined) return { of: 'weekday', weekday: WEEKDAYS.indexOf(weekday.slice(0, 3)) + 1, which: which === 'next ' ? 'next' : which === 'last ' ? 'last' : 'nearest' };
  if (week !== undefined) return { of: 'week', plus: week === 'next week' ? 1 : 0 };
  if (day !== undefined && month !== undefined) return date(day, monthOf(month), year);
  if (monthFirst !== undefined && dayBehind !== undefined) return date(dayBehind, monthOf(monthFirst), yearBehind);
  return isoDay === undefined ? null : date(isoDay, Number(isoMonth), isoYear);
}

const ANY = /\d|day|week|month|hour|minute|today|to(?:night|morrow)|noon|this (?:m|a|e)|\b(?:mon|tue|wed|thu|fri|sat|sun)\b|close of|\beod\b|\bcob\b/u;

const HAS_LENGTH = /minute|min|hour|hr|day|week|month/u;
const HAS_DAY = /day|tonight|tomorrow|this (?:m|a|e)|end of|close of|eod|cob|week|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)|\d{4}-/u;
const HAS_HOUR = /\d|noon|midday/u;

/** The first time that is named in English words in lower case, from a place on: a deadline, or the day of something. Shape: null where none is. */
export function findTime(text: string, from: number, until: number): FoundTime | null {
  const part = text.slice(from, until);
  if (!ANY.test(part)) return null;
  const found: FoundTime[] = [];
  const add = (match: RegExpExecArray, time: NamedTime | null): void => { if (time !== null) found.push({ ...time, start: from + match.index, end: from + match.index + match[0].trimEnd().length }); };
  if (HAS_LENGTH.test(part)) for (const match of matchesOf(LENGTH, part)) {
    const [, how, next, low = '', high, days, unit = ''] = match;
    // "In the day" is no deadline, "within the hour" is.
    if (how === 'in' && low === 'the') continue;
    const count = numberOf(low);
    add(match, { of: 'length', low: count, high: high === undefined ? count : numberOf(high), unit: unitOf(unit), within: next !== undefined || (how !== 'in' && how !== 'after'), working: days === 'working' || days === 'business' });
  }
  if (part.includes(' ago')) for (const match of matchesOf(AGO, part)) add(match, { of: 'ago', count: numberOf(match[1] ?? ''), unit: unitOf(match[2] ?? '') });
  if (HAS_DAY.test(part)) for (const match of matchesOf(DAY, part)) {
    const day = dayOf(match.slice(1, 17));
    if (day === null) continue;
    const before = BEFORE_DAY.exec(part.slice(Math.max(0, match.index - BEFORE_MOST), match.index));
    const minutes = minutesOf(before?.slice(2, 8) ?? []) ?? minutesOf(match.slice(17, 23)) ?? (match[23] === undefined || Number(match[23]) > 23 ? null : Number(match[23]) * 60);
    const lead = before?.[0].length ?? 0;
    found.push({ of: 'day', day, minutes, by: before?.[1] !== undefined, before: before?.[1] === 'before', start: from + match.index - lead, end: from + match.index + match[0].length });
  }
  if (HAS_HOUR.test(part)) for (const match of matchesOf(HOUR, part)) {
    const minutes = minutesOf(match.slice(2, 8));
    add(match, minutes === null ? null : { of: 'day', day: { of: 'today', plus: 0 }, minutes, by: match[1] !== 'at' && match[1] !== 'around', before: match[1] === 'before' });
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end)[0] ?? null;
}
