import { listed, sayingOf, type FeelingLexicon } from './feeling-words.ts';
import { madeOnce } from './known-words.ts';
import type { Token } from './tokenise-text.ts';

/** What something of a list is worth; `denied`: under a negation, where that is known. */
export type Worth = { readonly worth: number; readonly denied: number | null };

/** What a piece of a text is to a lexicon. Shape: `word` as it is looked up; `found` null for what is not in the list; `phrases` of the list that begin with it, the longest first. `ends`: closes a sentence; `stops`: nothing reaches back over it. `boost`: 1 for what makes others stronger, -1 weaker. */
export type FeltWord = {
  readonly word: string; readonly found: Worth | null; readonly phrases: readonly (Worth & { readonly words: readonly string[] })[]; readonly boost: -1 | 0 | 1; readonly ends: boolean; readonly stops: boolean;
  readonly isNegator: boolean; readonly isBesideNe: boolean; readonly isThanks: boolean; readonly isBeg: boolean; readonly isTurn: boolean; readonly isConcession: boolean; readonly isJoin: boolean;
};

const LONGEST_PHRASE = 4;
const NONE: FeltWord['phrases'] = [];

/** Looks pieces of texts up in a lexicon, each word once. */
export function feltWords(lexicon: FeelingLexicon): (token: Token) => FeltWord {
  const worthOf = (found: string): Worth => ({ worth: lexicon.worths.get(found) ?? 0, denied: lexicon.denied.get(found) ?? null });
  const phrases = new Map<string, (Worth & { words: string[] })[]>();
  for (const phrase of lexicon.worths.keys()) {
    const words = phrase.split(' ');
    const [first = ''] = words;
    if (words.length === 1 || words.length > LONGEST_PHRASE) continue;
    phrases.set(first, [...(phrases.get(first) ?? []), { words, ...worthOf(phrase) }].sort((a, b) => b.words.length - a.words.length));
  }
  const felt = (norm: string, word: string, found: string | null): FeltWord => ({
    word, found: found === null ? null : worthOf(found), phrases: phrases.get(word) ?? NONE, boost: lexicon.stronger.has(word) ? 1 : lexicon.weaker.has(word) ? -1 : 0,
    ends: /^[.!?…]/u.test(norm), stops: /^[.!?¿;,:]/u.test(norm),
    isNegator: lexicon.negators.has(word) || word.endsWith('n\'t'), isBesideNe: lexicon.besideNe.has(word), isThanks: lexicon.thanks.has(word), isBeg: lexicon.begs.has(word),
    isTurn: lexicon.turns.has(word), isConcession: lexicon.concedes.has(word), isJoin: lexicon.joins.has(word),
  });
  const asWord = madeOnce((norm) => { const word = sayingOf(norm, lexicon.elides); return felt(norm, word, listed(lexicon, word)); });
  const asOther = madeOnce((norm) => { const word = norm.toLowerCase(); return felt(norm, word, lexicon.worths.has(word) ? word : null); });
  return ({ kind, norm, word, stretched }) => {
    if (kind === 'hashtag') { const tag = norm.toLowerCase(); return felt(norm, tag, listed(lexicon, tag)); }
    if (kind !== 'word') return asOther(word);
    const known = asWord(word);
    if (!stretched || known.found !== null) return known;
    const shorter = listed(lexicon, known.word.replace(/(\p{L})\1/gu, '$1'));
    return shorter === null ? known : { ...known, found: worthOf(shorter) };
  };
}
