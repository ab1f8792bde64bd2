import { LIKELY, MAYBE, SURE, type Entity } from './entity.ts';
import { BETWEEN, OTHER_NUMBERS, PREFIXES, REFERENCE_CUES } from './reference-words.ts';
import type { ScannedText } from './scanned-text.ts';

const MOST_LENGTH = 40;
/** How far before a number its name may stand. Units: tokens. */
const NEAR = 6;
const PARCEL = /^(?:1Z[A-Z\d]{16}|[A-Z]{2}\d{9}[A-Z]{2}|JJ?D\d{10,20}|3S[A-Z]{3,6}\d{6,12}|\d{3}-\d{7}-\d{7})$/u;

/** Luhn's check, which numbers of payment cards pass. */
export function isCardNumber(digits: string): boolean {
  if (!/^[2-6]\d{12,18}$/u.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - at)) * (at % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** Which word before a number says what it is; only what may join them stands between. */
function cueBefore({ words, tokens, language }: ScannedText, first: number): 'reference' | 'other' | 'none' {
  const cues = REFERENCE_CUES[language];
  for (let at = first - 1; at >= Math.max(0, first - NEAR); at -= 1) {
    const word = words[at] as string;
    if (OTHER_NUMBERS.has(word)) return 'other';
    // "Please order 500 bags" orders; "in order 100 of us" is a saying.
    if (cues.has(word)) return word === 'order' && /^(?:to|me|in|please|can|will|i|we)$/u.test(words[at - 1] ?? '') ? 'none' : 'reference';
    if (!BETWEEN.has(word) && tokens[at]?.kind !== 'number' && !/^[A-Z\d-]+$/u.test(word)) return 'none';
  }
  return 'none';
}

/** Whether a number may be one at all: no year, time, amount, day, decimal. */
function confidenceOf(scan: ScannedText, code: string, first: number, before: string): number | null {
  const digits = code.replace(/\D/gu, '');
  const letters = code.replace(/[^A-Za-z]/gu, '');
  if (digits.length === 0 || (digits.length >= 13 && isCardNumber(digits))) return null;
  if (/^(?:(?:19|20)\d{2}-\d{2}-\d{2}|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}|\d{1,4}\/\d{1,3}|\d{1,3}-\d{1,3}|\d{1,2}(?:st|nd|rd|th|am|pm|h\d{2}|h|kg|km|cm|mm|gb|g|ml|x|p|k|m))$/iu.test(code)) return null;
  const cue = cueBefore(scan, first);
  if (cue === 'other') return null;
  if (PARCEL.test(code)) return SURE;
  const prefix = /^([A-Z]{2,4})-?\d/u.exec(code)?.[1];
  const isPlain = letters === '';
  if (cue === 'reference') {
    if (isPlain) return digits.length >= 3 ? SURE : null;
    return digits.length >= 2 && code.length >= 4 ? SURE : null;
  }
  if (prefix !== undefined && PREFIXES.has(prefix) && digits.length >= 4) return LIKELY;
  if (/^[A-Z]{2,4}-\d{4,}/u.test(code) && digits.length >= 5) return LIKELY;
  return before === '#' && isPlain && digits.length >= 4 ? MAYBE : null;
}

const isSign = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const joins = (code: number): boolean => code === 45 || code === 47;

/** The whole code around a number: letters and digits, hyphens and slashes between them. Null: part of a word, a link, a decimal or a telephone. */
function codeAround(text: string, at: number): { readonly start: number; readonly end: number } | null {
  let [start, end] = [at, at];
  while (start > 0 && at - start < MOST_LENGTH && (isSign(text.charCodeAt(start - 1)) || (joins(text.charCodeAt(start - 1)) && start > 1 && isSign(text.charCodeAt(start - 2))))) start -= 1;
  while (end < text.length && end - at < MOST_LENGTH && (isSign(text.charCodeAt(end)) || (joins(text.charCodeAt(end)) && isSign(text.charCodeAt(end + 1))))) end += 1;
  const [left, right] = [text.charAt(start - 1), text.charAt(end)];
  if (end - start < 3 || end - start >= MOST_LENGTH || /[@+_.,=&?%\p{L}]/u.test(left) || /[@_=&%\p{L}]/u.test(right) || (/[.,:]/u.test(right) && /\d/u.test(text.charAt(end + 1)))) return null;
  return { start, end };
}

/** Numbers of orders, invoices, tickets, parcels. Invariant: never a payment card; no telephone, account or postcode that calls itself so. */
export function findReferences(scan: ScannedText): Entity[] {
  const { text, tokens } = scan;
  const found: Entity[] = [];
  let until = 0;
  for (const [place, token] of tokens.entries()) {
    if ((token.kind !== 'number' && token.kind !== 'hashtag') || token.start < until) continue;
    const around = codeAround(text, token.kind === 'hashtag' ? token.start + 1 : token.start);
    if (around === null) continue;
    until = around.end;
    let first = place;
    while (first > 0 && (tokens[first - 1]?.end ?? 0) > around.start) first -= 1;
    const code = text.slice(around.start, around.end);
    const confidence = confidenceOf(scan, code, first, text.charAt(around.start - 1));
    if (confidence !== null) found.push({ kind: 'order', ...around, value: code, confidence });
  }
  return found;
}
