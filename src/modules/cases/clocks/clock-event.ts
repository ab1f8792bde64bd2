import type { ClockPolicy } from './clock-policy.ts';

/** A word of ours to the customer. `isAutomatic`: nobody wrote it, so it answers nothing. `nextUpdateByMs`: the moment it names by which they hear more; null: none. */
type OurWord = { readonly isAutomatic: boolean; readonly nextUpdateByMs: number | null };

/** What happened. `calendar`: the version of the opening hours that hold from then on. */
type ClockFact =
  | { readonly kind: 'opened'; readonly policy: ClockPolicy; readonly calendar: string }
  | { readonly kind: 'customer-wrote' | 'paused' | 'resumed' | 'resolved' | 'reopened' }
  | ({ readonly kind: 'answered' | 'portal-note' | 'update-told' } & OurWord)
  | { readonly kind: 'policy-changed'; readonly policy: ClockPolicy }
  | { readonly kind: 'calendar-changed'; readonly calendar: string }
  /** `policy` and `calendar`: those of the new group, where they are others. */
  | { readonly kind: 'handed-over'; readonly to: string; readonly policy: ClockPolicy | null; readonly calendar: string | null };

/**
 * One thing that matters to the clocks of a case; added, never changed.
 * Shape: `id` is unique; `who` the public id of a person, `customer` or `custos`. Units: `atMs` ms since 1970.
 * `paused`: we wait for the customer; their next word or `resumed` ends it. `portal-note`: words that they read on their own page.
 */
export type ClockEvent = { readonly id: string; readonly atMs: number; readonly who: string } & ClockFact;

/** In which order things of the same moment are taken: rules before what is measured by them, words before what they lead to. So an answer that asks something back is given, and then waited for. */
const RANK: Readonly<Record<ClockEvent['kind'], number>> = {
  opened: 0, 'calendar-changed': 1, 'policy-changed': 2, 'handed-over': 3, reopened: 4, 'customer-wrote': 5, resumed: 6, answered: 7, 'portal-note': 8, 'update-told': 9, paused: 10, resolved: 11,
};

/** Events in the one order in which they are told, however they arrived: by moment, then kind, then id. What arrived twice is taken once. */
export function inOrder(events: readonly ClockEvent[]): readonly ClockEvent[] {
  const sorted = events.toSorted((one, other) => one.atMs - other.atMs || RANK[one.kind] - RANK[other.kind] || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  const taken = new Set<string>();
  return sorted.filter(({ id }) => !taken.has(id) && taken.add(id));
}
