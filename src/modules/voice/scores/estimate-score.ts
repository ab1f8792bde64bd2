import type { Certainty } from '../contract.ts';
import { effectiveN, effectiveNAmong, meanOf, varianceOf, Z95 } from './effective-n.ts';
import { studentQuantile } from './quantiles.ts';
import { rangeOf, type ScoreDefinition } from './score-definition.ts';
import type { Tally } from './tally.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** From how many people on a score is shown as "indicative", and from how many plainly. Below the first: words only. Source: docs/methods/nps-interval.md. */
export const INDICATIVE_FROM = 10;
export const SHOWN_FROM = 30;

/** How far a number of people carries. */
export function certaintyOf(people: number): Certainty {
  return people === 0 ? 'none' : people < INDICATIVE_FROM ? 'too-few' : people < SHOWN_FROM ? 'indicative' : 'shown';
}

/**
 * A score with its 95 % interval. Units: per cent or points for net and share (−100 … 100, 0 … 100), the question's own scale for means.
 * `centre` and `error` are of the adjusted estimate, for tests of differences. Invariant: finite, low ≤ value ≤ high, within the scale.
 */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number; readonly centre: number; readonly error: number; readonly effectiveN: number };

type Around = { readonly centre: number; readonly error: number; readonly half: number };

/** Adjusted Wald of a net score: three more answers, evenly. Source: docs/methods/nps-interval.md. */
function adjustedWald(top: number, bottom: number, n: number): Around {
  const [up, down] = [(top * n + 0.75) / (n + 3), (bottom * n + 0.75) / (n + 3)];
  const centre = up - down;
  const error = Math.sqrt(Math.max(0, up + down - centre ** 2) / (n + 3));
  return { centre, error, half: Z95 * error };
}

function wilson(share: number, n: number): Around {
  const { centre, half } = wilsonInterval(share, n);
  return { centre, error: half / Z95, half };
}

/** A mean on a scale with ends: one more answer at each end, then Student's t. Never without width, also when all answers are equal. Source: docs/methods/wilson.md. */
function boundedMean(mean: number, variance: number, n: number, from: number, to: number): Around {
  const centre = (mean * n + from + to) / (n + 2);
  const spread = (n * (variance + mean ** 2) + from ** 2 + to ** 2) / (n + 2) - centre ** 2;
  const error = Math.sqrt(Math.max(0, spread) / (n + 2));
  return { centre, error, half: studentQuantile(0.975, n + 1) * error };
}

function aroundOf(definition: ScoreDefinition, tally: Tally, n: number): Around {
  const { rule, from, to } = definition;
  if (rule.kind === 'net') return adjustedWald(tally.top / tally.weight, tally.bottom / tally.weight, n);
  if (rule.kind === 'share') return wilson(Math.min(1, Math.max(0, meanOf(tally))), n);
  return boundedMean(meanOf(tally), varianceOf(tally), n, from, to);
}

/** What answers say about a score; null without any. `population`: of how many people this is a statement, where that is known. */
export function estimateScore(definition: ScoreDefinition, tally: Tally, population: number | null = null): Estimate | null {
  if (tally.answers === 0 || !(tally.weight > 0)) return null;
  const [least, most] = rangeOf(definition);
  const scale = definition.rule.kind === 'mean' ? 1 : 100;
  const value = Math.min(most, Math.max(least, meanOf(tally)));
  const shown = aroundOf(definition, tally, effectiveNAmong(tally, population));
  const open = population === null ? shown : aroundOf(definition, tally, effectiveN(tally));
  return {
    value: scale * value, low: scale * Math.max(least, Math.min(value, shown.centre - shown.half)), high: scale * Math.min(most, Math.max(value, shown.centre + shown.half)),
    centre: scale * open.centre, error: scale * open.error, effectiveN: effectiveN(tally),
  };
}
