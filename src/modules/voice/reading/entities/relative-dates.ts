import type { FoundDate } from './calendar-dates.ts';
import { BEFORE_NUMBERS, DATE_ROLES, THINGS_OF_DAYS, WEEKDAYS } from './date-roles.ts';
import { LIKELY, SURE } from './entity.ts';
import { smallNumber } from './number-words.ts';
import { beginsSentence, isCapital, phraseAt, type ScannedText } from './scanned-text.ts';

/** A weekday from a place on. "Segunda-feira" is three tokens. */
function weekdayAt({ words, language }: ScannedText, at: number): { readonly day: string; readonly last: number } | null {
  const { weekday } = DATE_ROLES[language];
  const joined = language === 'pt' && words[at + 1] === '-' && words[at + 2] === 'feira';
  const place = weekday.get(joined ? `${words[at] ?? ''}-feira` : words[at] ?? '');
  return place === undefined ? null : { day: WEEKDAYS[place] as string, last: joined ? at + 2 : at };
}

function withPart({ words, language }: ScannedText, last: number): number {
  return DATE_ROLES[language].parts.has(words[last + 1] ?? '') ? last + 1 : last;
}

/** "Next Tuesday", "mardi prochain", "Friday evening", "last week", "volgende week dinsdag". */
export function turned(scan: ScannedText, at: number): FoundDate | null {
  const { words, language } = scan;
  const roles = DATE_ROLES[language];
  const ahead = roles.turn.get(words[at] ?? '');
  if (ahead !== undefined) {
    // "Il perito è passato lunedì": somebody came by.
    const weekday = /^(?:passat|passad|pasad|passe)/u.test(words[at] ?? '') ? null : weekdayAt(scan, at + 1);
    if (weekday !== null) return { first: at, last: withPart(scan, weekday.last), value: [`${weekday.day}${ahead}`], confidence: SURE };
    const unit = roles.unit.get(words[at + 1] ?? '');
    if (unit === undefined || unit === 'h' || unit === 'min') return null;
    // "This day", "last years", "the last few days" are no days; "next time" neither.
    if (unit === 'd' || /^(?:weeks|months|years|wochen|jahren|jahre|monate|weken|jaren|maanden)$/u.test(words[at + 1] ?? '')) return null;
    const then = unit === 'w' ? weekdayAt(scan, at + 2) : null;
    if (then !== null) return { first: at, last: then.last, value: [`${then.day}${ahead}`], confidence: SURE };
    return { first: at, last: at + 1, value: [`${ahead === '' ? '0' : `${ahead}1`}${unit}`], confidence: LIKELY };
  }
  const weekday = weekdayAt(scan, at);
  if (weekday !== null) {
    const { day, last } = weekday;
    const turn = language === 'en' || language === 'de' || language === 'nl' ? undefined : roles.turn.get(words[last + 1] ?? '') ?? (words[last + 1] === 'que' ? '+' : undefined);
    if (turn !== undefined && turn !== '') return { first: at, last: words[last + 1] === 'que' ? last + 2 : last + 1, value: [`${day}${turn}`], confidence: SURE };
    if (recurs(scan, at, last)) return null;
    return { first: at, last: withPart(scan, last), value: [day], confidence: LIKELY };
  }
  // "La semaine dernière", "il mese scorso".
  const unit = roles.unit.get(words[at] ?? '');
  const turn = unit === 'w' || unit === 'm' || unit === 'y' ? roles.turn.get(words[at + 1] ?? '') ?? (words[at + 1] === 'que' ? '+' : undefined) : undefined;
  if (unit === undefined || turn === undefined || turn === '' || language === 'en' || language === 'de' || language === 'nl') return null;
  return { first: at, last: words[at + 1] === 'que' ? at + 2 : at + 1, value: [`${turn}1${unit}`], confidence: LIKELY };
}

const SPAN = new Set(['to', 'through', 'till', 'bis', 'au', 'a', 'al', 'tot', '-', '–']);

