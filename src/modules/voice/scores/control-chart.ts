import { effectiveN, skewnessOf, varianceOf } from './effective-n.ts';
import { INDICATIVE_FROM } from './estimate-score.ts';
import { normalQuantile } from './quantiles.ts';
import { rangeOf, type ScoreDefinition } from './score-definition.ts';
import { NO_ANSWERS, together, type Tally } from './tally.ts';

/** A month that lies further from the rest than chance would put it, or the end of a run of months on one side. */
export type Alarm = { readonly at: number; readonly kind: 'point' | 'run'; readonly direction: 'up' | 'down'; readonly months: number };
/** Months of a score with the limits within which chance keeps them. Shape: one limit for each month that came in, null where too few people answered. Units: those of the score. */
export type ControlChart = { readonly centre: number; readonly limits: readonly ({ readonly low: number; readonly high: number } | null)[]; readonly alarms: readonly Alarm[]; readonly runLength: number };

/** Fewer months show no pattern. */
const LEAST_MONTHS = 6;
/** What chance may spend: false alarms in a flat series, by single points and by runs. Together at most 5 %. */
export const POINT_BUDGET = 0.04;
const RUN_BUDGET = 0.01;
const SHORTEST_RUN = 9;
/** The short side of lopsided limits keeps this share of its width. */
const LEAST_REACH = 0.75;

/** How probable it is that fair coins show `length` or more equal faces in a row somewhere in `throws`. */
function chanceOfRun(throws: number, length: number): number {
  let states = new Map<number, number>([[1, 1]]);
  for (let at = 1; at < throws; at++) {
    const next = new Map<number, number>([[1, 0]]);
    for (const [run, chance] of states) {
      if (run >= length) { next.set(run, (next.get(run) ?? 0) + chance); continue; }
      next.set(1, (next.get(1) ?? 0) + chance / 2);
      next.set(run + 1, (next.get(run + 1) ?? 0) + chance / 2);
    }
    states = next;
  }
  return states.get(length) ?? 0;
}

function runLengthOf(months: number): number {
  let length = SHORTEST_RUN;
  while (length <= months && chanceOfRun(months, length) > RUN_BUDGET) length += 1;
  return length;
}

/** A median step beyond this many times what answers explain is more than chance shows in a calm series. */
const RESTLESS_FROM = 1.5;

/** How much more months differ than their answers alone explain; 1 while that may be chance. The median of steps, so that one bad month does not hide itself. */
export function restlessness(distances: readonly number[]): number {
  const steps = distances.slice(1).map((one, at) => Math.abs(one - (distances[at] ?? one))).sort((a, b) => a - b);
  const middle = steps.length / 2;
  const median = steps.length === 0 ? 0 : ((steps[Math.ceil(middle) - 1] ?? 0) + (steps[Math.floor(middle)] ?? 0)) / 2;
  const measured = median / 0.954;
  return measured > RESTLESS_FROM ? measured : 1;
}

/** How far below and above the centre a month may lie, in errors. Lopsided answers reach further on one side (Cornish and Fisher). */
export function reachOf(width: number, skewness: number): { readonly below: number; readonly above: number } {
  const shift = skewness * (width ** 2 - 1) / 6;
  return { below: Math.max(width * LEAST_REACH, width - shift), above: Math.max(width * LEAST_REACH, width + shift) };
}

/**
 * Control chart of a score by month (p' chart): alarms with one budget for the whole series, never month against month.
 * Null when fewer than six months have ten people or more. Source: docs/methods/score-alarms.md.
 */
export function controlChart(definition: ScoreDefinition, months: readonly Tally[]): ControlChart | null {
  const counted = months.flatMap((tally, at) => (tally.people < INDICATIVE_FROM ? [] : [{ at, mean: tally.sum / tally.weight, n: effectiveN(tally) }]));
  if (counted.length < LEAST_MONTHS) return null;
  const total = counted.reduce((sum, { n }) => sum + n, 0);
  const centre = counted.reduce((sum, { mean, n }) => sum + mean * n, 0) / total;
  const all = counted.reduce((sum, { at }) => together(sum, months[at] ?? NO_ANSWERS), NO_ANSWERS);
  const [variance, skewness] = [varianceOf(all), skewnessOf(all)];
  const errorOf = (n: number): number => Math.sqrt(variance / n);
  const distance = ({ mean, n }: { readonly mean: number; readonly n: number }): number => (variance > 0 ? (mean - centre) / errorOf(n) : 0);
  const restless = restlessness(counted.map(distance));
  const width = normalQuantile(1 - POINT_BUDGET / (2 * counted.length));
  const reach = (n: number): { readonly below: number; readonly above: number } => {
    const { below, above } = reachOf(width, skewness / Math.sqrt(n));
    return { below: below * restless, above: above * restless };
  };
  const [least, most] = rangeOf(definition);
  const scale = definition.rule.kind === 'mean' ? 1 : 100;
  const limits: ControlChart['limits'][number][] = months.map(() => null);
  for (const { at, n } of counted) limits[at] = { low: scale * Math.max(least, centre - reach(n).below * errorOf(n)), high: scale * Math.min(most, centre + reach(n).above * errorOf(n)) };
  const isFar = (one: { readonly mean: number; readonly n: number }): boolean => distance(one) > reach(one.n).above || -distance(one) > reach(one.n).below;
  const points = counted.filter(isFar).map((one): Alarm => ({ at: one.at, kind: 'point', direction: one.mean > centre ? 'up' : 'down', months: 1 }));
  const runLength = runLengthOf(counted.length);
  return { centre: scale * centre, limits, alarms: [...points, ...runsOf(counted, centre, runLength)], runLength };
}

/** Runs of months on one side of the centre, each told once at its end. */
function runsOf(counted: readonly { readonly at: number; readonly mean: number }[], centre: number, least: number): Alarm[] {
  const alarms: Alarm[] = [];
  let months = 0;
  counted.forEach(({ at, mean }, place) => {
    const side = Math.sign(mean - centre);
    const before = Math.sign((counted[place - 1]?.mean ?? centre) - centre);
    const after = Math.sign((counted[place + 1]?.mean ?? centre) - centre);
    months = side === 0 ? 0 : side === before ? months + 1 : 1;
    if (months >= least && after !== side) alarms.push({ at, kind: 'run', direction: side > 0 ? 'up' : 'down', months });
  });
  return alarms;
}
