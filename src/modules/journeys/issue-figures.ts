import { wilsonInterval } from '../voice/index.ts';

/** A figure with its 95 % interval. */
export type Estimated = { readonly value: number; readonly low: number; readonly high: number };

/** Sums over customers, by which a mean over issues and its uncertainty are known: issues `n` and what is counted of them `s` of each customer, and their squares and products. */
export type ClusterSums = { readonly customers: number; readonly n: number; readonly s: number; readonly nn: number; readonly ss: number; readonly ns: number };

/** Below so many people no figure is shown. */
const PEOPLE_LEAST = 10;
const Z = 1.96;

/** Mean over issues, where issues of one customer are alike: the variance of a ratio of sums over customers. Shape: null below ten customers. Source: docs/methods/clustered-answers.md. */
export function clusteredMean({ customers, n, s, nn, ss, ns }: ClusterSums): Estimated | null {
  if (customers < PEOPLE_LEAST || n === 0) return null;
  const value = s / n;
  const half = Z * Math.sqrt(varianceOf({ value, customers, n, nn, ss, ns }));
  return { value, low: value - half, high: value + half };
}

/** A share of issues in the same way, by Wilson's interval with the number of issues that say as much as if each were another customer's. Shape: as `clusteredMean`. */
export function clusteredShare(sums: ClusterSums): Estimated | null {
  const { customers, n, s } = sums;
  if (customers < PEOPLE_LEAST || n === 0) return null;
  const value = s / n;
  const variance = varianceOf({ ...sums, value });
  const plain = (value * (1 - value)) / n;
  // All alike: nothing tells how far customers differ, so each counts once.
  const effective = variance > plain && plain > 0 ? (value * (1 - value)) / variance : plain > 0 ? n : customers;
  return around(value, effective);
}

function varianceOf({ value, customers, n, nn, ss, ns }: { value: number; customers: number; n: number; nn: number; ss: number; ns: number }): number {
  return (Math.max(0, ss - 2 * value * ns + value * value * nn) / (n * n)) * (customers / (customers - 1));
}

function around(value: number, n: number): Estimated {
  const { centre, half } = wilsonInterval(value, n);
  return { value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Judged pairs: how they stood and what people said. */
export type JudgedPairs = { readonly togetherRight: number; readonly togetherWrong: number; readonly apartRight: number; readonly apartWrong: number };

/** Fewer judged pairs of a kind say nothing in figures. */
const JUDGED_LEAST = 10;
const CORRECTED_FROM = 100;

/**
 * How good threading is, from judged pairs. Pairs that stand together and those that stand apart are drawn each by themselves, so recall weighs them by how many there are of each (`standing`).
 * Shape: null where fewer than ten were judged.
 */
export function threadQuality(judged: JudgedPairs, standing: { readonly together: number; readonly apart: number }): { readonly pairs: number; readonly precision: Estimated | null; readonly recall: Estimated | null } {
  const [together, apart] = [judged.togetherRight + judged.togetherWrong, judged.apartRight + judged.apartWrong];
  const pairs = together + apart;
  if (together < JUDGED_LEAST) return { pairs, precision: null, recall: null };
  const precision = around(judged.togetherRight / together, together);
  if (apart < JUDGED_LEAST) return { pairs, precision, recall: null };
  const missed = around(judged.apartWrong / apart, apart);
  const recall = (found: number, left: number): number => (standing.together * found === 0 ? 0 : (standing.together * found) / (standing.together * found + standing.apart * left));
  return { pairs, precision, recall: { value: recall(precision.value, missed.value), low: recall(precision.low, missed.high), high: recall(precision.high, missed.low) } };
}

/** A share as it would be without the mistakes that judged pairs show. Shape: null below a hundred judged pairs, or where they tell no difference. Source: Rogan and Gladen 1978, docs/methods/issue-threading.md. */
export function correctedShare(share: Estimated | null, judged: JudgedPairs, standing: { readonly together: number; readonly apart: number }): Estimated | null {
  const { pairs, precision, recall } = threadQuality(judged, standing);
  if (share === null || precision === null || recall === null || pairs < CORRECTED_FROM || standing.apart === 0) return null;
  const truly = { together: standing.together * precision.value + standing.apart * (judged.apartWrong / Math.max(1, judged.apartWrong + judged.apartRight)) };
  const apartTruly = standing.together + standing.apart - truly.together;
  const [sensitivity, specificity] = [recall.value, apartTruly <= 0 ? 1 : 1 - (standing.together * (1 - precision.value)) / apartTruly];
  const tells = sensitivity + specificity - 1;
  if (tells <= 0.1) return null;
  const correct = (observed: number): number => Math.min(1, Math.max(0, (observed + specificity - 1) / tells));
  return { value: correct(share.value), low: correct(share.low), high: correct(share.high) };
}
