import { CONSENT_CHANNELS } from '../../interactions/contract.ts';
import { standingOf, type ConsentWord } from './consent-state.ts';
import type { Quoting } from './contract.ts';

/** The purpose under which customers say whether their words may be quoted. */
export const QUOTES = 'quotes';

/**
 * Whether a customer's words may be quoted. `words`: of all their claims.
 * A quote goes by no channel: only a yes for all of them is a yes, and a no for any one is a no.
 */
export function decideQuoting(words: readonly ConsentWord[], nowMs: number): Quoting {
  const states = CONSENT_CHANNELS.map((channel) => standingOf(words, QUOTES, channel, nowMs).state);
  if (states.some((state) => state === 'refused' || state === 'withdrawn')) return 'refused';
  return standingOf(words, QUOTES, 'any', nowMs).state === 'given' ? 'agreed' : 'not-asked';
}
