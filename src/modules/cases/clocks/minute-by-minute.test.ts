import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed, type Chance } from '../../../../test/chance.ts';
import { openMinutes, someHours, TWENTY_ZONES } from '../../../../test/minute-calendar.ts';
import { walkClocks, type WalkedClock } from '../../../../test/minute-clocks.ts';
import { businessCalendar, type BusinessCalendar } from '../../../kernel/business-calendar.ts';
import { clocksAt, type CaseClocks } from './case-clocks.ts';
import type { ClockEvent } from './clock-event.ts';
import type { ClockPolicy } from './clock-policy.ts';

const HISTORIES = process.env['CUSTOS_TEST_LONG'] === '1' ? 10_000 : 1_000;
const MINUTE_MS = 60_000;
const DAYS = 20;
const HORIZON = DAYS * 1_440;
/** Events lie in the first days, so that most clocks come due within the walk. Units: minutes. */
const LIVELY = 6 * 1_440;
/** Around both changes of the clocks of the year. */
const BASES_MS = [Date.parse('2026-03-20T00:00Z'), Date.parse('2026-10-20T00:00Z')];

type Calendars = { readonly baseMs: number; readonly counted: ReadonlyMap<string, BusinessCalendar>; readonly open: ReadonlyMap<string, Uint8Array> };

function someCalendars(chance: Chance, baseMs: number): Calendars {
  const counted = new Map<string, BusinessCalendar>();
  const open = new Map<string, Uint8Array>();
  for (const zone of TWENTY_ZONES) {
    const hours = someHours(chance, zone, baseMs, DAYS);
    const read = businessCalendar(hours);
    assert.ok(read.ok);
    counted.set(zone, read.value);
    open.set(zone, openMinutes(hours, baseMs, HORIZON));
  }
  return { baseMs, counted, open };
}

function somePolicy(chance: Chance): ClockPolicy {
  const maybe = (most: number): number | null => (chance.below(4) === 0 ? null : (1 + chance.below(most)) * MINUTE_MS);
  const promise = (key: string): ClockPolicy['promises'] => (chance.below(2) === 0 ? [] : [{ key, endsWith: chance.pick(['answer', 'resolution']), targetMs: (1 + chance.below(4_000)) * MINUTE_MS, time: chance.pick(['business', 'wall']), pauses: chance.below(2) === 0 }]);
  return { name: `policy ${chance.below(1_000)}`, firstAnswerMs: maybe(900), nextUpdateMs: maybe(600), keepInformedMs: maybe(1_500), resolutionMs: maybe(3_000), promises: [...promise('acknowledge'), ...promise('final answer')], warnBeforeMs: chance.below(120) * MINUTE_MS };
}

const KINDS = ['opened', 'customer-wrote', 'customer-wrote', 'answered', 'answered', 'portal-note', 'update-told', 'paused', 'paused', 'resumed', 'resolved', 'reopened', 'policy-changed', 'calendar-changed', 'handed-over'] as const;

function someHistory(chance: Chance, baseMs: number): ClockEvent[] {
  const openedAt = chance.below(1_440);
  const marks = [openedAt];
  // Some things happen at the very same minute, some before the case was opened.
  for (let more = 2 + chance.below(12); more > 0; more -= 1) marks.push(chance.below(4) === 0 ? chance.pick(marks) : chance.below(LIVELY));
  return marks.map((mark, at): ClockEvent => {
    const base = { id: `event ${at}`, atMs: baseMs + mark * MINUTE_MS, who: 'per_1' };
    const kind = at === 0 ? 'opened' : chance.pick(KINDS);
    switch (kind) {
      case 'opened': return { ...base, kind, policy: somePolicy(chance), calendar: chance.pick(TWENTY_ZONES) };
      case 'answered': case 'portal-note': case 'update-told': {
        const isTold = kind === 'update-told' || chance.below(3) === 0;
        return { ...base, kind, isAutomatic: chance.below(4) === 0, nextUpdateByMs: isTold ? base.atMs + (chance.below(3_000) - 100) * MINUTE_MS : null };
      }
      case 'policy-changed': return { ...base, kind, policy: somePolicy(chance) };
      case 'calendar-changed': return { ...base, kind, calendar: chance.pick(TWENTY_ZONES) };
      case 'handed-over': return { ...base, kind, to: 'parcels', policy: chance.below(2) === 0 ? null : somePolicy(chance), calendar: chance.below(2) === 0 ? null : chance.pick(TWENTY_ZONES) };
      default: return { ...base, kind };
    }
  });
}

