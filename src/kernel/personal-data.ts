import { z } from 'zod';

/** What kind of personal datum a field holds; decides how it looks masked. */
export type PersonalKind = 'name' | 'email' | 'phone' | 'identifier' | 'address' | 'birth-date' | 'text' | 'trait';

/** A string in a response that only viewers with `see-personal-data` read in clear. */
export function personal(kind: PersonalKind): z.ZodString {
  return z.string().meta({ personal: kind });
}

const DOT = '•';

function maskName(value: string): string {
  return value.split(/(\s+)/).map((part) => (/^\s*$/.test(part) ? part : `${[...part][0] ?? ''}${DOT.repeat(3)}`)).join('');
}

function maskEmail(value: string): string {
  const at = value.lastIndexOf('@');
  if (at < 1) return DOT.repeat(6);
  const ending = value.slice(value.lastIndexOf('.'));
  return `${value.slice(0, 1)}${DOT.repeat(3)}@${DOT.repeat(3)}${value.lastIndexOf('.') > at ? ending : ''}`;
}

function maskTail(value: string, keep: number): string {
  return value.length <= keep + 2 ? DOT.repeat(6) : `${DOT.repeat(4)}${value.slice(-keep)}`;
}

/** A word, and what makes it an address: words that are none are passed once, where looking for addresses alone would read a long one anew from each of its letters. */
const MAYBE_EMAIL = /[\p{L}\p{N}._%+-]+(@[\p{L}\p{N}.-]+\.[\p{L}]{2,})?/gu;
const LONG_NUMBER_IN_TEXT = /\+?\d[\d ()/.-]{6,}\d/g;

/** Running text with e-mail addresses, phone-like numbers and the names given by the caller made unreadable; the words stay. */
export function maskText(text: string, names: readonly string[] = []): string {
  const withoutMails = text.includes('@') ? text.replace(MAYBE_EMAIL, (found, at: string | undefined) => (at === undefined ? found : maskEmail(found))) : text;
  let masked = withoutMails.replace(LONG_NUMBER_IN_TEXT, (found) => maskTail(found.replace(/\D/g, ''), 2));
  for (const name of names) {
    for (const part of name.split(/\s+/)) {
      if ([...part].length < 2) continue;
      const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu');
      masked = masked.replace(pattern, `${[...part][0] ?? ''}${DOT.repeat(3)}`);
    }
  }
  return masked;
}

/** One personal value as a viewer without `see-personal-data` reads it. `names` are the person's own, to be hidden in running text. */
export function maskPersonal(kind: PersonalKind, value: string, names: readonly string[] = []): string {
  switch (kind) {
    case 'name': return maskName(value);
    case 'email': return maskEmail(value);
    case 'phone': return maskTail(value, 2);
    case 'identifier': return value.includes('@') ? maskEmail(value) : maskTail(value, 2);
    case 'address': return DOT.repeat(6);
    case 'birth-date': return value.length >= 4 ? `${value.slice(0, 3)}${DOT}` : DOT.repeat(4);
    case 'text': return maskText(value, names);
    case 'trait': return DOT.repeat(6);
    default: return kind satisfies never;
  }
}
