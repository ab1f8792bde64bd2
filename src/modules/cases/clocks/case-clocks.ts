import type { CalendarRefusal } from '../../../kernel/opening-hours.ts';
import { granted, refused, type Outcome } from '../../../kernel/outcome.ts';
import { caseStory, type CaseStory } from './case-story.ts';
import { inOrder, type ClockEvent } from './clock-event.ts';
import { policyRefusal, type ClockRefusal } from './clock-policy.ts';
import { clockState, type CalendarOf, type Clock } from './clock-state.ts';

/*
 * The clocks of one case are reckoned from what happened, each time they are asked for; nothing is kept beside the events, so nothing can disagree with them.
 *
 *   const told = clocksNow(events, (version) => calendars.get(version) ?? null, clock());
 *   if (!told.ok) ... told.refusal.detail says what to do
 *   for (const { kind, standing, dueAtMs, warnAtMs } of told.value.clocks) ...
 *   told.value.customer?.waitingSinceMs
 *
 * `events` are those of the case (clock-event.ts), in any order; each carries its policy or the version of its opening hours, so that a later change never rewrites an earlier verdict.
 * `calendars` holds a `businessCalendar(hours)` (kernel) per version: make it once and keep it, for it remembers the years that it counted.
 * What each clock means: docs/methods/case-clocks.md.
 */

/** The customer's own clock: the wall clock since their first contact, or since the case was opened where they had not written. It never rests; it stops only while the case is held for solved. `waitingSinceMs`: their first word that nobody answered; null: we spoke last. Units: ms. */
export type CustomerClock = { readonly startedAtMs: number; readonly endedAtMs: number | null; readonly elapsedMs: number; readonly waitingSinceMs: number | null };

/** All clocks of a case at a moment, in the order in which they were set. `customer` null: nothing had happened yet. */
export type CaseClocks = { readonly atMs: number; readonly isPaused: boolean; readonly clocks: readonly Clock[]; readonly customer: CustomerClock | null };

/** How the clocks stood at a moment, by what had happened until then. Errors: refused for a moment, a policy or opening hours that cannot be used. */
export function clocksAt(events: readonly ClockEvent[], calendarOf: CalendarOf, atMs: number): Outcome<CaseClocks, ClockRefusal | CalendarRefusal> {
  const refusal = eventsRefusal(events, atMs);
  if (refusal !== null) return refusal;
  const story = caseStory(inOrder(events.filter((event) => event.atMs <= atMs)));
  const clocks: Clock[] = [];
  for (const set of story.clocks) {
    const clock = clockState(set, story, calendarOf, atMs);
    if (!clock.ok) return clock;
    clocks.push(clock.value);
  }
  return granted({ atMs, isPaused: story.isPaused, clocks, customer: customerClock(story, atMs) });
}

/** How the clocks stand now. Where the machine's own clock was set back, now is the moment of the last event: nothing that happened is forgotten. Errors: as `clocksAt`. */
export function clocksNow(events: readonly ClockEvent[], calendarOf: CalendarOf, nowMs: number): Outcome<CaseClocks, ClockRefusal | CalendarRefusal> {
  return clocksAt(events, calendarOf, events.reduce((latestMs, { atMs }) => Math.max(latestMs, atMs), nowMs));
}

function eventsRefusal(events: readonly ClockEvent[], atMs: number): { readonly ok: false; readonly refusal: ClockRefusal } | null {
  if (!Number.isFinite(atMs) || events.some((event) => !Number.isFinite(event.atMs))) return refused({ code: 'moment-malformed', detail: 'An event, or the moment asked about, is no moment. Give milliseconds since 1970.' });
  for (const event of events) {
    const wrong = 'policy' in event && event.policy !== null ? policyRefusal(event.policy) : null;
    if (wrong !== null) return wrong;
  }
  return null;
}

function customerClock({ firstContactAtMs, resolvedAtMs, waitingSinceMs }: CaseStory, atMs: number): CustomerClock | null {
  if (firstContactAtMs === null) return null;
  return { startedAtMs: firstContactAtMs, endedAtMs: resolvedAtMs, elapsedMs: (resolvedAtMs ?? atMs) - firstContactAtMs, waitingSinceMs };
}
