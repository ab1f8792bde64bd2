import { counting, DAY_MS, holdUntil, kindOf, sharedBy, type Rule } from './person-facts.ts';

/**
 * How often somebody is asked within a year, by kind. Planned asks count like those that left, so that no rolling year ever has more.
 * Shape: the hold ends when enough of them lie a year back; null where the cap is 0.
 */
export const yearlyCap: Rule = (ask, facts, rules) => {
  const kind = kindOf(ask);
  if (kind === 'service') return null;
  const { most } = rules[kind];
  const spanMs = rules.capDays * DAY_MS;
  const counted = counting(facts.past, rules).filter((send) => kindOf(send) === kind && Math.abs(send.atMs - ask.plannedMs) < spanMs).sort((a, b) => a.atMs - b.atMs);
  if (counted.length < most) return null;
  const leaves = counted[counted.length - most];
  return holdUntil(leaves === undefined ? null : leaves.atMs + spanMs, 'cap-reached', sharedBy(counted));
};
