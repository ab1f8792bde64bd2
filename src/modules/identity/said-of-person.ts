import { equalLevel, levelOf } from './likelihood/compare-values.ts';
import { normaliseValue } from './likelihood/normalise-value.ts';

/**
 * What a claim says of a person that two people of one home seldom have in common.
 * Shape: normalised; empty where nothing was said. `words`: every word of the name, in whatever part it stood.
 */
export type PersonSaid = { readonly given: string; readonly words: readonly string[]; readonly born: string };

/** What somebody is addressed by; no name. */
export const TITLES: ReadonlySet<string> = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'sir', 'madam', 'herr', 'frau', 'dhr', 'heer', 'mevr', 'mevrouw', 'mw', 'm', 'mme', 'mlle', 'sr', 'sra', 'srta', 'sig', 'fam', 'family', 'familie']);
/** Birth dates that forms and systems fill in by themselves. */
const FILLED_IN: ReadonlySet<string> = new Set(['19000101', '19700101', '20000101']);
/** Levels of given names: from "similar" on two may be one person's, from "one letter off" on they mostly are. */
const MAY_BE_ONE = 2;
const MOSTLY_ONE = 4;
/** Levels of birth dates: "within a year" and below no slip of the pen makes of one date. */
const BORN_APART = 2;
/** Birth dates of years to come are kept: what a claim says may not depend on the day on which it is read. */
const NO_YEAR_TOO_LATE = 9_999;

/** The name and birthday that a claim gives; null where it gives neither a given name nor a birthday. */
export function saidOfPerson(traits: Readonly<Record<string, string>>): PersonSaid | null {
  const trait = (name: string): string => (Object.hasOwn(traits, name) ? traits[name] ?? '' : '');
  const wordsOf = (name: string): string[] => normaliseValue('full-name', trait(name), NO_YEAR_TOO_LATE).split(' ').filter((word) => word !== '' && !TITLES.has(word));
  const [whole, givens, family] = [wordsOf('name'), wordsOf('givenName'), wordsOf('familyName')];
  const given = givens.length > 0 ? givens.join(' ') : whole.length > 1 ? whole[0] ?? '' : '';
  const date = normaliseValue('birth-date', trait('birthDate'), NO_YEAR_TOO_LATE);
  const born = FILLED_IN.has(date) ? '' : date;
  return given === '' && born === '' ? null : { given, words: [...new Set([...givens, ...family, ...whole])], born };
}

/** Only names of one kind of writing are compared: Дмитрий may well be Dmitri, and 王小明 David. */
const isLatin = (text: string): boolean => /^[a-z]/.test(text);

function levelOfNames(a: string, b: string): number {
  return a === b ? equalLevel('given-name') : levelOf('given-name', a, b);
}

/** How well a given name goes with the name of somebody, in whatever order its parts stand. */
function bestLevel(given: string, { given: other, words }: PersonSaid): number {
  return Math.max(levelOfNames(given, other), ...words.map((word) => (word.length > 1 && isLatin(word) ? levelOfNames(given, word) : 0)));
}

/**
 * Whether what two claims say of a person speaks for one or against: `against` where they are called otherwise, or were born on other days and are not surely called the same.
 * `isHandedOn`: of a value that a home shares (a landline), another birthday speaks against one person also where the names are equal: father and son.
 * Invariant: the order of the two does not matter.
 */
export function compareSaid(a: PersonSaid, b: PersonSaid, isHandedOn: boolean): 'for' | 'against' | 'nothing' {
  const isBornApart = a.born !== '' && b.born !== '' && a.born !== b.born && levelOf('birth-date', a.born, b.born) <= BORN_APART;
  if (a.given === '' || b.given === '' || isLatin(a.given) !== isLatin(b.given)) return isBornApart ? 'against' : 'nothing';
  const level = Math.max(bestLevel(a.given, b), bestLevel(b.given, a));
  if (level < MAY_BE_ONE || (isBornApart && (isHandedOn || level < MOSTLY_ONE))) return 'against';
  return level >= MOSTLY_ONE ? 'for' : 'nothing';
}

/** Whether two groups of claims speak of two people: something speaks against one person, and nobody in the one is surely called as somebody in the other. */
export function areOtherPeople(left: readonly PersonSaid[], right: readonly PersonSaid[], isHandedOn: boolean): boolean {
  let isAgainst = false;
  for (const one of left) for (const other of right) {
    const says = compareSaid(one, other, isHandedOn);
    if (says === 'for') return false;
    if (says === 'against') isAgainst = true;
  }
  return isAgainst;
}

/** Different sayings of a group of claims that are kept; more tell nothing more. */
const MOST_SAYINGS = 16;

/** What two groups of claims say together, each saying once. */
export function saidTogether(left: readonly PersonSaid[], right: readonly PersonSaid[]): readonly PersonSaid[] {
  const all = [...left];
  for (const one of right) if (all.length < MOST_SAYINGS && !all.some((other) => isSame(one, other))) all.push(one);
  return all;
}

function isSame(a: PersonSaid, b: PersonSaid): boolean {
  return a.given === b.given && a.born === b.born && a.words.join(' ') === b.words.join(' ');
}

/** Whether no two of these speak against one person, whatever value they share. Cost: pairs of MOST_SAYINGS; more that differ are not compared and count as doubt. */
export function isOnePersonByAll(said: readonly PersonSaid[]): boolean {
  const different: PersonSaid[] = [];
  for (const one of said) {
    if (different.some((other) => isSame(one, other))) continue;
    if (different.length === MOST_SAYINGS || different.some((other) => compareSaid(one, other, true) === 'against')) return false;
    different.push(one);
  }
  return true;
}

/** Whether two sayings speak for one person: the names surely agree, or both were born on one day. */
export function agreesWith(a: PersonSaid, b: PersonSaid): boolean {
  return compareSaid(a, b, false) === 'for' || (a.born !== '' && a.born === b.born);
}

/** Whether all who give a given name here are called one way: every saying agrees with another, and all hang together so. Of more than MOST_SAYINGS different ones it is doubted. */
export function areCalledOneWay(said: readonly PersonSaid[]): boolean {
  const different = saidTogether([], said.filter(({ given }) => given !== ''));
  if (different.length < 2) return true;
  if (different.length === MOST_SAYINGS) return false;
  const met = new Set(different.slice(0, 1));
  for (const one of met) for (const other of different) if (!met.has(other) && agreesWith(one, other)) met.add(other);
  return met.size === different.length;
}
