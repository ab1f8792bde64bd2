import { DATE_ROLES, WEEKDAYS } from './date-roles.ts';
import { LIKELY, MAYBE, SURE } from './entity.ts';
import { beginsSentence, isCapital, touches, type ScannedText } from './scanned-text.ts';

/** A day or time that was found from one token on. Shape: first and last token; `value` every way to read it. */
export type FoundDate = { readonly first: number; readonly last: number; readonly value: readonly string[]; readonly confidence: number };

const two = (value: number): string => String(value).padStart(2, '0');
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= (LONGEST[month - 1] ?? 0);
}

function fullYear(written: string | undefined): number | null {
  if (written === undefined || !/^(?:\d{2}|(?:19|20)\d{2})$/u.test(written)) return null;
  return written.length === 2 ? 2000 + Number(written) : Number(written);
}

/** A day in figures: 2026-05-03, 3.5.2026, 03/05/26. Where English may mean either order, both are said. */
export function inFigures(scan: ScannedText, at: number): FoundDate | null {
  const written = scan.words[at] as string;
  const iso = /^((?:19|20)\d{2})-(\d{2})-(\d{2})$/u.exec(written);
  if (iso !== null) return isDay(Number(iso[2]), Number(iso[3])) ? { first: at, last: at, value: [written], confidence: SURE } : null;
  const match = /^(\d{1,2})([./-])(\d{1,2})\2(\d{2}|(?:19|20)\d{2})$/u.exec(written);
  const year = fullYear(match?.[4]);
  if (match === null || year === null) return null;
  const [one, other] = [Number(match[1]), Number(match[3])];
  const mayBeAmerican = scan.language === 'en' && match[2] !== '.';
  const readings = [...(isDay(other, one) ? [`${year}-${two(other)}-${two(one)}`] : []), ...(mayBeAmerican && one !== other && isDay(one, other) ? [`${year}-${two(one)}-${two(other)}`] : [])];
  // "1.2.26" is as likely a version.
  if (readings.length === 0 || (match[4]?.length === 2 && match[2] === '.' && written.length < 8)) return null;
  return { first: at, last: at, value: readings, confidence: SURE };
}

const ORDINAL: ReadonlySet<string> = new Set(['st', 'nd', 'rd', 'th', 'er', 'º', 'ª', '.', 'ste', 'e']);

/** A year behind a month. Shape: its last token and itself. */
function yearFrom({ tokens, words, language }: ScannedText, from: number): { readonly last: number; readonly year: number } | null {
  let at = from;
  if (words[at] === ',' || DATE_ROLES[language].joins.has(words[at] ?? '')) at += 1;
  return tokens[at]?.kind === 'number' && /^(?:19|20)\d{2}$/u.test(words[at] ?? '') ? { last: at, year: Number(words[at]) } : null;
}

function inMonth(first: number, month: number, day: number, last: number, year: { readonly last: number; readonly year: number } | null): FoundDate | null {
  if (!isDay(month, day)) return null;
  return { first, last: year?.last ?? last, value: [`${year === null ? '-' : year.year}-${two(month)}-${two(day)}`], confidence: SURE };
}

/** "3 May", "3. Mai 2026", "3 de maio", "the 4th". */
export function dayFirst(scan: ScannedText, at: number): FoundDate | null {
  const { words, language, tokens } = scan;
  const roles = DATE_ROLES[language];
  if (!/^\d{1,2}$/u.test(words[at] ?? '')) return null;
  const day = Number(words[at]);
  let next = at + 1;
  const isOrdinal = ORDINAL.has(words[next] ?? '') && touches(scan, at);
  if (isOrdinal) next += 1;
  const afterOrdinal = next;
  if (roles.joins.has(words[next] ?? '')) next += 1;
  const month = roles.month.get(words[next] ?? '') ?? roles.shortMonth.get(words[next] ?? '');
  // "2 may be" is no day.
  if (month !== undefined && !(words[next] === 'may' && !isCapital(scan, next) && !isOrdinal)) return inMonth(at, month, day, next, yearFrom(scan, next + 1));
  // "On the 4th", "by the 15th and": nothing that is counted stands behind it.
  if (language === 'en' && isOrdinal && words[at - 1] === 'the' && day <= 31 && (tokens[afterOrdinal]?.kind !== 'word' || /^(?:and|or|but|at|to|for|until|till|is|was|then|it|i|we|you|they|of)$/u.test(words[afterOrdinal] ?? ''))) return { first: at - 1, last: at + 1, value: [`---${two(day)}`], confidence: LIKELY };
  return null;
}

