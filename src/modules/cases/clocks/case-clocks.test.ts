import assert from 'node:assert/strict';
import { test } from 'node:test';
import { businessCalendar, isOpenAt, type BusinessCalendar } from '../../../kernel/business-calendar.ts';
import type { OpeningHours, OpeningWindow } from '../../../kernel/opening-hours.ts';
import { clocksAt, clocksNow, type CaseClocks } from './case-clocks.ts';
import type { ClockEvent } from './clock-event.ts';
import type { ClockPolicy } from './clock-policy.ts';
import type { Clock } from './clock-state.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const weekdays = (windows: readonly OpeningWindow[], zone = 'UTC', days: OpeningHours['days'] = []): OpeningHours => ({ zone, week: [windows, windows, windows, windows, windows, [], []], days });
const CALENDARS = new Map(Object.entries({
  office: weekdays([{ from: '09:00', to: '17:00' }]),
  'with a pause at noon': weekdays([{ from: '09:00', to: '12:00' }, { from: '13:00', to: '17:00' }]),
  'nights in Berlin': { zone: 'Europe/Berlin', week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '06:00' }]), days: [] },
  'with Easter Monday': weekdays([{ from: '09:00', to: '17:00' }], 'UTC', [{ on: '2026-04-06', windows: [] }]),
  'open on one day': { zone: 'UTC', week: [[], [], [], [], [], [], []], days: [{ on: '2026-03-09', windows: [{ from: '09:00', to: '17:00' }] }] },
}).map(([version, hours]): [string, BusinessCalendar] => {
  const read = businessCalendar(hours);
  assert.ok(read.ok);
  return [version, read.value];
}));
const calendarOf = (version: string): BusinessCalendar | null => CALENDARS.get(version) ?? null;

const POLICY: ClockPolicy = { name: 'standard 1', firstAnswerMs: 4 * HOUR_MS, nextUpdateMs: 2 * HOUR_MS, keepInformedMs: null, resolutionMs: 16 * HOUR_MS, promises: [], warnBeforeMs: HOUR_MS };

type Told = ClockEvent extends infer One ? (One extends ClockEvent ? Omit<One, 'id' | 'atMs' | 'who'> : never) : never;
/** Things that happened, by moment. 9 March 2026 is a Monday. */
const story = (...told: readonly (readonly [at: string, what: Told])[]): ClockEvent[] => told.map(([at, what], place): ClockEvent => ({ id: `event ${place}`, atMs: Date.parse(`${at}Z`), who: 'per_1', ...what }));

const opened = (policy: Partial<ClockPolicy> = {}, calendar = 'office'): Told => ({ kind: 'opened', policy: { ...POLICY, ...policy }, calendar });
const wrote: Told = { kind: 'customer-wrote' };
const answered: Told = { kind: 'answered', isAutomatic: false, nextUpdateByMs: null };
const autoReply: Told = { kind: 'answered', isAutomatic: true, nextUpdateByMs: null };
const portalNote: Told = { kind: 'portal-note', isAutomatic: false, nextUpdateByMs: null };
const toldNextBy = (at: string, isAutomatic = false): Told => ({ kind: 'update-told', isAutomatic, nextUpdateByMs: Date.parse(`${at}Z`) });

function at(moment: string, events: readonly ClockEvent[]): CaseClocks {
  const told = clocksAt(events, calendarOf, Date.parse(`${moment}Z`));
  assert.ok(told.ok, told.ok ? '' : told.refusal.detail);
  return told.value;
}
const minute = (atMs: number | null | undefined): string | null => (atMs === null || atMs === undefined ? null : new Date(atMs).toISOString().slice(0, 16));
/** The last clock of a kind that was set. */
function clockOf(kind: Clock['kind'], { clocks }: CaseClocks): Clock {
  const clock = clocks.findLast((one) => one.kind === kind);
  assert.ok(clock !== undefined, `no ${kind}`);
  return clock;
}
const brief = (clock: Clock): string => `${clock.standing} ${minute(clock.dueAtMs) ?? 'no due moment'}`;