/** Every Sunday, a Sunday roast, Sundays: no day. A short weekday without a capital letter is another word. */
function recurs(scan: ScannedText, at: number, last: number): boolean {
  const { words, language } = scan;
  const roles = DATE_ROLES[language];
  if (roles.risky.has(words[at] ?? '') && (!isCapital(scan, at) || beginsSentence(scan, at))) return true;
  if (THINGS_OF_DAYS.has(words[last + 1] ?? '')) return true;
  // "Monday to Friday": hours of opening.
  if ((SPAN.has(words[last + 1] ?? '') && weekdayAt(scan, last + 2) !== null) || (SPAN.has(words[at - 1] ?? '') && roles.weekday.has(words[at - 2] ?? ''))) return true;
  // "Am Montag", "los lunes": German and Dutch have "am", "de" before days that are days; "guten" never comes.
  const before = words[at - 1] ?? '';
  if (language === 'de') return /^jede[nrs]?$/u.test(before);
  if (language === 'nl') return before === 'elke' || before === 'iedere';
  if (language === 'es' || language === 'fr' || language === 'it' || language === 'pt') return before !== 'la' && before !== 'le' && before !== 'as' && roles.every.has(before);
  return roles.every.has(before);
}

/** "Yesterday", "this morning", "übermorgen". */
export function spokenDay(scan: ScannedText, at: number): FoundDate | null {
  const { words, language } = scan;
  const phrase = phraseAt(DATE_ROLES[language].phrases, words, at);
  if (phrase === null) return null;
  const word = words[at];
  const before = words[at - 1] ?? '';
  // Morning, not tomorrow: "por la mañana", "guten Morgen", "am Morgen", "in de morgen".
  if (phrase.count === 1 && ((word === 'manana' && /^(?:la|las|esta|de)$/u.test(before)) || (word === 'morgen' && (/^(?:guten|am|den|jeden|de|goede|elke|iedere|diesem|diesen)$/u.test(before) || (language === 'de' && isCapital(scan, at) && !beginsSentence(scan, at)))))) return null;
  if (phrase.value.startsWith('T') && language === 'fr' && before === 'apres') return null;
  return { first: at, last: phrase.count > 1 ? at + phrase.count - 1 : withPart(scan, at), value: [phrase.value], confidence: LIKELY };
}

const PAST = new Set('was were came did had got took went sent found made said rang done been built wrote gave left ran lost'.split(' '));
const FUTURE = new Set("will would can could should shall need must may might want going due i'll you'll he'll she'll we'll they'll it'll".split(' '));

/** "Fixed it in five minutes" tells how long something took, "call me in five minutes" when. */
function tellsOfPast(scan: ScannedText, at: number): boolean {
  let isPast = false;
  for (let back = at - 1; back >= 0 && !beginsSentence(scan, back + 1); back -= 1) {
    const word = scan.words[back] as string;
    if (FUTURE.has(word)) return false;
    if (PAST.has(word) || (word.length > 4 && word.endsWith('ed') && word !== 'need')) isPast = true;
  }
  return isPast;
}

/** "Two weeks ago", "vor drei Tagen", "il y a trois jours", "in an hour". */
export function countedFromNow(scan: ScannedText, at: number): FoundDate | null {
  const { words, language } = scan;
  const roles = DATE_ROLES[language];
  const counted = (from: number): { readonly written: string; readonly last: number } | null => {
    const start = BEFORE_NUMBERS.some((one) => one === words[from]) ? from + 1 : from;
    const number = smallNumber(words[start] ?? '', language);
    const unit = roles.unit.get(words[start + 1] ?? '');
    return number === null || unit === undefined ? null : { written: `${number}${unit}`, last: start + 1 };
  };
  const behind = counted(at);
  if (behind !== null) {
    const ago = phraseAt(roles.agoBehind, words, behind.last + 1);
    if (ago !== null) return { first: at, last: behind.last + ago.count, value: [`-${behind.written}`], confidence: SURE };
    const ahead = phraseAt(roles.aheadBehind, words, behind.last + 1);
    if (ahead !== null) return { first: at, last: behind.last + ahead.count, value: [`+${behind.written}`], confidence: SURE };
  }
  const ago = phraseAt(roles.agoBefore, words, at);
  const since = ago === null ? null : counted(at + ago.count);
  if (since !== null) return { first: at, last: since.last, value: [`-${since.written}`], confidence: SURE };
  const ahead = phraseAt(roles.aheadBefore, words, at);
  const until = ahead === null ? null : counted(at + ahead.count);
  return until === null || (language === 'en' && tellsOfPast(scan, at)) ? null : { first: at, last: until.last, value: [`+${until.written}`], confidence: LIKELY };
}
