import { effectiveN, wilsonInterval } from '../voice/index.ts';
import type { KeptPart, KeptRate } from './contract.ts';

/** Below so many people no rate is shown. */
const FEWEST_PEOPLE = 10;

/**
 * What is counted of a promise, folded over people so that a database can fold it: of each person n settled and k kept.
 * Shape: `squares` Σn², `keptSquares` Σk², `crossed` Σn·k over people.
 */
export type KeptTally = { readonly kept: number; readonly broken: number; readonly running: number; readonly people: number; readonly squares: number; readonly keptSquares: number; readonly crossed: number };

export const NOTHING_KEPT: KeptTally = { kept: 0, broken: 0, running: 0, people: 0, squares: 0, keptSquares: 0, crossed: 0 };

/** Adds what became of a promise for one more person. */
export function withPerson(tally: KeptTally, { kept, broken, running }: { readonly kept: number; readonly broken: number; readonly running: number }): KeptTally {
  const n = kept + broken;
  return { kept: tally.kept + kept, broken: tally.broken + broken, running: tally.running + running, people: tally.people + Number(n > 0), squares: tally.squares + n * n, keptSquares: tally.keptSquares + kept * kept, crossed: tally.crossed + n * kept };
}

const percent = (ratio: number): number => Math.round(ratio * 1_000) / 10;

/** How often a promise is kept, with Wilson's interval for as many independent promises as those of these people tell. Source: docs/methods/promises.md. */
export function keptRate({ kept, broken, running, people, squares, keptSquares, crossed }: KeptTally): KeptRate {
  const settled = kept + broken;
  const counts = { kept, broken, running, people };
  if (people < FEWEST_PEOPLE) return { ...counts, keptPercent: null, lowPercent: null, highPercent: null };
  const n = effectiveN({ answers: settled, people, weight: settled, squaredWeights: settled, sum: kept, sumOfSquares: kept, sumOfCubes: kept, top: kept, bottom: 0, personWeightSquared: squares, personSumSquared: keptSquares, personCrossed: crossed });
  const { centre, half } = wilsonInterval(kept / settled, n);
  return { ...counts, keptPercent: percent(kept / settled), lowPercent: percent(Math.max(0, centre - half)), highPercent: percent(Math.min(1, centre + half)) };
}

export const keptPart = (key: string, tally: KeptTally): KeptPart => ({ key, ...keptRate(tally) });
