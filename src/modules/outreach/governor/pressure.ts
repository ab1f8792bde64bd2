import type { GovernorRules } from '../contract.ts';
import { counting, DAY_MS, holdUntil, kindOf, sharedBy, type PastSend, type PlannedAsk, type Rule } from './person-facts.ts';

/** How much a send counts when whoever asks does not say. */
export function weightOf(ask: Pick<PlannedAsk, 'purpose' | 'questions'>, rules: Pick<GovernorRules, 'pressure'>): number {
  const kind = kindOf(ask);
  if (kind !== 'service') return rules.pressure.weights[kind];
  return ask.purpose === 'survey' || ask.purpose === 'campaign' ? 0 : rules.pressure.weights[ask.purpose];
}

/** Weights of what left within the days before, of what is reserved to leave meanwhile, and of heavier things planned within the days after. */
function pressing(ask: PlannedAsk, past: readonly PastSend[], windowMs: number): PastSend[] {
  return past.filter(({ atMs, weight }) => weight > 0 && (atMs <= ask.plannedMs ? atMs > ask.plannedMs - windowMs : atMs < ask.plannedMs + windowMs && weight > ask.weight));
}

/** All contact counts, service messages too; only asks are held by it. */
export const pressure: Rule = (ask, facts, rules) => {
  if (kindOf(ask) === 'service') return null;
  const windowMs = rules.pressure.windowDays * DAY_MS;
  const felt = pressing(ask, counting(facts.past, rules), windowMs).sort((a, b) => a.atMs - b.atMs);
  let sum = ask.weight + felt.reduce((total, { weight }) => total + weight, 0);
  if (sum <= rules.pressure.most) return null;
  if (ask.weight > rules.pressure.most) return holdUntil(null, 'pressure');
  for (const { weight, atMs } of felt) {
    sum -= weight;
    if (sum <= rules.pressure.most) return holdUntil(atMs + windowMs, 'pressure', sharedBy(felt));
  }
  return holdUntil(null, 'pressure');
};
