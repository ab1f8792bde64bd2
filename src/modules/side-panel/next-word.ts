import type { Answer } from '../customers/contract.ts';
import { sayStatement, statusLanguage } from '../subjects/index.ts';

/** What of a case decides what is said next. */
export type WordCase = { readonly owner: { readonly name: string | null } | null; readonly nextUpdateBy: string | null };

/**
 * What to tell the customer next, in their language: how things stand, and who tells more by when, where somebody promised that for a moment that is still ahead. By rules alone: nothing is said that nobody stands for.
 * Units: ms since 1970; `zone` of the moments named.
 */
export function nextWord(answer: Pick<Answer, 'sentence' | 'language' | 'who'>, open: WordCase | null, zone: string, nowMs: number): string {
  const { owner = null, nextUpdateBy = null } = open ?? {};
  const isAhead = nextUpdateBy !== null && Date.parse(nextUpdateBy) > nowMs;
  // Where something is not known, the answer itself says who tells.
  if (answer.who !== null || owner?.name == null || !isAhead) return answer.sentence;
  return `${answer.sentence} ${sayStatement({ key: 'tells-by', who: owner.name, at: nextUpdateBy }, statusLanguage(answer.language), zone)}`;
}

/** What a case is about, in the customer's own words: the beginning of the last thing they wrote. Units: characters. */
export function aboutOf(text: string | null, otherwise: string, most = 140): string {
  const words = (text ?? '').replace(/\s+/g, ' ').trim();
  if (words.length < 3) return otherwise;
  return words.length <= most ? words : `${words.slice(0, most - 1).replace(/\s+\S*$/, '')}…`;
}
