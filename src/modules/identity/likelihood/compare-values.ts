import { areNicknames } from './nicknames.ts';
import type { FieldKind } from './record-field.ts';
import { editDistance, isOneEditApart, jaroWinkler } from './string-similarity.ts';

/** Nothing was said on one side at least: no evidence either way. */
export const NOT_GIVEN = 0;
/** Both sides said something, and it does not agree in any way that we look for. */
export const DIFFERENT = 1;
/** At most this many levels a comparison, so that one fits three bits. */
export const MOST_LEVELS = 8;
/** The level of names of which one is the initial of the other. */
export const INITIAL = 3;
/** The level of given names that stand where the other record has its surname. */
export const SWAPPED = 6;

/** What each level says, weakest first. The first two are always "not given" and "different", the last is always "equal". */
export const LEVELS = {
  'given-name': ['not given', 'different', 'similar', 'initial', 'one letter off', 'nickname or part', 'given name and surname swapped', 'equal'],
  surname: ['not given', 'different', 'similar', 'initial', 'one letter off', 'part of the other', 'equal'],
  'full-name': ['not given', 'different', 'some in common', 'one within the other', 'equal'],
  'birth-date': ['not given', 'different', 'within a year', 'same year', 'two of day, month and year', 'one digit off', 'day and month swapped', 'equal'],
  email: ['not given', 'different', 'similar before the @', 'same before the @', 'one letter off', 'equal'],
  phone: ['not given', 'different', 'one digit off', 'equal'],
  postcode: ['not given', 'different', 'same area', 'same district', 'same sector', 'one letter off', 'equal'],
  address: ['not given', 'different', 'similar', 'very similar', 'same words', 'equal'],
  place: ['not given', 'different', 'similar', 'very similar', 'same words', 'equal'],
  company: ['not given', 'different', 'similar', 'very similar', 'same words', 'equal'],
  id: ['not given', 'different', 'two digits off', 'one digit off', 'equal'],
  category: ['not given', 'different', 'equal'],
} as const satisfies Readonly<Record<FieldKind, readonly string[]>>;

/** The code of the level "equal". */
export function equalLevel(kind: FieldKind): number {
  return LEVELS[kind].length - 1;
}

const isInitial = (a: string, b: string): boolean => (a.length === 1 || b.length === 1) && a.charCodeAt(0) === b.charCodeAt(0);

function isPart(a: string, b: string): boolean {
  if (!a.includes(' ') && !b.includes(' ')) return false;
  const others = b.split(' ');
  return a.split(' ').some((word) => word.length > 1 && others.includes(word));
}

/** One edit, in words long enough that one edit does not make another common word. */
const isClose = (a: string, b: string): boolean => Math.min(a.length, b.length) >= 3 && isOneEditApart(a, b);

function givenNames(a: string, b: string): number {
  if (areNicknames(a, b) || isPart(a, b)) return 5;
  if (isClose(a, b)) return 4;
  if (isInitial(a, b)) return INITIAL;
  const alike = jaroWinkler(a, b);
  return alike >= 0.92 ? 4 : alike >= 0.8 ? 2 : DIFFERENT;
}

function surnames(a: string, b: string): number {
  if (isPart(a, b)) return 5;
  if (isClose(a, b)) return 4;
  if (isInitial(a, b)) return INITIAL;
  const alike = jaroWinkler(a, b);
  return alike >= 0.92 ? 4 : alike >= 0.8 ? 2 : DIFFERENT;
}

function otherNames(a: string, b: string): number {
  const left = a.split(' ');
  const right = b.split(' ');
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  const kept = few.filter((word) => many.some((other) => word === other || isClose(word, other))).length;
  return kept === few.length ? 3 : kept > 0 ? 2 : DIFFERENT;
}

function birthDates(a: string, b: string): number {
  if (isOneEditApart(a, b)) return a.slice(0, 4) === b.slice(0, 4) && isSwap(a, b) ? 6 : 5;
  const year = a.slice(0, 4) === b.slice(0, 4);
  if (year && isSwap(a, b)) return 6;
  const month = a.slice(4, 6) === b.slice(4, 6);
  const day = a.slice(6) === b.slice(6);
  if (Number(year) + Number(month) + Number(day) >= 2) return 4;
  if (year) return 3;
  return Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4))) <= 1 ? 2 : DIFFERENT;
}
const isSwap = (a: string, b: string): boolean => a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6);

function emails(a: string, b: string): number {
  if (isOneEditApart(a, b)) return 4;
  const user = a.slice(0, a.lastIndexOf('@'));
  const other = b.slice(0, b.lastIndexOf('@'));
  if (user === other) return 3;
  return jaroWinkler(user, other) >= 0.88 ? 2 : DIFFERENT;
}

/** Postcodes narrow from left to right in nearly all countries; how much of the start agrees is how near they lie. */
function postcodes(a: string, b: string): number {
  if (isOneEditApart(a, b)) return 5;
  if (a.length >= 4 && a.length === b.length) {
    if (a.length > 4 && a.slice(0, -2) === b.slice(0, -2)) return 4;
    if (a.slice(0, -3) === b.slice(0, -3) && a.length > 4) return 3;
  }
  return a.slice(0, 2) === b.slice(0, 2) ? 2 : DIFFERENT;
}

function texts(a: string, b: string): number {
  const plainA = a.replaceAll(' ', '');
  const plainB = b.replaceAll(' ', '');
  if (plainA === plainB || isClose(a, b)) return 4;
  if (a.includes(' ') && b.includes(' ') && a.split(' ').sort().join() === b.split(' ').sort().join()) return 4;
  const alike = jaroWinkler(plainA, plainB);
  if (alike >= 0.92) return 3;
  return alike >= 0.82 || isPart(a, b) ? 2 : DIFFERENT;
}

function ids(a: string, b: string): number {
  if (Math.min(a.length, b.length) < 4) return DIFFERENT;
  if (isOneEditApart(a, b)) return 3;
  return Math.abs(a.length - b.length) <= 2 && Math.min(a.length, b.length) >= 6 && editDistance(a, b) <= 2 ? 2 : DIFFERENT;
}

/** The level at which two different, normalised, non-empty values agree. Invariant: the order of the two does not matter. */
export function levelOf(kind: FieldKind, a: string, b: string): number {
  return a < b ? inOrder(kind, a, b) : inOrder(kind, b, a);
}

function inOrder(kind: FieldKind, a: string, b: string): number {
  switch (kind) {
    case 'given-name': return givenNames(a, b);
    case 'surname': return surnames(a, b);
    case 'full-name': return otherNames(a, b);
    case 'birth-date': return birthDates(a, b);
    case 'email': return emails(a, b);
    case 'phone': return Math.min(a.length, b.length) >= 6 && isOneEditApart(a, b) ? 2 : DIFFERENT;
    case 'postcode': return postcodes(a, b);
    case 'address': case 'place': case 'company': return texts(a, b);
    case 'id': return ids(a, b);
    case 'category': return DIFFERENT;
  }
}
