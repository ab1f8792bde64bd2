import type { NearMeaning } from './meanings-log.ts';

/** Below this nothing is like anything: so are most pairs of texts drawn by lot. Units: cosine. */
const LEAST_LIKENESS = 0.2;

/** A text and how alike it is. `same`: texts with the very same vector, this one, the newest, among them. */
export type NearText = NearMeaning & { readonly same: number };

/**
 * The texts among the nearest rows, the nearest first: each in its latest revision, and those with the very same vector (they are alike to the last digit) as one.
 * Invariant: what was near in an earlier revision alone is there, too, until the engine merged it away; whoever shows it knows its revision.
 */
export function nearTexts(rows: readonly NearMeaning[]): NearText[] {
  const latest = new Map<number, NearMeaning>();
  for (const row of rows) if ((latest.get(row.number)?.revision ?? -1) < row.revision) latest.set(row.number, row);
  return [...Map.groupBy(latest.values(), ({ likeness }) => likeness).values()].flatMap((texts): NearText[] => {
    const [newest] = texts.toSorted((a, b) => b.occurredMs - a.occurredMs || b.number - a.number);
    return newest === undefined || newest.likeness < LEAST_LIKENESS ? [] : [{ ...newest, same: texts.length }];
  }).toSorted((a, b) => b.likeness - a.likeness);
}