test('several windows a day: what is asked at 11:00 and due in two hours is due at 14:00 where nobody is there at noon', () => {
  const events = story(['2026-03-09T11:00', opened({ firstAnswerMs: 2 * HOUR_MS }, 'with a pause at noon')]);
  assert.equal(brief(clockOf('first-answer', at('2026-03-09T12:30', events))), 'running 2026-03-09T14:00');
  assert.equal(clockOf('first-answer', at('2026-03-09T12:30', events)).remainingMs, HOUR_MS);
});

test('daylight saving: the night in which clocks go forward has five hours from midnight to six, and the customer waits by real hours', () => {
  // 23:00 UTC on 28 March is midnight in Berlin; on the 29th midnight is at 22:00 UTC.
  const events = story(['2026-03-28T23:00', opened({ firstAnswerMs: 6 * HOUR_MS }, 'nights in Berlin')]);
  const clocks = at('2026-03-29T12:00', events);
  assert.equal(brief(clockOf('first-answer', clocks)), 'running 2026-03-29T23:00');
  assert.equal(clockOf('first-answer', clocks).elapsedMs, 5 * HOUR_MS);
  assert.equal(clocks.customer?.elapsedMs, 13 * HOUR_MS);
});

test('holidays: what is asked on the Friday before Easter is due after Easter Monday', () => {
  const events = story(['2026-04-03T15:00', opened({}, 'with Easter Monday')]);
  assert.equal(brief(clockOf('first-answer', at('2026-04-06T12:00', events))), 'running 2026-04-07T11:00');
  assert.equal(clockOf('first-answer', at('2026-04-06T12:00', events)).elapsedMs, 2 * HOUR_MS);
});

test('the last-speaker rule: who spoke last decides whether an update is due; nothing escalates once we answered', () => {
  const events = story(['2026-03-09T09:00', opened()], ['2026-03-09T10:00', answered], ['2026-03-09T11:00', wrote], ['2026-03-09T11:30', wrote], ['2026-03-09T12:30', answered]);
  // Her second letter does not set the clock back: she waits since the first.
  assert.equal(brief(clockOf('next-update', at('2026-03-09T12:00', events))), 'running 2026-03-09T13:00');
  assert.equal(minute(at('2026-03-09T12:00', events).customer?.waitingSinceMs), '2026-03-09T11:00');
  const later = at('2026-03-13T12:00', events);
  assert.equal(clockOf('next-update', later).standing, 'met');
  assert.equal(later.clocks.filter(({ kind, standing }) => kind === 'next-update' && standing === 'running').length, 0);
  assert.equal(later.customer?.waitingSinceMs, null);
});

test('the first answer is not overruled by the time for updates: more letters before it change nothing', () => {
  const events = story(['2026-03-09T09:00', opened({ nextUpdateMs: HOUR_MS })], ['2026-03-09T09:30', wrote], ['2026-03-09T10:30', wrote]);
  const clocks = at('2026-03-09T11:00', events);
  assert.deepEqual(clocks.clocks.map(({ kind }) => kind), ['first-answer', 'resolution']);
  assert.equal(brief(clockOf('first-answer', clocks)), 'running 2026-03-09T13:00');
});

test('a change of group: the clock goes on, for the customer waits on; only the other group’s own rules replace it, counted from the beginning', () => {
  const events = story(['2026-03-09T09:00', opened()], ['2026-03-09T11:00', { kind: 'handed-over', to: 'parcels', policy: null, calendar: null }]);
  assert.deepEqual(at('2026-03-09T12:00', events).clocks, at('2026-03-09T12:00', events.slice(0, 1)).clocks);
  const otherRules = story(['2026-03-09T09:00', opened()], ['2026-03-09T11:00', { kind: 'handed-over', to: 'claims', policy: { ...POLICY, name: 'claims 3', firstAnswerMs: 6 * HOUR_MS }, calendar: 'with a pause at noon' }]);
  const firstAnswers = at('2026-03-09T11:30', otherRules).clocks.filter(({ kind }) => kind === 'first-answer');
  assert.deepEqual(firstAnswers.map((clock) => [clock.policy, clock.standing, clock.verdict, minute(clock.startedAtMs), minute(clock.dueAtMs)]), [
    ['standard 1', 'settled', 'in-time', '2026-03-09T09:00', '2026-03-09T13:00'],
    // Two of its six hours passed with the first group; the rest keeps the other's pause at noon.
    ['claims 3', 'running', null, '2026-03-09T09:00', '2026-03-09T16:00'],
  ]);
});

