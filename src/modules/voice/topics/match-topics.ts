/** How much of both must be shared for two to be the same. Units: texts in both / texts in either. */
const SAME = 0.25;

/**
 * Which old topic each new one continues: the pairs that share most of their texts, best first, each used once.
 * Shape: for each text its old and its new one, null or −1 where it has none; the answer gives the old one of each new one.
 */
export function continued(oldOf: readonly (number | null)[], newOf: ArrayLike<number>): Map<number, number> {
  const [oldSizes, newSizes, both] = [new Map<number, number>(), new Map<number, number>(), new Map<string, { readonly from: number; readonly to: number; count: number }>()];
  for (const [row, from] of oldOf.entries()) {
    const to = newOf[row] as number;
    if (from !== null) oldSizes.set(from, (oldSizes.get(from) ?? 0) + 1);
    if (to >= 0) newSizes.set(to, (newSizes.get(to) ?? 0) + 1);
    if (from === null || to < 0) continue;
    const pair = both.get(`${from} ${to}`) ?? { from, to, count: 0 };
    pair.count += 1;
    both.set(`${from} ${to}`, pair);
  }
  const pairs = [...both.values()].map(({ from, to, count }) => ({ from, to, shared: count / ((oldSizes.get(from) ?? 0) + (newSizes.get(to) ?? 0) - count) })).filter((pair) => pair.shared >= SAME).sort((a, b) => b.shared - a.shared || a.from - b.from || a.to - b.to);
  const [oldOfNew, used] = [new Map<number, number>(), new Set<number>()];
  for (const { from, to } of pairs) if (!used.has(from) && !oldOfNew.has(to)) { oldOfNew.set(to, from); used.add(from); }
  return oldOfNew;
}
