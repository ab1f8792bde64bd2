import type { TimelineItem } from '../../interactions/contract.ts';

/**
 * A timeline with what arrived since it was asked for.
 * Invariant: each interaction once, its highest revision; newest first by when it happened, then by id, as the server sorts.
 */
export function mergeArrivals(known: readonly TimelineItem[], arrived: readonly TimelineItem[]): readonly TimelineItem[] {
  if (arrived.length === 0) return known;
  const byId = new Map<string, TimelineItem>();
  for (const item of [...known, ...arrived]) {
    const before = byId.get(item.id);
    if (before === undefined || item.revision >= before.revision) byId.set(item.id, item);
  }
  const oldest = known.at(-1)?.occurredAt;
  // What happened before the oldest known page arrives in its place when that page is asked for.
  return [...byId.values()].filter((item) => oldest === undefined || item.occurredAt >= oldest || known.includes(item))
    .toSorted((a, b) => (a.occurredAt === b.occurredAt ? (a.id < b.id ? 1 : -1) : a.occurredAt < b.occurredAt ? 1 : -1));
}
