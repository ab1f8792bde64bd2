import { businessCalendar, openingsFrom, type Opening } from '../../../kernel/business-calendar.ts';
import type { OpeningHours } from '../../../kernel/opening-hours.ts';
import { granted, refused, type Outcome } from '../../../kernel/outcome.ts';
import { readWindowsText, windowsText } from './windows-text.ts';

/** Opening hours while somebody writes them: windows as text. `at` tells special days apart while their dates change. */
export type CalendarDraft = { readonly zone: string; readonly week: readonly string[]; readonly days: readonly { readonly at: number; readonly on: string; readonly name: string; readonly windows: string }[] };

const DAY_MS = 86_400_000;
/** Who is open for so long without a break is open day and night. */
const ALWAYS_MS = 300 * DAY_MS;

/** Opening hours, ready to be changed. */
export function draftOf({ zone, week, days }: OpeningHours): CalendarDraft {
  return { zone, week: week.map(windowsText), days: days.map(({ on, name = '', windows }, at) => ({ at, on, name, windows: windowsText(windows) })) };
}

/** What a draft says. A day without a name has none. */
export function hoursOf({ zone, week, days }: CalendarDraft): OpeningHours {
  return { zone, week: week.map(readWindowsText), days: days.map(({ on, name, windows }) => ({ on: on.trim(), ...(name.trim() === '' ? {} : { name: name.trim() }), windows: readWindowsText(windows) })) };
}

/** The next openings by these hours in words, by the clock on the wall of their zone, so that whoever writes them sees that they are right; or why they can't be used. */
export function nextOpenings(hours: OpeningHours, nowMs: number, most: number, locale: string): Outcome<readonly string[], string> {
  const read = businessCalendar(hours);
  if (!read.ok) return refused(read.refusal.detail);
  const moments = new Intl.DateTimeFormat(locale, { timeZone: hours.zone, weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  return granted(joined(openingsFrom(nowMs, most + 1, read.value)).slice(0, most).map(({ opensAtMs, closesAtMs }) => {
    if (closesAtMs - opensAtMs > ALWAYS_MS) return 'Open day and night';
    return opensAtMs === nowMs ? `Open now, until ${moments.format(closesAtMs)}` : moments.formatRange(opensAtMs, closesAtMs);
  }));
}

/** Openings are told year by year; what goes on past its end is one. */
function joined(openings: readonly Opening[]): Opening[] {
  const whole: Opening[] = [];
  for (const opening of openings) {
    const last = whole.at(-1);
    if (last?.closesAtMs === opening.opensAtMs) whole[whole.length - 1] = { ...last, closesAtMs: opening.closesAtMs };
    else whole.push(opening);
  }
  return whole;
}
