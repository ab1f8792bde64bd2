/** What speaks for two customers sharing a home, or against: a word of somebody here, or what they say of themselves. Shape: `records` of the pair that says so; null where a person said it. */
export type HomeTie = { readonly customer: number; readonly other: number; readonly probability: number; readonly isOne: boolean; readonly records: { readonly a: number; readonly b: number } | null };

/** People of one household at most. */
export const MOST_MEMBERS = 12;

/**
 * Who lives with whom: the surest ties first, words of people before all others. Two who were said not to share a home are never in one, whoever lies between them.
 * Shape: every customer once, those who live alone too; each home ascending. Invariant: the same ties give the same homes, in whatever order they come.
 */
export function divideHomes(customers: readonly number[], ties: readonly HomeTie[]): number[][] {
  const homeOf = new Map(customers.map((customer) => [customer, [customer]]));
  const apart = new Set(ties.flatMap(({ customer, other, isOne }) => (isOne ? [] : [`${customer} ${other}`, `${other} ${customer}`])));
  const sure = ties.filter((tie) => tie.isOne && homeOf.has(tie.customer) && homeOf.has(tie.other)).map((tie) => ({ ...tie, low: Math.min(tie.customer, tie.other), high: Math.max(tie.customer, tie.other) }));
  sure.sort((one, other) => Number(one.records !== null) - Number(other.records !== null) || other.probability - one.probability || one.low - other.low || one.high - other.high);
  for (const { customer, other } of sure) {
    const [left, right] = [homeOf.get(customer) ?? [], homeOf.get(other) ?? []];
    if (left === right || left.length + right.length > MOST_MEMBERS || left.some((one) => right.some((two) => apart.has(`${one} ${two}`)))) continue;
    const both = [...left, ...right].sort((a, b) => a - b);
    for (const one of both) homeOf.set(one, both);
  }
  return [...new Set(homeOf.values())];
}
