import { estimateScore, SHOWN_FROM, type Estimate } from './estimate-score.ts';
import { normalTail } from './quantiles.ts';
import type { ScoreDefinition } from './score-definition.ts';
import { NO_ANSWERS, together, type Tally } from './tally.ts';

/** How often each answer was given, turned so that more is better. */
export type Counted = { readonly value: number; readonly answers: number };

/** How even the experience is. Units: those of the scale. `tenth`: a tenth of the answers is this or worse. */
export type Spread = { readonly deviation: number; readonly tenth: number };

/** Spread of answers; null below thirty, where it says little. */
export function spreadOf(counted: readonly Counted[]): Spread | null {
  const total = counted.reduce((sum, { answers }) => sum + answers, 0);
  if (total < SHOWN_FROM) return null;
  const mean = counted.reduce((sum, { value, answers }) => sum + value * answers, 0) / total;
  const deviation = Math.sqrt(counted.reduce((sum, { value, answers }) => sum + (value - mean) ** 2 * answers, 0) / total);
  let below = 0;
  const tenth = counted.toSorted((a, b) => a.value - b.value).find(({ answers }) => (below += answers) >= total / 10);
  return { deviation, tenth: tenth?.value ?? mean };
}

/** The part of the answers with the lowest score. `isLower`: told apart from the rest, among all parts at once. */
export type LowestCell = { readonly name: string; readonly estimate: Estimate; readonly people: number; readonly isLower: boolean };

/** A part of the answers, folded. */
type Cell = { readonly name: string; readonly tally: Tally };

const BUDGET = 0.05;

/** Cells that carry a figure. */
function shownAmong(definition: ScoreDefinition, cells: readonly Cell[]): (Cell & { readonly estimate: Estimate })[] {
  return cells.flatMap((cell) => {
    const estimate = cell.tally.people < SHOWN_FROM ? null : estimateScore(definition, cell.tally);
    return estimate === null ? [] : [{ ...cell, estimate }];
  });
}

/** The lowest of several parts that have thirty people or more; null when there are not two. `compared`: among how many parts it is told apart, those of other divisions too. */
export function lowestCell(definition: ScoreDefinition, cells: readonly Cell[], compared = 0): LowestCell | null {
  const shown = shownAmong(definition, cells);
  // The adjusted estimate, which lies nearer to the middle the fewer answers there are: a small part is not the lowest because it is small.
  const lowest = shown.toSorted((a, b) => a.estimate.centre - b.estimate.centre || (a.name < b.name ? -1 : 1))[0];
  if (lowest === undefined || shown.length < 2) return null;
  const rest = estimateScore(definition, shown.filter((cell) => cell !== lowest).reduce((all, { tally }) => together(all, tally), NO_ANSWERS));
  const error = rest === null ? 0 : Math.hypot(rest.error, lowest.estimate.error);
  const isLower = rest !== null && error > 0 && normalTail((rest.centre - lowest.estimate.centre) / error) < BUDGET / Math.max(compared, shown.length);
  return { name: lowest.name, estimate: lowest.estimate, people: lowest.tally.people, isLower };
}

/** The lowest part of answers that are divided in several ways (by channel, brand, office), with the way; null when none has two parts that carry a figure. Parts of all ways share one budget for being called lower by chance. */
export function lowestOf<By extends string>(definition: ScoreDefinition, divided: readonly { readonly by: By; readonly cells: readonly Cell[] }[]): (LowestCell & { readonly by: By }) | null {
  const compared = divided.map(({ cells }) => shownAmong(definition, cells).length).filter((count) => count > 1).reduce((sum, count) => sum + count, 0);
  const lowest = divided.flatMap(({ by, cells }) => { const cell = lowestCell(definition, cells, compared); return cell === null ? [] : [{ ...cell, by }]; });
  return lowest.toSorted((a, b) => a.estimate.centre - b.estimate.centre)[0] ?? null;
}