/** "May 3rd", "July 4, 2025", "March 2027", and a month alone where it can be nothing else. */
export function monthFirst(scan: ScannedText, at: number): FoundDate | null {
  const { words, language, tokens } = scan;
  const roles = DATE_ROLES[language];
  const word = words[at] ?? '';
  const month = roles.month.get(word);
  const known = month ?? roles.shortMonth.get(word);
  if (known === undefined) return null;
  const after = words[at + 1] === '.' && month === undefined ? at + 2 : at + 1;
  if (language === 'en' && /^\d{1,2}$/u.test(words[after] ?? '') && (isCapital(scan, at) || month !== undefined && word !== 'may' && word !== 'march')) {
    const last = ORDINAL.has(words[after + 1] ?? '') && words[after + 1] !== '.' && touches(scan, after) ? after + 1 : after;
    return inMonth(at, known, Number(words[after]), last, yearFrom(scan, last + 1));
  }
  const year = yearFrom(scan, after);
  if (year !== null) return { first: at, last: year.last, value: [`${year.year}-${two(known)}`], confidence: SURE };
  if (month === undefined || roles.every.has(words[at - 1] ?? '')) return null;
  const hasCue = roles.cues.has(words[at - 1] ?? '') && tokens[at - 1]?.end !== undefined;
  const isNamed = language === 'en' || language === 'de' ? isCapital(scan, at) && (hasCue || !beginsSentence(scan, at)) : hasCue;
  if (roles.risky.has(word) ? !(hasCue && (language !== 'en' || isCapital(scan, at))) : !hasCue && !isNamed) return null;
  const turn = roles.turn.get(words[at - 1] ?? '');
  return turn === undefined ? { first: at, last: at, value: [`--${two(month)}`], confidence: LIKELY } : { first: at - 1, last: at, value: [`--${two(month)}`], confidence: LIKELY };
}

/** "Since 2019". */
export function yearAlone(scan: ScannedText, at: number): FoundDate | null {
  const { words, language, tokens } = scan;
  if (!/^(?:19[5-9]|20[0-4])\d$/u.test(words[at] ?? '') || !DATE_ROLES[language].cues.has(words[at - 1] ?? '')) return null;
  // "From 2000 people", "de 2000 euros".
  const behind = tokens[at + 1];
  if (behind?.kind === 'word' && /^(?:people|euros?|pounds?|dollars?|km|kg|uhr|stück|personas?|persone|personnes|personen|pessoas)$/u.test(words[at + 1] ?? '')) return null;
  return { first: at, last: at, value: [words[at] as string], confidence: MAYBE };
}

/** "Friday 12 June" is one day. */
export function withWeekday(scan: ScannedText, at: number): FoundDate | null {
  const { words, language } = scan;
  const roles = DATE_ROLES[language];
  const weekday = WEEKDAYS[roles.weekday.get(words[at] ?? '') ?? 7];
  if (weekday === undefined) return null;
  let next = at + 1;
  while (next < at + 4 && (words[next] === ',' || words[next] === '.' || roles.joins.has(words[next] ?? '') || words[next] === 'the')) next += 1;
  const found = inFigures(scan, next) ?? dayFirst(scan, next) ?? (language === 'en' ? monthFirst(scan, next) : null);
  return found === null ? null : { ...found, first: at };
}