test('notes on the customer’s page count as words of ours', () => {
  const events = story(['2026-03-09T09:00', opened()], ['2026-03-09T10:00', portalNote], ['2026-03-09T11:00', wrote], ['2026-03-09T12:00', portalNote]);
  const clocks = at('2026-03-10T12:00', events);
  assert.equal(clockOf('first-answer', clocks).standing, 'met');
  assert.equal(clockOf('next-update', clocks).standing, 'met');
});

test('no alerts out of hours: warnings and alerts fall where somebody is there, also for what was told to the customer for a Saturday', () => {
  const office = CALENDARS.get('office');
  assert.ok(office !== undefined);
  const late = story(['2026-03-06T16:30', opened()], ['2026-03-06T16:45', toldNextBy('2026-03-07T12:00')]);
  const { clocks } = at('2026-03-06T16:50', late);
  const toldClock = clocks.find(({ basis }) => basis === 'told');
  assert.equal(minute(toldClock?.warnAtMs), '2026-03-06T16:45');
  assert.equal(minute(toldClock?.alertAtMs), '2026-03-09T09:00');
  const first = clockOf('first-answer', at('2026-03-06T16:40', story(['2026-03-06T16:00', opened({ firstAnswerMs: HOUR_MS, warnBeforeMs: 2 * HOUR_MS })])));
  assert.deepEqual([minute(first.dueAtMs), minute(first.warnAtMs), minute(first.alertAtMs)], ['2026-03-06T17:00', '2026-03-06T16:00', '2026-03-09T09:00']);
  for (const { warnAtMs, alertAtMs } of clocks) for (const moment of [warnAtMs, alertAtMs]) assert.ok(moment === null || isOpenAt(moment, office));
  // Told on Saturday for Sunday: nobody is there in between, so nobody can be warned.
  const weekend = at('2026-03-07T11:00', story(['2026-03-06T16:30', opened()], ['2026-03-07T10:00', toldNextBy('2026-03-08T10:00')]));
  assert.equal(clockOf('next-update', weekend).warnAtMs, null);
});

test('broken, then met: both are recorded, and kept when the policy changes afterwards', () => {
  const events = story(['2026-03-09T09:00', opened()], ['2026-03-09T14:00', answered], ['2026-03-09T15:00', { kind: 'policy-changed', policy: { ...POLICY, name: 'standard 2', firstAnswerMs: 8 * HOUR_MS } }]);
  assert.equal(clockOf('first-answer', at('2026-03-09T13:00', events)).standing, 'running');
  assert.equal(clockOf('first-answer', at('2026-03-09T13:30', events)).standing, 'breached');
  const later = clockOf('first-answer', at('2026-03-10T12:00', events));
  assert.deepEqual([later.standing, minute(later.breachedAtMs), minute(later.endedAtMs), later.policy], ['met-after-breach', '2026-03-09T13:00', '2026-03-09T14:00', 'standard 1']);
});

test('an auto-reply is no answer, but a moment that it names is owed', () => {
  const events = story(['2026-03-09T09:00', opened()], ['2026-03-09T09:01', autoReply], ['2026-03-09T09:02', toldNextBy('2026-03-09T10:00', true)]);
  const clocks = at('2026-03-09T10:30', events);
  assert.equal(brief(clockOf('first-answer', clocks)), 'running 2026-03-09T13:00');
  assert.equal(brief(clockOf('next-update', clocks)), 'breached 2026-03-09T10:00');
});

test('a clock that was set back: nothing that happened is forgotten, and no length falls below nothing', () => {
  const events = story(['2026-03-09T09:00', opened()], ['2026-03-09T12:00', wrote], ['2026-03-09T08:00', { kind: 'paused' }], ['2026-03-09T07:00', { kind: 'resolved' }]);
  const now = clocksNow(events, calendarOf, Date.parse('2026-03-09T08:30Z'));
  assert.ok(now.ok);
  assert.equal(now.value.atMs, Date.parse('2026-03-09T12:00Z'));
  assert.equal(brief(clockOf('first-answer', now.value)), 'running 2026-03-09T13:00');
  assert.ok(now.value.clocks.every(({ elapsedMs, elapsedWallMs, remainingMs }) => elapsedMs >= 0 && elapsedWallMs >= 0 && remainingMs >= 0));
});

