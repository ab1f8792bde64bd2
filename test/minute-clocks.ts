import type { ClockEvent } from '../src/modules/cases/clocks/clock-event.ts';
import type { ClockPolicy } from '../src/modules/cases/clocks/clock-policy.ts';

/** A clock as the walk found it. Units: marks are minutes since the walk began; lengths minutes. Shape: `due` null rests, or lies behind the end of the walk. */
export type WalkedClock = {
  readonly name: string; readonly started: number; readonly standing: string; readonly settledBy: string | null; readonly verdict: string | null; readonly ended: number | null;
  readonly due: number | null; readonly breached: number | null; readonly elapsed: number; readonly remaining: number; readonly warn: number | null; readonly alert: number | null;
};

type Walking = { readonly name: string; readonly kind: string; readonly basis: string | null; readonly endsWith: 'answer' | 'resolution'; readonly allow: number; readonly by: number | null; readonly wall: boolean; readonly rests: boolean; readonly started: number; readonly held: number; ended: number | null; endedBy: string | null; reopened: boolean };

const ORDER = ['opened', 'calendar-changed', 'policy-changed', 'handed-over', 'reopened', 'customer-wrote', 'resumed', 'answered', 'portal-note', 'update-told', 'paused', 'resolved'];
const MINUTE_MS = 60_000;

/** What a walk found: the clocks, and the customer's own. */
export type Walked = { readonly clocks: readonly WalkedClock[]; readonly first: number | null; readonly waiting: number | null; readonly resolved: number | null };

/**
 * Tells the clocks of a case by walking through its time minute by minute, looking at each whether it is open and whether we wait: the slow and obvious way, to hold the fast one against.
 * Invariant: all events lie on whole minutes; `open` says of each calendar whether each minute of the walk is open; `now` lies within it.
 */
