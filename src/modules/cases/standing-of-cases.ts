import type { Queryable } from '../../platform/pg/transaction.ts';
import { foldCase, type CaseEvent, type CaseNow } from './case.ts';
import { eventsOf } from './case-store.ts';
import type { CaseState } from './contract.ts';

/** How a case stands, for whoever waits outside of it. `how`: how it was solved, or what was given, in the words of whoever did so last; null before. Units: ms since 1970. */
export type CaseStanding = { readonly state: CaseState; readonly owner: string | null; readonly queue: string; readonly how: string | null; readonly changedMs: number };

/** What changes how a case stands, seen from outside; notes and looks from within do not. */
const INNER: ReadonlySet<string> = new Set<CaseEvent['fact']['kind']>(['noted', 'linked', 'heard', 'prioritised', 'absorbed', 'let-go', 'paused', 'resumed']);
/** Cases that became part of one another are followed so far. */
const STEPS_MOST = 5;

/** How cases stand, by number; a case that became part of another stands as that one does. Shape: cases that are gone are missing. */
export async function standingOfCases(database: Queryable, numbers: readonly number[]): Promise<Map<number, CaseStanding>> {
  const read = new Map<number, { readonly now: CaseNow; readonly standing: CaseStanding }>();
  let wanted: readonly number[] = [...new Set(numbers)];
  for (let step = 0; step < STEPS_MOST && wanted.length > 0; step += 1) {
    for (const [number, events] of await eventsOf(database, wanted)) {
      const now = foldCase(events);
      if (now !== null) read.set(number, { now, standing: standing(now, events) });
    }
    wanted = wanted.flatMap((number) => read.get(number)?.now.mergedInto ?? []).filter((number) => !read.has(number));
  }
  return new Map(numbers.flatMap((number) => { const found = lastOf(number, read); return found === null ? [] : [[number, found] as const]; }));
}

function lastOf(number: number, read: ReadonlyMap<number, { readonly now: CaseNow; readonly standing: CaseStanding }>): CaseStanding | null {
  let at = read.get(number);
  for (let step = 0; step < STEPS_MOST && at?.now.mergedInto != null; step += 1) at = read.get(at.now.mergedInto) ?? at;
  return at?.standing ?? null;
}

function standing(now: CaseNow, events: readonly CaseEvent[]): CaseStanding {
  const how = events.toReversed().flatMap(({ fact }) => (fact.kind === 'resolved' ? [fact.how] : fact.kind === 'remedied' ? [fact.gave] : []))[0] ?? null;
  const changedMs = events.toReversed().find(({ fact }) => !INNER.has(fact.kind))?.atMs ?? now.openedMs;
  return { state: now.state, owner: now.owner, queue: now.queue, how, changedMs };
}
