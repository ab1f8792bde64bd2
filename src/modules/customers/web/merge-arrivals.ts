import type { TimelineItem } from '../../interactions/contract.ts';

/**
 * A timeline with what arrived since it was asked for. `complete` when `known` reaches back to the first interaction of all.
 * Invariant: each interaction once, its highest revision; newest first by when it happened, then by id, as the server sorts.
 */
export function mergeArrivals(known: readonly TimelineItem[], arrived: readonly TimelineItem[], complete: boolean): readonly TimelineItem[] {
  const oldest = complete ? undefined : known.at(-1)?.occurredAt;
  const knownIds = new Set(known.map((item) => item.id));
  // What happened before the oldest known page comes in its place when that page is asked for.
  const timely = arrived.filter((item) => oldest === undefined || item.occurredAt >= oldest || knownIds.has(item.id));
  if (timely.length === 0) return known;
  const byId = new Map(known.map((item) => [item.id, item]));
  for (const item of timely) if (item.revision >= (byId.get(item.id)?.revision ?? 0)) byId.set(item.id, item);
  return [...byId.values()].toSorted((a, b) => (a.occurredAt === b.occurredAt ? (a.id < b.id ? 1 : -1) : a.occurredAt < b.occurredAt ? 1 : -1));
}
