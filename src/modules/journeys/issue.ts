import { breaksOf, isAnsweredAtOnce } from './issue-breaks.ts';
import type { BreakCode } from './threads/contract.ts';
import type { Contact } from './threads/contact.ts';

/**
 * An issue as figures need it. `asks`: how often the customer came to us about it, what they only said in public not counted. `people`: how many of ours dealt with it, by name; `channels`: by which they came, in the order of their first coming.
 * `breaks`: what should not have been, each code once. `unanswered`: nobody spoke with them or wrote since their last ask. Units: ms since 1970.
 */
export type IssueSummary = { readonly beganMs: number; readonly lastMs: number; readonly lastAskMs: number; readonly contacts: number; readonly asks: number; readonly people: number; readonly channels: readonly string[]; readonly unanswered: boolean; readonly breaks: readonly BreakCode[] };

/** Sums an issue up from its contacts, in the order in which they happened. Shape: null without an ask: what we wrote by ourselves is no issue. */
export function summarise(contacts: readonly Contact[]): IssueSummary | null {
  const asks = contacts.filter(({ role }) => role === 'ask');
  const [first, last, lastAsk] = [contacts[0], contacts.at(-1), asks.at(-1)];
  if (first === undefined || last === undefined || lastAsk === undefined) return null;
  const since = contacts.slice(contacts.indexOf(lastAsk) + 1);
  return {
    beganMs: first.atMs, lastMs: last.atMs, lastAskMs: lastAsk.atMs, contacts: contacts.length, asks: asks.length,
    people: new Set(contacts.flatMap(({ staff }) => staff)).size, channels: [...new Set([...asks, ...contacts.filter(({ role }) => role === 'public')].map(({ channel }) => channel))],
    unanswered: !isAnsweredAtOnce(lastAsk) && !since.some(({ role }) => role === 'reply'), breaks: [...new Set(breaksOf(contacts).map(({ code }) => code))],
  };
}
