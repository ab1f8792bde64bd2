import type { FoundDate } from './calendar-dates.ts';
import { DATE_ROLES } from './date-roles.ts';
import { LIKELY, SURE } from './entity.ts';
import { smallNumber } from './number-words.ts';
import { touches, type ScannedText } from './scanned-text.ts';

function clock(hour: number, minute: number): string | null {
  return hour <= 23 && minute <= 59 ? `T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null;
}

const HALVES: ReadonlyMap<string, readonly [hours: number, minutes: number]> = new Map([['half past', [0, 30]], ['quarter past', [0, 15]], ['quarter to', [-1, 45]]]);

/** A time of day: "3pm", "14:30", "9.10 Uhr", "14h30", "5 o'clock", "half past six". */
export function timeOfDay(scan: ScannedText, at: number): FoundDate | null {
  const { words, language, tokens } = scan;
  const found = (last: number, value: string | null, confidence = SURE): FoundDate | null => (value === null ? null : { first: at, last, value: [value], confidence });
  if (language === 'en' && tokens[at]?.kind === 'word') {
    const half = HALVES.get(`${words[at] ?? ''} ${words[at + 1] ?? ''}`);
    const hour = half === undefined ? null : smallNumber(words[at + 2] ?? '', language);
    return half === undefined || hour === null || hour > 12 ? null : found(at + 2, clock(hour + half[0], half[1]), LIKELY);
  }
  const match = /^(\d{1,2})(?:([:.])(\d{2}))?$/u.exec(words[at] ?? '');
  if (match === null) return null;
  const roles = DATE_ROLES[language];
  const [hour, minute] = [Number(match[1]), Number(match[3] ?? 0)];
  const behind = words[at + 1] ?? '';
  const halfOfDay = /^([ap])(?:m|\.?m)?$/u.exec(behind);
  if (language === 'en' && halfOfDay !== null && hour >= 1 && hour <= 12) {
    // "3 p.m." is a word, a full stop and a word.
    const isSplit = behind.length === 1;
    if (!isSplit || (words[at + 2] === '.' && words[at + 3] === 'm')) return found(isSplit ? at + 3 : at + 1, clock((hour % 12) + (halfOfDay[1] === 'p' ? 12 : 0), minute));
  }
  const isFrench = language === 'fr';
  if ((behind === 'h' || (behind === 'u' && language === 'nl')) && (isFrench || touches(scan, at)) && match[3] === undefined) {
    const hasMinutes = (isFrench || touches(scan, at + 1)) && /^\d{2}$/u.test(words[at + 2] ?? '');
    // "2h" is as often how long something takes.
    if (!hasMinutes && !roles.at.has(words[at - 1] ?? '')) return null;
    return found(hasMinutes ? at + 2 : at + 1, clock(hour, hasMinutes ? Number(words[at + 2]) : 0), LIKELY);
  }
  // "24 hours" and "3 uur" are as often how long something takes.
  if (roles.clock.has(behind) && behind !== 'h' && !(language !== 'de' && match[3] === undefined && behind !== 'o\'clock' && !roles.at.has(words[at - 1] ?? ''))) return found(at + 1, clock(hour, minute));
  // "A las 8", "son las 19".
  if (language === 'es' && match[3] === undefined && /^(?:a|son|hasta|desde|entre|y)$/u.test(words[at - 2] ?? '') && words[at - 1] === 'las' && (tokens[at + 1]?.kind !== 'word' || /^(?:y|en|de|a|hasta|del)$/u.test(behind))) return found(at, clock(hour, 0), LIKELY);
  if (match[2] === ':') return found(at, clock(hour, minute), LIKELY);
  return match[2] === '.' && roles.at.has(words[at - 1] ?? '') && language !== 'en' && words[at + 1] !== '€' ? found(at, clock(hour, minute), LIKELY) : null;
}
