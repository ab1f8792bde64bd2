import { zoneOffsetMinutes } from '../../../../kernel/instant.ts';
import { findTime, resolveTime } from '../../../voice/index.ts';
import type { GivenKind } from '../contact.ts';
import { DATED_LANGUAGES, ENGLISH, type DeadlineWords } from './deadline-words.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A moment until which something is to happen, as a sentence names it. `hasHour`: to the hour. Units: ms since 1970. */
type Deadline = { readonly dueMs: number; readonly hasHour: boolean };
export type GivenWord = { readonly kind: GivenKind; readonly dueMs: number };

/** A moment of the clock on the wall of a zone. Units: ms. */
function momentOf(wallMs: number, zone: string): number {
  const guessMs = wallMs - zoneOffsetMinutes(zone, wallMs) * MINUTE_MS;
  return wallMs - zoneOffsetMinutes(zone, guessMs) * MINUTE_MS;
}

/** Without its year a day is the next that makes sense: a promise is not for half a year ago. */
function dayOf(day: number, month: number, year: number | null, wallMs: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (year !== null) return Date.UTC(year, month - 1, day);
  const near = Date.UTC(new Date(wallMs).getUTCFullYear(), month - 1, day);
  return near < wallMs - 30 * DAY_MS ? Date.UTC(new Date(wallMs).getUTCFullYear() + 1, month - 1, day) : near;
}

/** Words without which an English sentence names no deadline: in most nothing need be looked for. */
const UNTIL = /\b(?:by|before|until|till|later than|latest)\b/u;
const AT_LATEST = /\b(?:latest|no later than|not later than)\b/u;

/** The deadline of an English sentence: a day or hour behind "by" and the like. What is promised in a length of time `voice` reads. */
function englishDeadline(sentence: string, saidMs: number, zone: string): Deadline | null {
  const time = UNTIL.test(sentence) ? findTime(sentence, 0, sentence.length) : null;
  if (time === null || time.of !== 'day') return null;
  const isUntil = time.by || AT_LATEST.test(sentence);
  return isUntil ? { dueMs: resolveTime(time, saidMs, zone).untilMs, hasHour: time.minutes !== null } : null;
}

/** The deadline of a sentence in a language that names days by numbers. */
function numberedDeadline({ until, latest, lasting }: (typeof DATED_LANGUAGES)[number], sentence: string, saidMs: number, zone: string): Deadline | null {
  const wallMs = saidMs + zoneOffsetMinutes(zone, saidMs) * MINUTE_MS;
  const day = until.exec(sentence) ?? (latest.words.test(sentence) ? latest.day.exec(sentence) : null);
  if (day !== null) {
    const dateMs = dayOf(Number(day[1]), Number(day[2]), day[3] === undefined ? null : Number(day[3]), wallMs);
    if (dateMs === null) return null;
    const hasHour = day[4] !== undefined && Number(day[4]) < 24;
    return { dueMs: momentOf(hasHour ? dateMs + (Number(day[4]) * 60 + Number(day[5] ?? 0)) * MINUTE_MS : dateMs + DAY_MS, zone), hasHour };
  }
  const length = lasting.exec(sentence);
  return length === null ? null : { dueMs: saidMs + Number(length[1]) * (length[2] === undefined ? DAY_MS : 60 * MINUTE_MS), hasHour: length[2] !== undefined };
}

/** What will have happened by then; null where nothing is promised. News: by its words, or because staff names an hour, which nobody does without meaning it. */
function promisedKind({ asksYou, isOpen, refund, deliver, reply }: DeadlineWords, sentence: string, namesHour: boolean): GivenKind | null {
  if (asksYou.test(sentence) || isOpen.test(sentence)) return null;
  if (refund.test(sentence)) return 'refund';
  if (reply.test(sentence)) return 'reply';
  if (deliver.test(sentence)) return 'deliver';
  return namesHour ? 'reply' : null;
}

/**
 * What staff promises with a deadline, by the deadline: a sentence that names until when, asks nothing of the customer, leaves nothing open and denies nothing. English, German, French, Spanish, Portuguese.
 * `byPerson`: spoken by somebody of the staff, not by a machine. Shape: in the order of the words. Units: ms since 1970.
 */
export function givenIn(text: string, saidMs: number, zone: string, byPerson: boolean): GivenWord[] {
  // A point between digits, or before a comma, ends no sentence.
  return text.toLowerCase().replaceAll('’', '\'').split(/(?<=[?!])\s+|(?<=[^\d]\.)\s+|(?<=\d\.)\s+(?=[^\d\s,])|\n+/u).flatMap((sentence): GivenWord[] => {
    if (sentence.endsWith('?')) return [];
    const english = englishDeadline(sentence, saidMs, zone);
    if (english !== null) {
      const kind = promisedKind(ENGLISH, sentence, byPerson && english.hasHour);
      return kind === null ? [] : [{ kind, dueMs: english.dueMs }];
    }
    if (!/\d/u.test(sentence)) return [];
    for (const language of DATED_LANGUAGES) {
      const deadline = numberedDeadline(language, sentence, saidMs, zone);
      const kind = deadline === null ? null : promisedKind(language, sentence, byPerson && deadline.hasHour);
      if (deadline !== null && kind !== null) return [{ kind, dueMs: deadline.dueMs }];
    }
    return [];
  });
}
