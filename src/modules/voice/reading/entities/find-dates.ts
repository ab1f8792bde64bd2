import { dayFirst, inFigures, monthFirst, withWeekday, yearAlone, type FoundDate } from './calendar-dates.ts';
import { timeOfDay } from './clock-times.ts';
import { DATE_ROLES } from './date-roles.ts';
import { LIKELY, type Entity } from './entity.ts';
import { countedFromNow, spokenDay, turned } from './relative-dates.ts';
import { startOf, type ScannedText } from './scanned-text.ts';

const NEAR_FEAST = new Set(['by', 'before', 'until', 'till']);

/** "By Christmas". */
function feast({ words, language }: ScannedText, at: number): FoundDate | null {
  return language === 'en' && words[at] === 'christmas' && NEAR_FEAST.has(words[at - 1] ?? '') ? { first: at, last: at, value: ['--12-25'], confidence: LIKELY } : null;
}

/** Days and times of day: absolute, or from the message's moment on. The first rule that holds takes its words. */
export function findDates(scan: ScannedText): Entity[] {
  const found: Entity[] = [];
  const { tokens, words } = scan;
  const { begins } = DATE_ROLES[scan.language];
  for (let at = 0; at < tokens.length; at += 1) {
    const kind = tokens[at]?.kind;
    const date = kind === 'number'
      ? inFigures(scan, at) ?? dayFirst(scan, at) ?? countedFromNow(scan, at) ?? timeOfDay(scan, at) ?? yearAlone(scan, at)
      : kind === 'word' && begins.has(words[at] as string) ? withWeekday(scan, at) ?? countedFromNow(scan, at) ?? spokenDay(scan, at) ?? turned(scan, at) ?? monthFirst(scan, at) ?? timeOfDay(scan, at) ?? feast(scan, at) : null;
    if (date === null) continue;
    found.push({ kind: 'date', start: words[date.first] === 'hui' ? tokens[date.first]?.start ?? 0 : startOf(scan, date.first), end: tokens[date.last]?.end ?? 0, value: date.value, confidence: date.confidence });
    at = date.last;
  }
  return found;
}
