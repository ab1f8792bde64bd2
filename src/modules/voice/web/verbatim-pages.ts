import type { Verbatims } from '../contract.ts';

/** How many say it, as far as the pages know: those that are held are at least there, and when everything was looked at they are all. Null where it is not told. */
export function totalOfPages(pages: readonly Verbatims[], isWhole: boolean): Verbatims['total'] {
  const total = pages[0]?.total ?? null;
  if (total === null || !total.isLeast) return total;
  const held = pages.reduce((sum, { verbatims }) => sum + verbatims.length, 0);
  return isWhole ? { count: held, isLeast: false } : { count: Math.max(total.count, held), isLeast: true };
}

/** Whether something may lie between the newest page, asked for again, and what was known of it: then the list begins anew. `limit`: what a page holds at most. */
export function isGapBelow(newest: Verbatims, pages: readonly Verbatims[], limit: number): boolean {
  const known = pages.flatMap(({ verbatims }) => verbatims);
  const ids = new Set(known.map(({ id }) => id));
  if (newest.next === null || newest.searchedUntil === null || newest.verbatims.some(({ id }) => ids.has(id))) return false;
  // Where nothing was known, all of it was looked at up to now: only a page that is full can leave something out.
  return known[0] === undefined ? newest.verbatims.length >= limit : Date.parse(newest.searchedUntil) > Date.parse(known[0].occurredAt);
}