export function walkClocks(events: readonly ClockEvent[], open: ReadonlyMap<string, Uint8Array>, baseMs: number, now: number, horizon: number): Walked {
  const at = new Map<number, ClockEvent[]>();
  for (const event of events.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    const mark = (event.atMs - baseMs) / MINUTE_MS;
    if (mark <= now) at.set(mark, [...(at.get(mark) ?? []), event]);
  }
  const openNow = new Uint8Array(horizon);
  const working = new Uint8Array(horizon);
  let clocks: Walking[] = [];
  let policy: ClockPolicy | null = null;
  let calendar = '';
  let calendarSince = 0;
  let opened = -1;
  let first = -1;
  let waiting = -1;
  let resolved = -1;
  let isPaused = false;
  let isAnswered = false;
  let haveSpoken = false;

  const add = (kind: string, mark: number, started: number, endsWith: 'answer' | 'resolution', ms: number, more: { basis?: string; key?: string; by?: number; wall?: boolean; rests?: boolean }): void => {
    clocks.push({ name: `${kind} ${more.key ?? more.basis ?? ''}`, kind, basis: more.basis ?? null, endsWith, allow: ms / MINUTE_MS, by: more.by ?? null, wall: more.wall ?? false, rests: more.rests ?? false, started, held: mark, ended: null, endedBy: null, reopened: false });
  };
  const stop = (clock: Walking, mark: number, by: string): void => {
    clock.ended = mark;
    clock.endedBy = by;
  };
  const running = (test: (clock: Walking) => boolean): Walking[] => clocks.filter((clock) => clock.ended === null && test(clock));

  const setAll = (mark: number): void => {
    if (policy === null) return;
    const missing = (name: string): boolean => running((clock) => clock.name === name).length === 0;
    if (policy.firstAnswerMs !== null && !isAnswered && missing('first-answer ')) add('first-answer', mark, opened, 'answer', policy.firstAnswerMs, {});
    if (policy.resolutionMs !== null && resolved < 0 && missing('resolution ')) add('resolution', mark, opened, 'resolution', policy.resolutionMs, { rests: true });
    for (const { key, endsWith, targetMs, time, pauses } of policy.promises) {
      const isOver = endsWith === 'answer' ? isAnswered : resolved >= 0;
      if (!isOver && missing(`promise ${key}`)) add('promise', mark, opened, endsWith, targetMs, { key, wall: time === 'wall', rests: pauses && endsWith === 'resolution' });
    }
    letCustomerWait(mark);
  };
  const letCustomerWait = (mark: number): void => {
    if (policy === null || policy.nextUpdateMs === null || waiting < 0 || resolved >= 0 || opened < 0) return;
    if (running(({ kind, basis }) => kind === 'first-answer' || basis === 'customer-waits').length > 0) return;
    add('next-update', mark, Math.max(waiting, opened), 'answer', policy.nextUpdateMs, { basis: 'customer-waits' });
  };
  const inform = (mark: number, started: number): void => {
    if (policy === null || policy.keepInformedMs === null || resolved >= 0 || opened < 0) return;
    if (running(({ basis }) => basis === 'told' || basis === 'keep-informed').length === 0) add('next-update', mark, started, 'answer', policy.keepInformedMs, { basis: 'keep-informed', rests: true });
  };
  const replace = (mark: number, next: ClockPolicy): void => {
    if (opened < 0) return;
    policy = next;
    const informed = running(({ basis }) => basis === 'keep-informed')[0];
    for (const clock of running(({ basis }) => basis !== 'told')) stop(clock, mark, 'policy-changed');
    setAll(mark);
    if (informed !== undefined) inform(mark, informed.started);
  };
  const change = (mark: number, next: string | null): void => {
    if (opened < 0 || next === null) return;
    calendar = next;
    calendarSince = mark;
  };
  const happen = (event: ClockEvent, mark: number): void => {
    if (event.kind === 'opened') {
      if (opened >= 0) return;
      opened = mark;
      if (first < 0) first = mark;
      policy = event.policy;
      calendar = event.calendar;
      isAnswered = haveSpoken && waiting < 0;
      setAll(mark);
    } else if (event.kind === 'customer-wrote') {
      if (first < 0) first = mark;
      if (waiting < 0) waiting = mark;
      isPaused = false;
      letCustomerWait(mark);
    } else if (event.kind === 'answered' || event.kind === 'portal-note' || event.kind === 'update-told') {
      const isOwn = ({ basis, started }: Walking): boolean => (basis === 'told' || basis === 'keep-informed') && started === mark;
      if (!event.isAutomatic) {
        for (const clock of running((clock) => clock.endsWith === 'answer' && !isOwn(clock))) stop(clock, mark, 'met');
        isAnswered = true;
        haveSpoken = true;
        waiting = -1;
      }
      if (event.nextUpdateByMs !== null) {
        clocks = clocks.filter((clock) => clock.basis !== 'keep-informed' || !isOwn(clock));
        add('next-update', mark, mark, 'answer', 0, { basis: 'told', by: (event.nextUpdateByMs - baseMs) / MINUTE_MS });
      } else if (!event.isAutomatic) inform(mark, mark);
    } else if (event.kind === 'paused') {
      if (opened >= 0 && resolved < 0) isPaused = true;
    } else if (event.kind === 'resumed') isPaused = false;
    else if (event.kind === 'resolved') {
      if (opened < 0 || resolved >= 0) return;
      resolved = mark;
      isPaused = false;
      for (const clock of running(({ endsWith }) => endsWith === 'resolution')) stop(clock, mark, 'met');
      for (const clock of running(({ basis }) => basis === 'customer-waits' || basis === 'keep-informed')) stop(clock, mark, 'resolved');
    } else if (event.kind === 'reopened') {
      if (resolved < 0) return;
      for (const clock of clocks) if (clock.endsWith === 'resolution' && clock.endedBy === 'met' && clock.ended === resolved) clock.reopened = true;
      resolved = -1;
      setAll(mark);
    } else if (event.kind === 'policy-changed') replace(mark, event.policy);
    else if (event.kind === 'calendar-changed') {
      change(mark, event.calendar);
    } else if (event.kind === 'handed-over') {
      change(mark, event.calendar);
      if (event.policy !== null) replace(mark, event.policy);
    }
  };

  let hours: Uint8Array | undefined;
  for (let mark = 0; mark < horizon; mark += 1) {
    const events = at.get(mark);
    if (events !== undefined) {
      for (const kind of ORDER) for (const event of events) if (event.kind === kind) happen(event, mark);
      hours = open.get(calendar);
    }
    openNow[mark] = hours?.[mark] ?? 0;
    working[mark] = opened >= 0 && !isPaused && resolved < 0 ? 1 : 0;
  }

  const look = (clock: Walking): WalkedClock => {
    const end = clock.ended ?? now;
    let elapsed = 0;
    let due = clock.by;
    let counted = 0;
    if (due === null) {
      for (let mark = clock.started; mark < horizon; mark += 1) {
        // A clock that ended goes on in thought, so that its due moment can be told.
        const isOn = !clock.rests || working[mark] === 1;
        if (counted >= clock.allow && isOn) { due = mark; break; }
        if (isOn && (clock.wall || openNow[mark] === 1)) counted += 1;
      }
    }
    for (let mark = clock.started; mark < end; mark += 1) if (clock.by !== null || ((!clock.rests || working[mark] === 1) && (clock.wall || openNow[mark] === 1))) elapsed += 1;
    const broken = due === null ? null : Math.max(due, clock.held);
    const breached = broken !== null && broken < end ? broken : null;
    const rests = clock.ended === null && clock.by === null && breached === null && clock.rests && (isPaused || resolved >= 0);
    const verdict = clock.endedBy === 'met' ? (breached === null ? 'met' : 'met-after-breach') : breached === null ? 'in-time' : 'breached';
    const settledBy = clock.reopened ? 'reopened' : clock.endedBy === 'met' ? null : clock.endedBy;
    const isOpen = clock.ended === null && broken !== null && !rests && calendar !== '';
    let since = Math.max(clock.started, clock.held);
    if (clock.by === null) since = Math.max(since, calendarSince);
    if (clock.by === null && clock.rests) for (let mark = since; mark < now; mark += 1) if (working[mark] === 0) since = mark + 1;
    return {
      name: clock.name, started: clock.started, standing: settledBy !== null ? 'settled' : verdict !== 'in-time' ? verdict : rests ? 'paused' : 'running', settledBy, verdict: settledBy === null ? null : verdict, ended: clock.ended,
      due: rests ? null : due, breached, elapsed, remaining: Math.max(0, (clock.by === null ? clock.allow : clock.by - clock.started) - elapsed),
      ...(isOpen ? calls(broken, breached === null ? since : horizon, open.get(calendar) ?? new Uint8Array(horizon), (policy?.warnBeforeMs ?? 0) / MINUTE_MS) : { warn: null, alert: null }),
    };
  };
  return { clocks: clocks.map(look), first: first < 0 ? null : first, waiting: waiting < 0 ? null : waiting, resolved: resolved < 0 ? null : resolved };
}

function calls(broken: number, since: number, open: Uint8Array, before: number): { readonly warn: number | null; readonly alert: number | null } {
  const alert = open.indexOf(1, broken);
  const firstOpen = open.indexOf(1, since);
  let warn = broken;
  for (let left = before; left > 0 && warn > 0;) {
    warn -= 1;
    left -= open[warn] ?? 0;
  }
  warn = Math.max(warn, firstOpen);
  return { warn: firstOpen !== -1 && warn < broken ? warn : null, alert: alert === -1 ? null : alert };
}
