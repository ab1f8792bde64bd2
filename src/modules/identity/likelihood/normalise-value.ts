import { foldText } from './fold-text.ts';
import type { FieldKind } from './record-field.ts';

/** Longest value that is kept; a longer one is cut, so that hostile input costs no more than honest input. */
const LONGEST = 200;
const NOTHING = new Set(['null', 'none', 'undefined', 'n/a', 'na', 'nan', 'unknown', '-', 'anonymous', 'not provided', '[object object]', 'test']);

const words = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
const nameWords = (text: string): string => text.replace(/['’`.]/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
const code = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');

function email(text: string): string {
  const at = text.lastIndexOf('@');
  if (at <= 0 || at === text.length - 1) return '';
  const host = text.slice(at + 1).trim();
  const plus = text.indexOf('+');
  const user = text.slice(0, plus > 0 && plus < at ? plus : at).trim();
  const google = host === 'gmail.com' || host === 'googlemail.com';
  return `${google ? user.replaceAll('.', '') : user}@${google ? 'gmail.com' : host}`;
}

/** The last nine digits: a number is the same with and without country and trunk prefix. Repeated single digits are nobody's number. */
function phone(text: string): string {
  const digits = text.replace(/\D+/g, '');
  if (digits.length < 5 || /^(\d)\1+$/.test(digits.slice(2))) return '';
  return digits.slice(-9);
}

const isDay = (year: number, month: number, day: number): boolean => year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
const dated = (year: number, month: number, day: number): string => `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;

/** Eight digits, year first. A date that no calendar has (month 86) is kept where its shape is right: a typing error still tells. A year to come is nobody's birth. */
function birthDate(text: string, thisYear: number): string {
  const parts = text.match(/\d+/g) ?? [];
  let found = '';
  if (parts.length === 1 && parts[0]?.length === 8) found = parts[0];
  else if (parts.length >= 3) {
    const [a = '', b = '', c = ''] = parts;
    if (a.length === 4) found = `${a}${b.padStart(2, '0')}${c.padStart(2, '0')}`;
    else if (c.length === 4) found = isDay(Number(c), Number(b), Number(a)) ? dated(Number(c), Number(b), Number(a)) : dated(Number(c), Number(a), Number(b));
  }
  return found.length === 8 && Number(found.slice(0, 4)) <= thisYear ? found : '';
}

/**
 * A value as it is compared: equal values mean equal facts, and the empty text means that nothing was said.
 * `thisYear` decides which birth dates lie in the future.
 */
export function normaliseValue(kind: FieldKind, raw: string, thisYear: number): string {
  if (raw === '') return '';
  const folded = foldText(raw.length > LONGEST ? raw.slice(0, LONGEST) : raw).trim();
  if (folded === '' || NOTHING.has(folded)) return '';
  switch (kind) {
    case 'given-name': case 'surname': case 'full-name': return nameWords(folded);
    case 'email': return email(folded);
    case 'phone': return phone(folded);
    case 'birth-date': return birthDate(folded, thisYear);
    case 'postcode': case 'id': return code(folded);
    case 'address': case 'place': case 'company': case 'category': return words(folded);
  }
}