test('the worked example of the methods page: paused on Monday, taken up on Wednesday, and the customer’s clock beside it', () => {
  const events = story(
    ['2026-03-09T14:40', wrote], ['2026-03-09T15:00', opened()], ['2026-03-09T16:00', answered], ['2026-03-09T16:00', { kind: 'paused' }], ['2026-03-11T10:00', wrote], ['2026-03-11T11:00', answered], ['2026-03-12T17:00', { kind: 'resolved' }],
  );
  const paused = at('2026-03-10T12:00', events);
  const resting = clockOf('resolution', paused);
  assert.deepEqual([resting.standing, resting.dueAtMs, resting.remainingMs], ['paused', null, 15 * HOUR_MS]);
  assert.equal(clockOf('first-answer', paused).standing, 'met');
  assert.equal(clockOf('first-answer', paused).elapsedMs, HOUR_MS);
  assert.equal(paused.customer?.elapsedMs, 21 * HOUR_MS + 20 * MINUTE_MS);
  assert.equal(brief(clockOf('resolution', at('2026-03-11T10:30', events))), 'running 2026-03-12T17:00');
  assert.equal(brief(clockOf('next-update', at('2026-03-11T10:30', events))), 'running 2026-03-11T12:00');
  const solved = at('2026-03-20T12:00', events);
  assert.deepEqual([clockOf('resolution', solved).standing, clockOf('resolution', solved).elapsedMs, clockOf('resolution', solved).elapsedWallMs], ['met', 16 * HOUR_MS, 74 * HOUR_MS]);
  assert.equal(solved.customer?.elapsedMs, 74 * HOUR_MS + 20 * MINUTE_MS);
});

test('the first answer never rests, and the customer’s own clock never does', () => {
  const events = story(['2026-03-09T09:00', opened()], ['2026-03-09T10:00', { kind: 'paused' }]);
  const clocks = at('2026-03-09T13:30', events);
  assert.equal(clockOf('first-answer', clocks).standing, 'breached');
  assert.equal(clockOf('resolution', clocks).standing, 'paused');
  assert.equal(clocks.customer?.elapsedMs, 4.5 * HOUR_MS);
});

test('to solve something is not to tell the customer: a first answer, and an update that was told, stay owed', () => {
  const events = story(['2026-03-09T09:00', opened()], ['2026-03-09T09:30', toldNextBy('2026-03-09T15:00', true)], ['2026-03-09T10:00', { kind: 'resolved' }]);
  const clocks = at('2026-03-09T16:00', events);
  assert.deepEqual(clocks.clocks.map(({ kind, standing }) => `${kind} ${standing}`), ['first-answer breached', 'resolution met', 'next-update breached']);
});

test('what is paused at the very moment at which it is due is in time, with nothing left: it is due again when we wait no longer', () => {
  const events = story(['2026-03-09T09:00', opened({ resolutionMs: 4 * HOUR_MS })], ['2026-03-09T13:00', answered], ['2026-03-09T13:00', { kind: 'paused' }], ['2026-03-09T15:30', { kind: 'resumed' }]);
  const resting = clockOf('resolution', at('2026-03-09T15:00', events));
  assert.deepEqual([brief(resting), resting.remainingMs], ['paused no due moment', 0]);
  assert.equal(brief(clockOf('resolution', at('2026-03-09T15:30', events))), 'running 2026-03-09T15:30');
  assert.equal(clockOf('resolution', at('2026-03-09T15:31', events)).standing, 'breached');
});

