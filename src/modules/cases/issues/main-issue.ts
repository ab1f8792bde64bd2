/**
 * The issue that a case is about: in which most of its interactions lie; of equals the one of the earlier interaction. Cases name no issue, because contacts are put together anew: what the case is about stays.
 * Shape: null where none of them lies in any.
 */
export function mainIssue(interactions: readonly number[], issueOf: ReadonlyMap<number, number>): number | null {
  const counts = new Map<number, number>();
  for (const interaction of interactions.toSorted((a, b) => a - b)) {
    const issue = issueOf.get(interaction);
    if (issue !== undefined) counts.set(issue, (counts.get(issue) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
