import { addBusiness, businessElapsed, nextOpening, subtractBusiness, type BusinessCalendar } from '../../../kernel/business-calendar.ts';
import type { CalendarRefusal } from '../../../kernel/opening-hours.ts';
import { granted, refused, type Outcome } from '../../../kernel/outcome.ts';
import type { CaseStory, SetClock, Stretch } from './case-story.ts';
import type { ClockRefusal } from './clock-policy.ts';

/** How a clock stands. `settled`: its rule was replaced, or what it measured turned out otherwise; its verdict is kept. */
export type ClockStanding = 'running' | 'paused' | 'met' | 'breached' | 'met-after-breach' | 'settled';

/**
 * One clock at a moment.
 * `verdict` of a settled clock: how it stood when it was settled (`in-time`: neither met nor broken). `dueAtMs` null: it rests. `elapsedMs` on its own time: opening hours or wall clock, without what it rested; `elapsedWallMs` on the wall clock.
 * `warnAtMs`, `alertAtMs`: when somebody should be warned of it, and told that it is broken (if it comes to that); always in opening hours, null where there is no such moment.
 * Units: ms since 1970; lengths ms. Invariant: what was due at a moment is in time at that very moment, broken after it; a clock is never broken before its rule held.
 */
export type Clock = Pick<SetClock, 'kind' | 'key' | 'basis' | 'policy' | 'startedAtMs'> & {
  readonly standing: ClockStanding;
  readonly settledBy: 'policy-changed' | 'resolved' | 'reopened' | null;
  readonly verdict: 'in-time' | 'met' | 'breached' | 'met-after-breach' | null;
  readonly endedAtMs: number | null;
  readonly dueAtMs: number | null;
  readonly breachedAtMs: number | null;
  readonly remainingMs: number;
  readonly elapsedMs: number;
  readonly elapsedWallMs: number;
  readonly warnAtMs: number | null;
  readonly alertAtMs: number | null;
};

/** The opening hours of a version; null: there are none. */
export type CalendarOf = (version: string) => BusinessCalendar | null;

type Refused = { readonly ok: false; readonly refusal: ClockRefusal | CalendarRefusal };
type Reckoned = { readonly dueAtMs: number | null; readonly elapsedMs: number; readonly targetMs: number; readonly sinceMs: number };

/** How a clock of a case stands at a moment. Errors: refused where its opening hours are unknown, or never open long enough again. */
export function clockState(clock: SetClock, story: CaseStory, calendarOf: CalendarOf, nowMs: number): Outcome<Clock, ClockRefusal | CalendarRefusal> {
  const { kind, key, basis, policy, startedAtMs, heldFromMs, ended } = clock;
  const endMs = ended?.atMs ?? nowMs;
  const reckoned = reckon(clock, story, calendarOf, endMs);
  if (!reckoned.ok) return reckoned;
  const { dueAtMs, elapsedMs, targetMs, sinceMs } = reckoned.value;
  const brokenFromMs = dueAtMs === null ? null : Math.max(dueAtMs, heldFromMs);
  const breachedAtMs = brokenFromMs !== null && brokenFromMs < endMs ? brokenFromMs : null;
  const isPaused = ended === null && dueAtMs === null;
  const settledBy = clock.reopenedAtMs !== null ? 'reopened' : ended === null || ended.by === 'met' ? null : ended.by;
  const verdict = ended?.by === 'met' ? (breachedAtMs === null ? 'met' : 'met-after-breach') : breachedAtMs === null ? 'in-time' : 'breached';
  const standing = settledBy !== null ? 'settled' : verdict !== 'in-time' ? verdict : isPaused ? 'paused' : 'running';
  const calls = ended === null && brokenFromMs !== null ? callsFor(story, calendarOf, breachedAtMs === null ? Math.max(sinceMs, heldFromMs) : null, brokenFromMs) : { warnAtMs: null, alertAtMs: null };
  return granted({
    kind, key, basis, policy, startedAtMs, standing, settledBy, verdict: settledBy === null ? null : verdict, endedAtMs: ended?.atMs ?? null, dueAtMs, breachedAtMs,
    remainingMs: Math.max(0, targetMs - elapsedMs), elapsedMs, elapsedWallMs: Math.max(0, endMs - startedAtMs), ...calls,
  });
}

