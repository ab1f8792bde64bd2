import type { ReadLanguage } from '../small-words.ts';
import { isOrdinary, type CommonWords } from './ordinary-words.ts';
import { beginsSentence, isCapital, type ScannedText } from './scanned-text.ts';

/** In which languages a name is made of ordinary words alone. */
export type MaybeOrdinary = { readonly ordinaryIn: ReadonlySet<ReadLanguage> };

const READ: readonly ReadLanguage[] = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'];
const NOWHERE: ReadonlySet<ReadLanguage> = new Set();
/** Words of a name from which on it is no accident that they stand together. */
const TELLING_WORDS = 3;

/** In which languages a name is nothing but ordinary words, so that it must be written as a name to be one. Nowhere: a rival's spelling that the company wrote in small letters, and names of three words or more. */
export function ordinaryIn(words: readonly string[], written: string, kind: 'product' | 'competitor', common: CommonWords): ReadonlySet<ReadLanguage> {
  if (words.length >= TELLING_WORDS || (kind === 'competitor' && words.length === 1 && /\p{Ll}/u.test(written) && written === written.toLowerCase())) return NOWHERE;
  const found = READ.filter((language) => words.every((word) => isOrdinary(word, language, common)));
  return found.length === 0 ? NOWHERE : new Set(found);
}

const OPENING = /["“”„«»'‘’‚‹›]$/u;
const CLOSING = /^["“”„«»'‘’‚‹›]/u;

/** Whether the words stand between quotation marks. */
function isQuoted({ text, tokens }: ScannedText, from: number, count: number): boolean {
  const [first, last] = [tokens[from], tokens[from + count - 1]];
  return first !== undefined && last !== undefined && OPENING.test(text.slice(0, first.start)) && CLOSING.test(text.slice(last.end));
}

function isShouted({ text, tokens }: ScannedText, at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word' || token.end - token.start < 2) return false;
  const word = text.slice(token.start, token.end);
  return word === word.toUpperCase() && word !== word.toLowerCase();
}

/** A name that is an ordinary word counts where it is written as one: between quotation marks, or with capitals where none are due (a sentence begins with one, German nouns have one, and in a text that shouts all have). */
export function looksLikeName(scan: ScannedText, from: number, count: number, { ordinaryIn: languages }: MaybeOrdinary): boolean {
  if (!languages.has(scan.language) || isQuoted(scan, from, count)) return true;
  const isLoud = isShouted(scan, from - 1) || isShouted(scan, from + count);
  if (!isLoud && isShouted(scan, from)) return true;
  if (isLoud || (scan.language === 'de' && count === 1)) return false;
  const telling = Array.from({ length: count }, (_, at) => from + at).filter((at) => scan.tokens[at]?.kind === 'word');
  return telling.every((at) => isCapital(scan, at)) && telling.some((at) => !beginsSentence(scan, at));
}
