import type { ClockEvent } from './clock-event.ts';
import type { ClockPolicy, PromiseTarget } from './clock-policy.ts';

/** A stretch of time that counts, by the opening hours of that time. Units: ms since 1970. Shape: `toMs` null while it goes on. */
export type Stretch = { readonly fromMs: number; toMs: number | null; readonly calendar: string };

/** What a clock measures. */
export type ClockKind = 'first-answer' | 'next-update' | 'resolution' | 'promise';

/** Why the next update is due: a moment was told to the customer, they wrote and wait, or we spoke last and keep them informed. */
export type UpdateBasis = 'told' | 'customer-waits' | 'keep-informed';

/** How much may pass: a length of time, or until a moment that was told to the customer. Units: ms. */
type Allowed = { readonly targetMs: number; readonly time: 'business' | 'wall'; readonly pauses: boolean } | { readonly byMs: number };

/** One clock as the story of a case set and ended it. `key`: of a promise. `heldFromMs`: since when its rule holds; it cannot be broken before. Shape: `ended` null while nothing ended it. */
export type SetClock = {
  readonly kind: ClockKind;
  readonly key: string | null;
  readonly basis: UpdateBasis | null;
  readonly policy: string | null;
  readonly endsWith: 'answer' | 'resolution';
  readonly allowed: Allowed;
  readonly startedAtMs: number;
  readonly heldFromMs: number;
  ended: { readonly atMs: number; readonly by: 'met' | 'policy-changed' | 'resolved' } | null;
  /** When the resolution that met it turned out to be none. */
  reopenedAtMs: number | null;
};

/**
 * What happened to a case, as far as clocks need it. `steady`: all time since it was opened; `working`: without the time in which we waited for the customer or held it for solved; both are cut where the opening hours changed.
 * `waitingSinceMs`: the customer's first word that nobody answered; null: we spoke last.
 */
export type CaseStory = {
  clocks: SetClock[];
  readonly steady: Stretch[];
  readonly working: Stretch[];
  policy: ClockPolicy | null;
  calendar: string | null;
  openedAtMs: number | null;
  firstContactAtMs: number | null;
  waitingSinceMs: number | null;
  isAnswered: boolean;
  lastWordOfOursAtMs: number | null;
  resolvedAtMs: number | null;
  isPaused: boolean;
};

/** Tells the story of a case. Invariant: `events` are in their one order (`inOrder`). */
export function caseStory(events: readonly ClockEvent[]): CaseStory {
  const story: CaseStory = { clocks: [], steady: [], working: [], policy: null, calendar: null, openedAtMs: null, firstContactAtMs: null, waitingSinceMs: null, isAnswered: false, lastWordOfOursAtMs: null, resolvedAtMs: null, isPaused: false };
  for (const event of events) tell(story, event);
  return story;
}

function tell(story: CaseStory, event: ClockEvent): void {
  switch (event.kind) {
    case 'opened': return open(story, event.atMs, event.policy, event.calendar);
    case 'customer-wrote': return hearCustomer(story, event.atMs);
    case 'answered': case 'portal-note': case 'update-told': return speak(story, event.atMs, event.isAutomatic, event.nextUpdateByMs);
    case 'paused': return pause(story, event.atMs);
    case 'resumed': return resume(story, event.atMs);
    case 'resolved': return resolve(story, event.atMs);
    case 'reopened': return reopen(story, event.atMs);
    case 'policy-changed': return changePolicy(story, event.atMs, event.policy);
    case 'calendar-changed': return changeCalendar(story, event.atMs, event.calendar);
    case 'handed-over':
      // The customer waits on, whoever has the case: only another group's own rules change anything.
      if (event.calendar !== null) changeCalendar(story, event.atMs, event.calendar);
      if (event.policy !== null) changePolicy(story, event.atMs, event.policy);
  }
}

