import type { Token } from '../tokenise-text.ts';

/** Words that call a complaint by its name, in English, our own; each stands for all that begin with it. */
const NAMED = ['complain', 'unhappy', 'dissatisf', 'unsatisf', 'displeas', 'disappoint', 'unacceptable', 'terribl', 'horribl', 'awful', 'appalling', 'disgust', 'disgrace', 'worst'];

/** Whether a text says in so many words that it complains. A complaint in which it does not is one that a search for such words misses. */
export function namesComplaint(tokens: readonly Token[]): boolean {
  return tokens.some(({ norm }) => NAMED.some((word) => norm.startsWith(word)));
}
