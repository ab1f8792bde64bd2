import type { ReadLanguage } from '../small-words.ts';
import { DATE_WORDS, DAY_THINGS } from './date-words.ts';
import { numbersOf } from './number-words.ts';
import { folded, phraseIndex, wordSet, type PhraseIndex } from './scanned-text.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** In the order of `units` of a language. */
const UNITS = ['min', 'h', 'd', 'w', 'm', 'y'] as const;
export type Unit = (typeof UNITS)[number];

/** A language's words of days and times, ready to be looked up. */
export type DateRoles = {
  readonly month: ReadonlyMap<string, number>; readonly shortMonth: ReadonlyMap<string, number>; readonly weekday: ReadonlyMap<string, number>; readonly unit: ReadonlyMap<string, Unit>;
  readonly risky: ReadonlySet<string>; readonly phrases: PhraseIndex<string>; readonly agoBefore: PhraseIndex<true>; readonly agoBehind: PhraseIndex<true>; readonly aheadBefore: PhraseIndex<true>; readonly aheadBehind: PhraseIndex<true>;
  /** Which way a word turns: the next one, the last one, this one. */
  readonly turn: ReadonlyMap<string, '+' | '-' | ''>;
  /** Words with which a day or a time may begin; numbers may as well. */
  readonly begins: ReadonlySet<string>;
  readonly parts: ReadonlySet<string>; readonly joins: ReadonlySet<string>; readonly cues: ReadonlySet<string>; readonly every: ReadonlySet<string>; readonly at: ReadonlySet<string>; readonly clock: ReadonlySet<string>;
};

/** Before a number that is counted in days. */
export const BEFORE_NUMBERS = ['half', 'about', 'over'] as const;
const BEFORE_HOURS = ['half', 'quarter'] as const;

function places<T>(list: string, valueAt: (place: number) => T): Map<string, T> {
  return new Map(list.split(' ').flatMap((words, place) => words.split('|').filter((word) => word !== '-').map((word) => [folded(word), valueAt(place)] as const)));
}

function alternatives(...lists: readonly (readonly [string, '+' | '-' | ''])[]): Map<string, '+' | '-' | ''> {
  return new Map(lists.flatMap(([list, turn]) => list.split('|').map((word) => [folded(word), turn] as const)));
}

function rolesFor(language: ReadLanguage): DateRoles {
  const words = DATE_WORDS[language];
  const index = (list: string): PhraseIndex<true> => phraseIndex(list === '' ? [] : [[list, true]]);
  const roles = {
    month: places(words.months, (place) => place + 1), shortMonth: places(words.shortMonths, (place) => place + 1), weekday: places(words.weekdays, (place) => place),
    unit: new Map(words.units.flatMap((list, place) => list.split('|').map((word) => [folded(word), UNITS[place] as Unit] as const))),
    risky: wordSet(words.risky), phrases: phraseIndex(Object.entries(words.phrases).map(([value, phrases]) => [phrases, value] as const)),
    agoBefore: index(words.ago.before), agoBehind: index(words.ago.behind), aheadBefore: index(words.ahead.before), aheadBehind: index(words.ahead.behind),
    turn: alternatives([words.next, '+'], [words.last, '-'], [words.current, '']),
    parts: wordSet(words.parts), joins: wordSet(words.joins), cues: wordSet(words.cues), every: wordSet(words.every), at: wordSet(words.at), clock: new Set(words.clock.split('|')),
  };
  const { month, shortMonth, weekday, unit, turn, phrases, agoBefore, aheadBefore } = roles;
  const first = (word: string): string => word.split('-')[0] ?? word;
  return { ...roles, begins: new Set([month, shortMonth, weekday, unit, turn, phrases, agoBefore, aheadBefore, numbersOf(language)].flatMap((list) => [...list.keys()]).concat([...weekday.keys()].map(first), BEFORE_NUMBERS, BEFORE_HOURS, 'christmas')) };
}

export const DATE_ROLES: Readonly<Record<ReadLanguage, DateRoles>> = { en: rolesFor('en'), de: rolesFor('de'), fr: rolesFor('fr'), es: rolesFor('es'), it: rolesFor('it'), nl: rolesFor('nl'), pt: rolesFor('pt') };
export const THINGS_OF_DAYS: ReadonlySet<string> = wordSet(DAY_THINGS);