function open(story: CaseStory, atMs: number, policy: ClockPolicy, calendar: string): void {
  // A case is opened once; of two the first holds.
  if (story.openedAtMs !== null) return;
  story.openedAtMs = atMs;
  story.firstContactAtMs ??= atMs;
  story.policy = policy;
  story.calendar = calendar;
  story.steady.push({ fromMs: atMs, toMs: null, calendar });
  story.working.push({ fromMs: atMs, toMs: null, calendar });
  // Words from before count by who spoke last: a question that was answered already is not owed an answer.
  story.isAnswered = story.lastWordOfOursAtMs !== null && story.waitingSinceMs === null;
  setClocks(story, atMs, atMs);
}

function hearCustomer(story: CaseStory, atMs: number): void {
  story.firstContactAtMs ??= atMs;
  story.waitingSinceMs ??= atMs;
  resume(story, atMs);
  setCustomerWaits(story, atMs);
}

function speak(story: CaseStory, atMs: number, isAutomatic: boolean, nextUpdateByMs: number | null): void {
  if (!isAutomatic) {
    // What we said in the same breath (an answer, and a note on their page) does not keep what it promises.
    for (const clock of story.clocks) if (clock.endsWith === 'answer' && !isSaidAt(clock, atMs)) end(clock, atMs, 'met');
    story.isAnswered = true;
    story.waitingSinceMs = null;
    story.lastWordOfOursAtMs = atMs;
  }
  // A moment that was told is a promise, whoever told it.
  if (nextUpdateByMs !== null) {
    story.clocks = story.clocks.filter((clock) => !(clock.basis === 'keep-informed' && isSaidAt(clock, atMs)));
    story.clocks.push(newClock('next-update', 'answer', { byMs: nextUpdateByMs }, atMs, atMs, { basis: 'told' }));
  } else if (!isAutomatic) setKeepInformed(story, atMs, atMs);
}

/** Whether a word of ours at this very moment set the clock. */
const isSaidAt = ({ basis, startedAtMs }: SetClock, atMs: number): boolean => (basis === 'told' || basis === 'keep-informed') && startedAtMs === atMs;

function pause(story: CaseStory, atMs: number): void {
  if (!isWorking(story)) return;
  story.isPaused = true;
  close(story.working, atMs);
}

function resume(story: CaseStory, atMs: number): void {
  if (!story.isPaused || story.calendar === null) return;
  story.isPaused = false;
  story.working.push({ fromMs: atMs, toMs: null, calendar: story.calendar });
}

function resolve(story: CaseStory, atMs: number): void {
  if (story.openedAtMs === null || story.resolvedAtMs !== null) return;
  story.resolvedAtMs = atMs;
  story.isPaused = false;
  close(story.working, atMs);
  for (const clock of story.clocks) {
    if (clock.endsWith === 'resolution') end(clock, atMs, 'met');
    // What was told to the customer stays owed, and so does a first answer: to solve something is not to tell them.
    else if (clock.kind === 'next-update' && clock.basis !== 'told') end(clock, atMs, 'resolved');
  }
}

function reopen(story: CaseStory, atMs: number): void {
  if (story.resolvedAtMs === null || story.calendar === null) return;
  const { resolvedAtMs } = story;
  story.resolvedAtMs = null;
  story.working.push({ fromMs: atMs, toMs: null, calendar: story.calendar });
  for (const clock of story.clocks) if (clock.endsWith === 'resolution' && clock.ended?.by === 'met' && clock.ended.atMs === resolvedAtMs) clock.reopenedAtMs ??= atMs;
  setClocks(story, atMs, story.openedAtMs ?? atMs);
}

function changePolicy(story: CaseStory, atMs: number, policy: ClockPolicy): void {
  if (story.openedAtMs === null) return;
  story.policy = policy;
  const open = story.clocks.filter((clock) => clock.ended === null && clock.basis !== 'told');
  for (const clock of open) end(clock, atMs, 'policy-changed');
  setClocks(story, atMs, story.openedAtMs);
  const informed = open.find(({ basis }) => basis === 'keep-informed');
  if (informed !== undefined) setKeepInformed(story, atMs, informed.startedAtMs);
}

