import type { Score } from '../contract.ts';

/** The ends of a score's figure. */
export function endsOf({ unit, from, to }: Pick<Score, 'unit' | 'from' | 'to'>): readonly [number, number] {
  return unit === 'points' ? [-100, 100] : unit === 'percent' ? [0, 100] : [from, to];
}

/** The stretch of the scale that a chart shows: everything drawn with some air, in round steps, never beyond the ends of the scale. */
export function stretchOf(score: Pick<Score, 'unit' | 'from' | 'to'> & { readonly months: readonly Pick<Score['months'][number], 'estimate' | 'limits'>[] }): { readonly low: number; readonly high: number; readonly marks: readonly number[] } {
  const [least, most] = endsOf(score);
  const drawn = score.months.flatMap(({ estimate, limits }) => [...(estimate === null ? [] : [estimate.low, estimate.high]), ...(limits === null ? [] : [limits.low, limits.high])]);
  const [low, high] = drawn.length === 0 ? [least, most] : [Math.min(...drawn), Math.max(...drawn)];
  const rough = Math.max((high - low) / 3, (most - least) / 50);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const bottom = Math.max(least, Math.floor(low / step) * step);
  const top = Math.min(most, Math.max(bottom + step, Math.ceil(high / step) * step));
  const marks: number[] = [];
  for (let mark = Math.ceil(bottom / step) * step; mark <= top + step / 1e6; mark += step) marks.push(mark);
  return { low: bottom, high: top, marks };
}

/** Answers with fewer places than this are drawn with every place of the scale, also those that nobody chose. */
const PLACES_MOST = 15;

/** The answers of a scale in their order, each with how often it was given. */
export function placesOf({ from, to, distribution }: Pick<Score, 'from' | 'to' | 'distribution'>): { readonly value: number; readonly answers: number }[] {
  const isWhole = to - from < PLACES_MOST && distribution.every(({ value }) => Number.isInteger(value));
  const given = new Map(distribution.map(({ value, answers }) => [value, answers]));
  return isWhole ? Array.from({ length: to - from + 1 }, (_, at) => ({ value: from + at, answers: given.get(from + at) ?? 0 })) : [...distribution];
}
