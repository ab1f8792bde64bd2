import type { Reason } from '../contract.ts';
import { backedOffDays, ignoredInARow } from './back-off.ts';
import { counting, DAY_MS, holdUntil, kindOf, sharedBy, type PastSend, type Rule } from './person-facts.ts';

/** The send that an ask comes too close to, in either direction: the one whose gap ends last. */
function tooClose(sends: readonly PastSend[], plannedMs: number, gapMs: number): PastSend | null {
  return sends.reduce<PastSend | null>((last, send) => (Math.abs(send.atMs - plannedMs) < gapMs && send.atMs > (last?.atMs ?? -Infinity) ? send : last), null);
}

/**
 * The clock since anything was asked (surveys), or since the last campaign (campaigns).
 * Longer for whoever leaves questions without an answer, and longer still in the arm that is contacted less.
 */
export const anyAskClock: Rule = (ask, facts, rules) => {
  const kind = kindOf(ask);
  if (kind === 'service') return null;
  const { gapDays } = rules[kind];
  const backedOff = ask.purpose === 'survey' ? backedOffDays(gapDays, ignoredInARow(ask, facts, rules), rules) : gapDays;
  const gapMs = backedOff * (facts.isContactedLess ? rules.less.factor : 1) * DAY_MS;
  const sends = counting(facts.past, rules).filter(({ purpose }) => purpose === ask.purpose);
  const close = tooClose(sends, ask.plannedMs, gapMs);
  if (close === null) return null;
  const away = Math.abs(close.atMs - ask.plannedMs);
  const also: Reason[] = [...(away >= gapDays * DAY_MS && backedOff > gapDays ? ['backed-off' as const] : []), ...(away >= backedOff * DAY_MS ? ['contacted-less' as const] : []), ...sharedBy([close])];
  return holdUntil(close.atMs + gapMs, ask.purpose === 'survey' ? 'asked-lately' : 'campaign-lately', also);
};

/** The clock since this very survey, independent of the other one. */
export const seriesClock: Rule = (ask, facts, rules) => {
  if (ask.purpose !== 'survey') return null;
  const series = ask.series ?? ask.slot;
  const gapMs = rules.seriesGapDays * DAY_MS;
  const close = tooClose(counting(facts.past, rules).filter((send) => send.purpose === 'survey' && (send.series ?? send.slot) === series), ask.plannedMs, gapMs);
  return close === null ? null : holdUntil(close.atMs + gapMs, 'series-lately', sharedBy([close]));
};