function changeCalendar(story: CaseStory, atMs: number, calendar: string): void {
  if (story.openedAtMs === null) return;
  story.calendar = calendar;
  for (const stretches of [story.steady, story.working]) if (close(stretches, atMs)) stretches.push({ fromMs: atMs, toMs: null, calendar });
}

const isWorking = (story: CaseStory): boolean => story.openedAtMs !== null && story.resolvedAtMs === null && !story.isPaused;

/** Sets the clocks of the policy whose end did not happen yet. They count from `startedAtMs`, and hold from `atMs`. */
function setClocks(story: CaseStory, atMs: number, startedAtMs: number): void {
  const { policy } = story;
  if (policy === null) return;
  const set = (kind: ClockKind, { key, endsWith, targetMs, time, pauses }: Omit<PromiseTarget, 'key'> & { readonly key: string | null }): void => {
    const isOver = endsWith === 'answer' ? story.isAnswered : story.resolvedAtMs !== null;
    const isSet = story.clocks.some((clock) => clock.kind === kind && clock.key === key && clock.ended === null);
    if (isOver || isSet) return;
    story.clocks.push(newClock(kind, endsWith, { targetMs, time, pauses: pauses && endsWith === 'resolution' }, startedAtMs, atMs, { key, policy: policy.name }));
  };
  if (policy.firstAnswerMs !== null) set('first-answer', { key: null, endsWith: 'answer', targetMs: policy.firstAnswerMs, time: 'business', pauses: false });
  if (policy.resolutionMs !== null) set('resolution', { key: null, endsWith: 'resolution', targetMs: policy.resolutionMs, time: 'business', pauses: true });
  for (const promise of policy.promises) set('promise', promise);
  setCustomerWaits(story, atMs);
}

/** The next update is due because the customer spoke last: from their first word on, and only once they had their first answer, which has a clock of its own. It never rests, for we do not wait for them. */
function setCustomerWaits(story: CaseStory, atMs: number): void {
  const { policy, openedAtMs, waitingSinceMs, resolvedAtMs } = story;
  if (policy === null || policy.nextUpdateMs === null || openedAtMs === null || waitingSinceMs === null || resolvedAtMs !== null) return;
  if (story.clocks.some(({ ended, kind, basis }) => ended === null && (kind === 'first-answer' || basis === 'customer-waits'))) return;
  story.clocks.push(newClock('next-update', 'answer', { targetMs: policy.nextUpdateMs, time: 'business', pauses: false }, Math.max(waitingSinceMs, openedAtMs), atMs, { basis: 'customer-waits', policy: policy.name }));
}

/** The next update is due because we spoke last and named no moment. It rests while we wait for the customer. */
function setKeepInformed(story: CaseStory, atMs: number, startedAtMs: number): void {
  const { policy, openedAtMs, resolvedAtMs } = story;
  if (policy === null || policy.keepInformedMs === null || openedAtMs === null || resolvedAtMs !== null) return;
  if (story.clocks.some(({ ended, basis }) => ended === null && (basis === 'told' || basis === 'keep-informed'))) return;
  story.clocks.push(newClock('next-update', 'answer', { targetMs: policy.keepInformedMs, time: 'business', pauses: true }, startedAtMs, atMs, { basis: 'keep-informed', policy: policy.name }));
}

function newClock(kind: ClockKind, endsWith: SetClock['endsWith'], allowed: Allowed, startedAtMs: number, heldFromMs: number, { key = null, basis = null, policy = null }: Partial<Pick<SetClock, 'key' | 'basis' | 'policy'>>): SetClock {
  return { kind, key, basis, policy, endsWith, allowed, startedAtMs, heldFromMs, ended: null, reopenedAtMs: null };
}

function end(clock: SetClock, atMs: number, by: 'met' | 'policy-changed' | 'resolved'): void {
  clock.ended ??= { atMs, by };
}

/** Ends the stretch that goes on; false when none does. */
function close(stretches: readonly Stretch[], atMs: number): boolean {
  const last = stretches.at(-1);
  if (last === undefined || last.toMs !== null) return false;
  last.toMs = atMs;
  return true;
}
