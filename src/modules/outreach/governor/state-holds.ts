import { holdUntil, kindOf, type Objection, type PersonFacts, type PlannedAsk } from './person-facts.ts';

/** States of somebody in which they are asked nothing: something open, a broken promise, a complaint, a talk, somebody to be spared. A state that ends before the send leaves is none. */
export function stateHolds(ask: PlannedAsk, facts: PersonFacts): Objection[] {
  if (kindOf(ask) === 'service') return [];
  return facts.holds.filter(({ untilMs }) => untilMs === null || untilMs > ask.plannedMs).map(({ kind, untilMs }) => holdUntil(untilMs, kind));
}