const told = (events: readonly ClockEvent[], { counted }: Calendars, atMs: number): CaseClocks => {
  const clocks = clocksAt(events, (version) => counted.get(version) ?? null, atMs);
  assert.ok(clocks.ok, clocks.ok ? '' : clocks.refusal.detail);
  return clocks.value;
};

/** Clocks as the walk tells them. What lies behind its end it cannot know. */
function asWalked({ clocks }: CaseClocks, baseMs: number): WalkedClock[] {
  const markOf = (atMs: number | null): number | null => (atMs === null || atMs >= baseMs + HORIZON * MINUTE_MS ? null : (atMs - baseMs) / MINUTE_MS);
  return clocks.map((clock) => {
    const due = markOf(clock.dueAtMs);
    return {
      name: `${clock.kind} ${clock.key ?? clock.basis ?? ''}`, started: markOf(clock.startedAtMs) ?? -1, standing: clock.standing, settledBy: clock.settledBy, verdict: clock.verdict, ended: markOf(clock.endedAtMs),
      due: clock.endedAtMs === null ? due : null, breached: markOf(clock.breachedAtMs), elapsed: clock.elapsedMs / MINUTE_MS, remaining: clock.remainingMs / MINUTE_MS,
      warn: due === null ? null : markOf(clock.warnAtMs), alert: due === null ? null : markOf(clock.alertAtMs),
    };
  });
}

test(`the clocks of ${HISTORIES} cases agree with somebody who walks through them minute by minute, in 20 zones`, (t) => {
  const seed = testSeed();
  t.diagnostic(`seed ${seed}`);
  const chance = createChance(seed);
  let worlds: Calendars[] = [];
  for (let history = 0; history < HISTORIES; history += 1) {
    if (history % 500 === 0) worlds = BASES_MS.map((baseMs) => someCalendars(chance, baseMs));
    const world = chance.pick(worlds);
    const events = someHistory(chance, world.baseMs);
    const now = chance.below(3) === 0 ? chance.below(LIVELY) : LIVELY + chance.below(HORIZON - LIVELY);
    const says = `history ${history}, seed ${seed}, now ${now}: ${JSON.stringify(events.map(({ atMs, ...event }) => ({ mark: (atMs - world.baseMs) / MINUTE_MS, ...event })))}`;
    const walked = walkClocks(events, world.open, world.baseMs, now, HORIZON);
    const clocks = told(events, world, world.baseMs + now * MINUTE_MS);
    assert.deepEqual(asWalked(clocks, world.baseMs), walked.clocks.map((clock) => ({ ...clock, due: clock.ended === null ? clock.due : null })), says);
    const markOf = (atMs: number | null | undefined): number | null => (atMs === null || atMs === undefined ? null : (atMs - world.baseMs) / MINUTE_MS);
    assert.deepEqual({ first: markOf(clocks.customer?.startedAtMs), waiting: markOf(clocks.customer?.waitingSinceMs), resolved: markOf(clocks.customer?.endedAtMs) }, { first: walked.first, waiting: walked.waiting, resolved: walked.resolved }, says);
    assert.deepEqual(told(chance.shuffle([...events, chance.pick(events)]), world, clocks.atMs), clocks, `in another order, one twice: ${says}`);
  }
});
