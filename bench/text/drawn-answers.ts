import { NO_ANSWERS, type Tally } from '../../src/modules/voice/scores/tally.ts';

/** Answers of as many people, given how often each worth came. */
export function tallyOfCounts(worths: readonly number[], counts: readonly number[]): Tally {
  const sum = (of: (worth: number) => number): number => counts.reduce((total, count, at) => total + count * of(worths[at] ?? 0), 0);
  const [n, squares] = [sum(() => 1), sum((x) => x * x)];
  return { ...NO_ANSWERS, answers: n, people: n, weight: n, squaredWeights: n, sum: sum((x) => x), sumOfSquares: squares, sumOfCubes: sum((x) => x ** 3), top: sum((x) => Number(x === 1)), bottom: sum((x) => Number(x === -1)), personWeightSquared: n, personSumSquared: squares, personCrossed: sum((x) => x) };
}

/** How often each of several answers comes among `answers` that are drawn with these shares. */
export function drawn(random: () => number, shares: readonly number[], answers: number): number[] {
  const counts = shares.map(() => 0);
  for (let at = 0; at < answers; at++) {
    let left = random();
    const found = shares.findIndex((share) => (left -= share) < 0);
    const place = found < 0 ? shares.length - 1 : found;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}
