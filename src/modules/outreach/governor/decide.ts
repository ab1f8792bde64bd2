import type { GovernorRules, Reason } from '../contract.ts';
import { addressLost } from './address-lost.ts';
import { yearlyCap } from './caps.ts';
import { anyAskClock, seriesClock } from './clocks.ts';
import { consent } from './consent.ts';
import { onePerSlot } from './one-per-slot.ts';
import type { Objection, PersonFacts, PlannedAsk } from './person-facts.ts';
import { pressure } from './pressure.ts';
import { quietHours } from './quiet-hours.ts';
import { stateHolds } from './state-holds.ts';

/** What the governor says. Units: ms; `untilMs` null: of a hold, that nobody knows. */
export type Verdict = { readonly decision: 'send' | 'hold' | 'drop'; readonly untilMs: number | null; readonly reasons: readonly Reason[] };

const AFTER_STATES = [anyAskClock, seriesClock, yearlyCap, pressure] as const;

/** Objections together: a drop ends all, holds last until the last of them ends. */
function together(objections: readonly Objection[], notAfterMs: number | null): Verdict {
  const dropped = objections.find(({ decision }) => decision === 'drop');
  if (dropped !== undefined) return { decision: 'drop', untilMs: null, reasons: [dropped.reason] };
  if (objections.length === 0) return { decision: 'send', untilMs: null, reasons: [] };
  const reasons = [...new Set(objections.flatMap(({ reason, also }) => [reason, ...also]))];
  const untilMs = objections.some((one) => one.untilMs === null) ? null : Math.max(...objections.map((one) => one.untilMs ?? 0));
  return notAfterMs !== null && untilMs !== null && untilMs > notAfterMs ? { decision: 'drop', untilMs: null, reasons: [...reasons, 'too-late'] } : { decision: 'hold', untilMs, reasons };
}

/**
 * Whether somebody may be contacted: consent and law, whether the address reaches anybody, the slot, states, clocks, the year's cap, pressure, quiet hours; every objection is told, so that whoever reads it knows all of them.
 * Invariant: more sends in the past, more holds, or a longer gap never turn a hold into a send.
 */
export function decide(ask: PlannedAsk, facts: PersonFacts, rules: GovernorRules): Verdict {
  const first = consent(ask, facts, rules) ?? addressLost(ask, facts, rules) ?? onePerSlot(ask, facts, rules);
  if (first?.decision === 'drop') return together([first], ask.notAfterMs);
  const objections = [...(first === null ? [] : [first]), ...stateHolds(ask, facts), ...AFTER_STATES.flatMap((rule) => rule(ask, facts, rules) ?? [])];
  // What ends at night ends in the morning.
  const atEnd = objections.map((one) => (one.untilMs === null ? one : { ...one, untilMs: quietHours({ ...ask, plannedMs: one.untilMs }, facts, rules)?.untilMs ?? one.untilMs }));
  return together([...atEnd, ...[quietHours(ask, facts, rules)].filter((one) => one !== null)], ask.notAfterMs);
}
