import { unreachedPlaces, type CaseEvent, type CaseNow } from './case.ts';
import type { Due } from './case-store.ts';
import { clocksNow, type CaseClocks } from './clocks/case-clocks.ts';
import type { ClockEvent } from './clocks/clock-event.ts';
import type { ClockPolicy } from './clocks/clock-policy.ts';
import type { CalendarOf, Clock } from './clocks/clock-state.ts';
import type { CaseClock, CaseTarget, Priority } from './contract.ts';

/** Opening hours as they held over time: which version since when, the first of them for ever before. Units: ms since 1970. */
export type HoursHistory = { readonly versions: readonly { readonly version: string; readonly sinceMs: number }[]; readonly calendarOf: CalendarOf };

/** A case as clocks need it. */
type Told = { readonly events: readonly CaseEvent[]; readonly now: Pick<CaseNow, 'endedMs'> };

/** Clocks as a page shows them. `problem`: why they can't be told. */
export type ShownClocks = { readonly clocks: readonly CaseClock[]; readonly unansweredSinceMs: number | null; readonly problem: string | null };

/** What is due first in a case, by the opening hours that were asked for. */
export type DueOf = (told: Told) => Due | null;

/** What is due in cases, and how their clocks stand. `ready` asks for the opening hours once, for as many cases as one likes. */
export type ClocksOfCases = { ready(): Promise<DueOf>; clocksOf(told: Told): Promise<ShownClocks> };

const MINUTE_MS = 60_000;
/** How long before something is due somebody should know. Units: ms. */
const WARN_BEFORE_MS = 60 * MINUTE_MS;

/** Clocks by the opening hours that the company has. */
export function createClocksOfCases({ hours, clock }: { hours(): Promise<HoursHistory>; readonly clock: () => number }): ClocksOfCases {
  const read = ({ events }: Told, history: HoursHistory) => clocksNow(clockEventsOf(events, history.versions), history.calendarOf, clock());
  return {
    async ready() {
      const history = await hours();
      return (told) => {
        if (told.now.endedMs !== null) return null;
        const clocks = read(told, history);
        // Hours that never open again leave nothing due; the page of the case says so.
        return clocks.ok ? nextDue(clocks.value) : null;
      };
    },
    async clocksOf(told) {
      const clocks = read(told, await hours());
      if (!clocks.ok) return { clocks: [], unansweredSinceMs: null, problem: clocks.refusal.detail };
      const shown = clocks.value.clocks.flatMap((one) => shownClock(one));
      return { clocks: shown.filter((one, at) => !shown.slice(at + 1).some((later) => later.clock === one.clock && later.clock !== 'first-answer')), unansweredSinceMs: clocks.value.customer?.waitingSinceMs ?? null, problem: null };
    },
  };
}

/** What is due first of what is not done yet, too late or not. */
function nextDue({ clocks }: CaseClocks): Due | null {
  const owed = clocks.flatMap(({ kind, endedAtMs, dueAtMs }) => (kind === 'promise' || endedAtMs !== null || dueAtMs === null ? [] : [{ clock: kind, atMs: dueAtMs }]));
  return owed.reduce<Due | null>((first, one) => (first === null || one.atMs < first.atMs ? one : first), null);
}

function shownClock({ kind, standing, startedAtMs, dueAtMs, breachedAtMs, endedAtMs }: Clock): CaseClock[] {
  if (kind === 'promise' || standing === 'settled') return [];
  const iso = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString());
  return [{ clock: kind, standing, startedAt: new Date(startedAtMs).toISOString(), dueAt: iso(dueAtMs), breachedAt: iso(breachedAtMs), endedAt: iso(endedAtMs) }];
}

/** What a target of ours means to the clocks. */
function policyOf(priority: Priority, { firstAnswerMinutes, keepInformedMinutes, resolutionMinutes }: CaseTarget): ClockPolicy {
  const ms = (minutes: number | null): number | null => (minutes === null ? null : minutes * MINUTE_MS);
  return { name: priority, firstAnswerMs: ms(firstAnswerMinutes), nextUpdateMs: ms(firstAnswerMinutes), keepInformedMs: ms(keepInformedMinutes), resolutionMs: ms(resolutionMinutes), promises: [], warnBeforeMs: WARN_BEFORE_MS };
}

/** What happened with a case, as its clocks hear it: each change of opening hours since it was opened among it. */
export function clockEventsOf(events: readonly CaseEvent[], versions: HoursHistory['versions']): ClockEvent[] {
  const opened = events.find(({ fact }) => fact.kind === 'opened');
  if (opened === undefined) return [];
  const held = versions.findLast(({ sinceMs }) => sinceMs <= opened.atMs) ?? versions[0];
  const changes = versions.filter(({ sinceMs }) => sinceMs > opened.atMs).map(({ version, sinceMs }): ClockEvent => ({ id: `hours ${version}`, atMs: sinceMs, who: 'custos', kind: 'calendar-changed', calendar: version }));
  // What came back never reached the customer: to the clocks it was not said.
  const unsaid = unreachedPlaces(events);
  return [...events.filter(({ place }) => !unsaid.has(place)).flatMap((event) => heardBy(event, held?.version ?? '')), ...changes];
}

function heardBy({ place, atMs, by, fact }: CaseEvent, calendar: string): ClockEvent[] {
  const own = { id: String(place), atMs, who: by };
  const wrote = (moments: readonly number[]): ClockEvent[] => moments.map((wroteMs, at) => ({ id: `${place}.${at}`, atMs: wroteMs, who: 'customer', kind: 'customer-wrote' }));
  switch (fact.kind) {
    case 'opened': return [{ ...own, kind: 'opened', policy: policyOf(fact.priority, fact.target), calendar }, ...wrote(fact.wroteMs)];
    case 'linked': return wrote(fact.wroteMs);
    case 'informed': return [{ ...own, kind: 'answered', isAutomatic: false, nextUpdateByMs: fact.nextUpdateByMs }];
    case 'resolved': return [...(fact.told === null ? [] : [{ ...own, id: `${place}.told`, kind: 'answered', isAutomatic: false, nextUpdateByMs: null } as const]), { ...own, kind: 'resolved' }];
    case 'customer-said': return fact.solved ? [{ ...own, kind: 'resolved' }] : [{ ...own, kind: 'reopened' }, ...wrote([atMs])];
    case 'remedied': return [{ ...own, kind: 'resolved' }];
    case 'broken': case 'reopened': return [{ ...own, kind: 'reopened' }];
    case 'prioritised': return [{ ...own, kind: 'policy-changed', policy: policyOf(fact.priority, fact.target) }];
    case 'handed-over': return [{ ...own, kind: 'handed-over', to: 'person' in fact.to ? fact.to.person : fact.to.queue, policy: null, calendar: null }];
    case 'paused': case 'resumed': return [{ ...own, kind: fact.kind }];
    default: return [];
  }
}
