/**
 * The issue that contacts are about: in which most of them lie; of equals the one of the earlier interaction. Cases name no issue, because contacts are put together anew: what the case is about stays.
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

/** Contacts of a case that belong together: what it, or a part of it, is mainly about (`matter` 0), or an issue that was taken with it. */
export type Matter = { readonly caseNumber: number; readonly matter: number; readonly interactions: readonly number[] };

/** The issues that a case is about, one for each matter. Shape: each once; that of its first matter first. */
export function issuesOfMatters(matters: readonly Matter[], issueOf: ReadonlyMap<number, number>): number[] {
  return [...new Set(matters.flatMap(({ interactions }) => mainIssue(interactions, issueOf) ?? []))];
}

/** Cases by the issues that they are about, in their order. */
export function byIssues<One extends { readonly matters: readonly Matter[] }>(cases: readonly One[], issueOf: ReadonlyMap<number, number>): Map<number, One[]> {
  const found = new Map<number, One[]>();
  for (const one of cases) for (const issue of issuesOfMatters(one.matters, issueOf)) found.set(issue, [...found.get(issue) ?? [], one]);
  return found;
}

/** Under which number of a case's own matters contacts of an issue come to it: of the matter that is about it already, else a new one. */
export function matterFor(issue: number, { number, matters }: { readonly number: number; readonly matters: readonly Matter[] }, issueOf: ReadonlyMap<number, number>): number {
  const own = matters.filter(({ caseNumber }) => caseNumber === number);
  const known = own.find(({ interactions }) => mainIssue(interactions, issueOf) === issue);
  return known?.matter ?? Math.max(0, ...own.map(({ matter }) => matter)) + 1;
}
