/** Scripts that are written without blanks, and signs such as emoji: each character of them is a word by itself, so that whatever is searched for is a phrase of them. */
const SINGLE = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{So}`;
/** Accents, vowel points, and what has no width: nobody types them the same way twice. */
const LEFT_OUT = String.raw`\u00AD\u0300-\u036F\u0591-\u05C7\u0640\u064B-\u065F\u0670\u200B-\u200D\u2060\uFE00-\uFE0F\uFEFF`;
const WORD = String.raw`\p{L}\p{N}\p{M}`;

const LEFT_OUT_EVERYWHERE = new RegExp(`[${LEFT_OUT}]+`, 'gu');
const SINGLE_EVERYWHERE = new RegExp(`([${SINGLE}])`, 'gu');
const BETWEEN_WORDS = new RegExp(`[^${WORD}\\p{So}]+`, 'gu');
const SPANS = new RegExp(`[${SINGLE}]|[[${WORD}${LEFT_OUT}]--[${SINGLE}]]+`, 'gv');

/** Letters that no decomposition leads back to the one that people type instead. */
const LETTERS: Readonly<Record<string, string>> = { ı: 'i', ς: 'σ', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ß: 'ss', æ: 'ae', œ: 'oe' };
const LETTERS_EVERYWHERE = /[ıςøłđðħŧßæœ]/g;

/**
 * The words of a text as they are searched for: without case, accents and signs between them; `Größe, n°5` says `grosse n ° 5`.
 * Invariant: the same as the column `said` of interactions_words makes of it (schema/ch/0006-words.sql); a test compares the two.
 */
export function foldedWords(text: string): string[] {
  const letters = text.toWellFormed().normalize('NFKD').replace(LEFT_OUT_EVERYWHERE, '').toLowerCase().replace(LETTERS_EVERYWHERE, (letter) => LETTERS[letter] ?? letter).normalize('NFKC');
  const words = letters.replace(SINGLE_EVERYWHERE, ' $1 ').replace(BETWEEN_WORDS, ' ').trim();
  return words === '' ? [] : words.split(' ');
}

/** Several passages as they are searched in, so that no phrase runs from one into the next. */
export function foldedPassages(passages: readonly string[]): string {
  return passages.map((passage) => foldedWords(passage).join(' ')).filter((words) => words !== '').map((words) => ` ${words} `).join('¶');
}

/** A folded word with the place in the text where it stands. Units: UTF-16 code units, `end` exclusive. */
export type PlacedWord = { readonly word: string; readonly start: number; readonly end: number };

/** The same words with their places, to be marked. A sign that folds into letters (™) may stand apart here. */
export function placedWords(text: string): PlacedWord[] {
  return [...text.matchAll(SPANS)].flatMap(({ 0: span, index }) => foldedWords(span).map((word) => ({ word, start: index, end: index + span.length })));
}
