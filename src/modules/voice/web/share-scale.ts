import type { PlotScale } from './month-plot.tsx';
import { markTexts } from './score-words.ts';

/** Where the scale may end. Units: per cent. */
const TOPS = [2, 4, 10, 20, 40, 60, 80, 100] as const;

/** A scale of shares from nothing to where the highest of them may lie, with its middle. */
export function sharesScale(shares: readonly ({ readonly high: number } | null)[]): PlotScale {
  const most = Math.max(0, ...shares.map((share) => share?.high ?? 0));
  const top = TOPS.find((end) => end >= most) ?? 100;
  const marks = [0, top / 2, top];
  return { low: 0, high: top, marks: markTexts(marks).map((text, at) => ({ value: marks[at] ?? 0, text: `${text} %` })) };
}
