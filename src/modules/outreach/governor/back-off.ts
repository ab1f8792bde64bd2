import { DAY_MS, type PersonFacts, type PlannedAsk } from './person-facts.ts';
import type { GovernorRules } from '../contract.ts';

/** Questions to somebody that nobody answered since their last reply, old enough that no answer is awaited any more. */
export function ignoredInARow(ask: PlannedAsk, facts: PersonFacts, rules: Pick<GovernorRules, 'answerDays'>): number {
  return facts.past.filter(({ whose, purpose, isReserved, atMs }) => whose === 'own' && purpose === 'survey' && !isReserved && atMs > (facts.lastReplyMs ?? 0) && atMs <= ask.plannedMs - rules.answerDays * DAY_MS).length;
}

/** A gap, longer for whoever leaves questions without an answer: multiplied for each, up to a most; never shorter than it was. Units: days. */
export function backedOffDays(gapDays: number, ignored: number, rules: Pick<GovernorRules, 'ignoredFactor' | 'backOffDays'>): number {
  return Math.max(gapDays, Math.min(rules.backOffDays, gapDays * rules.ignoredFactor ** ignored));
}
