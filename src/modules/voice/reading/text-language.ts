import { eld } from 'eld/extrasmall';
import { plainText, type PlainText } from './plain-text.ts';
import { ENOUGH, firstWords, NEIGHBOURS, READ, weighSmallWords, type ReadLanguage } from './small-words.ts';
import { tokensOf, type Token } from './tokenise-text.ts';

const LOOK_ALIKES = NEIGHBOURS.filter(({ like }) => like.length > 0);

/** Below this many letters a text says too little about its language. */
const FEWEST_LETTERS = 10;
/** What a small word is worth beside the likeness of letters (which differs by a tenth between neighbours), for its share of all words. */
const WORTH = 0.3;
/** A text whose likeness to every language is below this is no sentence. */
const LEAST = 0.4;
/** How much nearer a language that the detector knows is than one which only looks like it. */
const LIKE = 0.02;
const ENOUGH_LETTERS = new RegExp(String.raw`^(?:\P{L}*\p{L}){${FEWEST_LETTERS}}`, 'u');

export type ToldLanguage = { readonly language: ReadLanguage; readonly confidence: number };

/**
 * The language of a text, or null: too short, of several kinds, or none of those read.
 * Handles, links, numbers and signs are left out. Likeness of letter runs (eld, 60 languages) and small words decide together, so that a neighbour is not taken for a language read here.
 */
export function languageOf(plain: PlainText, tokens: readonly Token[]): ToldLanguage | null {
  const words = firstWords(plain, tokens);
  const text = words.map(({ norm }) => norm).join(' ');
  if (!ENOUGH_LETTERS.test(text)) return null;
  const scores: Record<string, number> = eld.detect(text).getScores();
  for (const { language, like } of LOOK_ALIKES) {
    let likest = 0;
    for (const one of like) likest = Math.max(likest, scores[one] ?? 0);
    scores[language] = likest - LIKE;
  }
  weighSmallWords(scores, words, WORTH);
  let best = '';
  let most = 0;
  let second = 0;
  for (const language of Object.keys(scores)) {
    const score = scores[language] ?? 0;
    if (score > most) { second = most; most = score; best = language; } else if (score > second) second = score;
  }
  const read = READ.find((one) => one === best);
  return read === undefined || most < LEAST ? null : { language: read, confidence: Math.min(1, 0.5 + (most - second) * 2) };
}

/** The same of a text as it was sent. */
export function textLanguage(raw: string): ToldLanguage | null {
  const plain: PlainText = { text: plainText(raw).text.slice(0, ENOUGH), origin: null };
  return languageOf(plain, tokensOf(plain));
}
