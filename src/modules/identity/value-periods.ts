/** A value unheard of for longer than this may be somebody else's by now: telephone companies give a number out again after some months. Units: ms. */
export const HANDED_ON_AFTER_MS = 180 * 86_400_000;

/** Sorts the uses of a value into periods, each without a pause of HANDED_ON_AFTER_MS or more; earliest first. */
export function periodsOf<T>(uses: readonly T[], momentOf: (use: T) => number): T[][] {
  const periods: T[][] = [];
  let lastMs = -Infinity;
  for (const use of [...uses].sort((a, b) => momentOf(a) - momentOf(b))) {
    const ms = momentOf(use);
    const period = periods.at(-1);
    if (period === undefined || ms - lastMs >= HANDED_ON_AFTER_MS) periods.push([use]);
    else period.push(use);
    lastMs = ms;
  }
  return periods;
}
