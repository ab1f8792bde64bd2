/** Of a hundred sets of drivers that are all alike, in five a pair may be told apart. */
const CONFIDENCE = 0.95;

/**
 * Which shares cannot be told apart: those whose difference may be none, by intervals that hold for all pairs at once.
 * Shape: for each share the places of those that are like it. `drawn`: the shares in each draw of people; `wider`: what few people leave open besides. Source: docs/methods/drivers.md.
 */
export function compareShares(shares: readonly number[], drawn: readonly (readonly number[])[], wider: number): number[][] {
  const pairs = shares.flatMap((first, a) => shares.slice(a + 1).map((second, later) => {
    const b = a + 1 + later;
    const differences = drawn.map((one) => (one[a] ?? 0) - (one[b] ?? 0));
    return { a, b, difference: first - second, differences, error: spreadOf(differences) };
  }));
  const farthest = drawn.map((_, round) => Math.max(0, ...pairs.map(({ difference, differences, error }) => (error > 0 ? Math.abs((differences[round] ?? 0) - difference) / error : 0)))).sort((x, y) => x - y);
  const reach = farthest[Math.ceil(CONFIDENCE * (farthest.length - 1))] ?? Infinity;
  const alike: number[][] = shares.map(() => []);
  for (const { a, b, difference, error } of pairs) {
    if (Math.abs(difference) > reach * wider * error) continue;
    alike[a]?.push(b);
    alike[b]?.push(a);
  }
  return alike;
}

/** How far figures that were drawn again and again lie from their mean. */
export function spreadOf(drawn: readonly number[]): number {
  const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
  return Math.sqrt(drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, drawn.length - 1));
}
