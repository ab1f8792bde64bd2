import type { TimelineItem } from '../../interactions/contract.ts';

/** A lane: one department with what it alone saw, and its own figure. */
export type Lane = { readonly key: string; readonly name: string; readonly office: 'brand' | 'service'; readonly count: number; readonly rated: { readonly mean: number; readonly max: number; readonly count: number } | null };
/** A day with what each lane saw on it. */
export type LaneDay = { readonly day: string; readonly at: TimelineItem; readonly cells: ReadonlyMap<string, readonly TimelineItem[]> };

type Department = { readonly key: string; readonly name: string; readonly office: 'brand' | 'service' };

function ratingOf(items: readonly TimelineItem[]): Lane['rated'] {
  const ratings = items.flatMap((item) => (item.rating === null ? [] : [item.rating]));
  const first = ratings[0];
  if (first === undefined) return null;
  // Ratings of different scales are never averaged; the lane shows the scale of its newest.
  const alike = ratings.filter((rating) => rating.scale === first.scale && rating.max === first.max && rating.min === first.min);
  return { mean: alike.reduce((sum, rating) => sum + rating.value, 0) / alike.length, max: first.max, count: alike.length };
}

/**
 * The same interactions cut into departments, day by day, as each of them sees the customer.
 * Invariant: every item is in exactly one cell. Lanes without anything are left out; brand's stand left of service's.
 */
export function layLanes(items: readonly TimelineItem[], departments: readonly Department[], laneOf: (item: TimelineItem) => string, dayOf: (item: TimelineItem) => string): { readonly lanes: readonly Lane[]; readonly days: readonly LaneDay[] } {
  const byLane = Map.groupBy(items, laneOf);
  const named = departments.filter((department) => byLane.has(department.key));
  const others = [...byLane.keys()].filter((key) => !departments.some((department) => department.key === key)).map((key) => ({ key, name: key, office: byLane.get(key)?.[0]?.office ?? 'service' }));
  const lanes = [...named, ...others].map((department): Lane => {
    const own = byLane.get(department.key) ?? [];
    return { ...department, count: own.length, rated: ratingOf(own) };
  });
  const days = [...Map.groupBy(items, dayOf)].map(([day, own]): LaneDay => ({ day, at: own[0] as TimelineItem, cells: Map.groupBy(own, laneOf) }));
  return { lanes, days };
}