/** Walks the stretches that count for a clock: what is left at the end of one is what the next begins with. `sinceMs`: when the last of them began. */
function reckon({ allowed, startedAtMs, ended }: SetClock, { steady, working }: CaseStory, calendarOf: CalendarOf, endMs: number): Outcome<Reckoned, ClockRefusal | CalendarRefusal> {
  if ('byMs' in allowed) return granted({ dueAtMs: allowed.byMs, elapsedMs: Math.max(0, endMs - startedAtMs), targetMs: allowed.byMs - startedAtMs, sinceMs: startedAtMs });
  const { targetMs, time, pauses } = allowed;
  let dueAtMs: number | null = null;
  let elapsedMs = 0;
  let sinceMs = startedAtMs;
  for (const stretch of pauses ? working : steady) {
    const fromMs = Math.max(stretch.fromMs, startedAtMs);
    if (fromMs > endMs || (stretch.toMs !== null && stretch.toMs <= startedAtMs && endMs > startedAtMs)) continue;
    sinceMs = fromMs;
    const counter = time === 'wall' ? wallClock : openingClock(stretch, calendarOf);
    if (!counter.ok) return counter;
    const leftMs = Math.max(0, targetMs - elapsedMs);
    const passedMs = counter.value.elapsed(fromMs, Math.min(stretch.toMs ?? endMs, endMs));
    // The stretch in which a clock ended went on for it; one that was closed while the clock was open is over.
    const goesOn = stretch.toMs === null || (ended !== null && stretch.toMs >= endMs);
    if (dueAtMs === null && (goesOn || passedMs >= leftMs)) {
      const due = counter.value.add(fromMs, leftMs);
      if (!due.ok) return due;
      if (goesOn || due.value < (stretch.toMs ?? 0)) dueAtMs = due.value;
    }
    elapsedMs += passedMs;
    if (goesOn) break;
  }
  return granted({ dueAtMs, elapsedMs, targetMs, sinceMs });
}

type Counter = { readonly add: (fromMs: number, forMs: number) => Outcome<number, CalendarRefusal>; readonly elapsed: (fromMs: number, toMs: number) => number };

const wallClock = granted<Counter>({ add: (fromMs, forMs) => granted(fromMs + forMs), elapsed: (fromMs, toMs) => Math.max(0, toMs - fromMs) });

function openingClock({ calendar: version }: Stretch, calendarOf: CalendarOf): { readonly ok: true; readonly value: Counter } | Refused {
  const calendar = calendarOf(version);
  if (calendar === null) return refused({ code: 'calendar-unknown', detail: `There are no opening hours of version ${version}. Versions are never deleted: look for what wrote this one.` });
  return granted({ add: (fromMs, forMs) => addBusiness(fromMs, forMs, calendar), elapsed: (fromMs, toMs) => businessElapsed(fromMs, toMs, calendar) });
}

/** When somebody is called, in the opening hours of now: so long before it breaks as the policy says, and no earlier than somebody is there since it counts. Of what is broken already nobody is warned. */
function callsFor({ calendar: version, policy }: CaseStory, calendarOf: CalendarOf, sinceMs: number | null, brokenFromMs: number): Pick<Clock, 'warnAtMs' | 'alertAtMs'> {
  const calendar = version === null ? null : calendarOf(version);
  if (calendar === null || policy === null) return { warnAtMs: null, alertAtMs: null };
  const alertAtMs = nextOpening(brokenFromMs, calendar);
  const firstMs = sinceMs === null ? null : nextOpening(sinceMs, calendar);
  if (firstMs === null) return { warnAtMs: null, alertAtMs };
  const warnAtMs = Math.max(firstMs, subtractBusiness(brokenFromMs, policy.warnBeforeMs, calendar) ?? firstMs);
  return { warnAtMs: warnAtMs < brokenFromMs ? warnAtMs : null, alertAtMs };
}