test('opened again: the verdict of the first time is kept, and what was left of the time goes on', () => {
  const events = story(['2026-03-09T09:00', opened()], ['2026-03-09T13:00', answered], ['2026-03-09T15:00', { kind: 'resolved' }], ['2026-03-11T09:00', wrote], ['2026-03-11T10:00', { kind: 'reopened' }]);
  const resolutions = at('2026-03-11T10:30', events).clocks.filter(({ kind }) => kind === 'resolution');
  assert.deepEqual(resolutions.map((clock) => [clock.standing, clock.settledBy, clock.verdict, minute(clock.dueAtMs)]), [['settled', 'reopened', 'met', '2026-03-10T17:00'], ['running', null, null, '2026-03-12T12:00']]);
  // She waits since she wrote, not since somebody opened the case again.
  assert.equal(brief(clockOf('next-update', at('2026-03-11T10:30', events))), 'running 2026-03-11T11:00');
  assert.equal(at('2026-03-11T10:30', events).customer?.endedAtMs, null);
});

test('a new policy cannot be broken before it held', () => {
  const events = story(['2026-03-09T09:00', opened()], ['2026-03-09T12:00', { kind: 'policy-changed', policy: { ...POLICY, name: 'strict 1', firstAnswerMs: HOUR_MS } }]);
  const clock = clockOf('first-answer', at('2026-03-09T12:30', events));
  assert.deepEqual([clock.standing, minute(clock.dueAtMs), minute(clock.breachedAtMs)], ['breached', '2026-03-09T10:00', '2026-03-09T12:00']);
});

test('promises have clocks of their own: within 24 hours by the wall clock, and 30 days that do not rest', () => {
  const promises: ClockPolicy['promises'] = [{ key: 'acknowledge', endsWith: 'answer', targetMs: 24 * HOUR_MS, time: 'wall', pauses: false }, { key: 'final-answer', endsWith: 'resolution', targetMs: 720 * HOUR_MS, time: 'wall', pauses: false }];
  const events = story(['2026-03-06T16:00', opened({ promises })], ['2026-03-06T16:30', { kind: 'paused' }]);
  const due = at('2026-03-07T12:00', events).clocks.filter(({ kind }) => kind === 'promise').map((clock) => `${clock.key} ${brief(clock)}`);
  assert.deepEqual(due, ['acknowledge running 2026-03-07T16:00', 'final-answer running 2026-04-05T16:00']);
});

test('an answer and a note in the same breath: what they promise together is still owed', () => {
  const events = story(['2026-03-09T09:00', opened({ keepInformedMs: 8 * HOUR_MS })], ['2026-03-09T10:00', answered], ['2026-03-09T10:00', { ...portalNote, nextUpdateByMs: Date.parse('2026-03-10T12:00Z') }], ['2026-03-09T10:00', { kind: 'update-told', isAutomatic: false, nextUpdateByMs: null }]);
  const updates = at('2026-03-09T11:00', events).clocks.filter(({ kind }) => kind === 'next-update');
  assert.deepEqual(updates.map((clock) => `${clock.basis} ${brief(clock)}`), ['told running 2026-03-10T12:00']);
  const silent = at('2026-03-09T11:00', events.slice(0, 2)).clocks.filter(({ kind }) => kind === 'next-update');
  assert.deepEqual(silent.map((clock) => `${clock.basis} ${brief(clock)}`), ['keep-informed running 2026-03-10T10:00']);
});

test('what cannot be reckoned is refused by name', () => {
  const codeOf = (events: readonly ClockEvent[], atMs = Date.parse('2026-04-01T12:00Z')): string => {
    const told = clocksAt(events, calendarOf, atMs);
    return told.ok ? 'granted' : told.refusal.code;
  };
  assert.equal(codeOf(story(['2026-03-09T09:00', opened({}, 'gone')])), 'calendar-unknown');
  assert.equal(codeOf(story(['2026-03-10T09:00', opened({}, 'open on one day')])), 'never-opens-again');
  assert.equal(codeOf(story(['2026-03-09T09:00', opened({ firstAnswerMs: 0 })])), 'target-malformed');
  const promise: ClockPolicy['promises'][number] = { key: 'acknowledge', endsWith: 'answer', targetMs: 1, time: 'wall', pauses: false };
  assert.equal(codeOf(story(['2026-03-09T09:00', opened({ promises: [promise, promise] })])), 'promise-twice');
  assert.equal(codeOf([], Number.NaN), 'moment-malformed');
  assert.equal(codeOf([]), 'granted');
});
