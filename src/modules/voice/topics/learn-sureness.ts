import type { FeatureSpace, SparseRows } from '../reading/feature-space.ts';
import { solveLine } from '../reading/solve-linear.ts';
import { noveltyOf, rarestOf } from './assign-topic.ts';
import type { TopicText } from './topic-text.ts';
import type { Sureness } from './topic-tree.ts';
import { dot, type Vectors, zeroVectors } from './vectors.ts';

/** How well each text fits its own topic when it is left out of the centre, and what leads. Shape: `agrees` whether the own topic leads; `lead` of the leading topic over the next. */
export type LeftOutFit = { readonly own: Float64Array; readonly leading: Float64Array; readonly lead: Float64Array; readonly agrees: Uint8Array };

/** A text that fits worse than this many spreads below the middle of its topic is too far off; and whatever fits worse than this. */
const FAR = 2.5;
const SPREAD_OF_MEDIAN = 1.4826;
const LEAST_FIT = 0.2;

/** Measures fits as later texts will have them: without their own part in the centre. Texts of group −1 are left alone (their own fit is zero). Shape: `topicOf` the topic of each group; groups of one topic do not lead over each other. */
export function leftOutFits(vectors: Vectors, texts: readonly TopicText[], space: FeatureSpace, groupOf: Int32Array, topicOf: Int32Array): LeftOutFit {
  const groups = topicOf.length;
  const sums = zeroVectors(groups, vectors.width);
  for (let row = 0; row < vectors.count; row += 1) {
    const group = groupOf[row] as number;
    if (group >= 0) for (let at = 0; at < vectors.width; at += 1) sums.values[group * vectors.width + at] = (sums.values[group * vectors.width + at] as number) + (vectors.values[row * vectors.width + at] as number);
  }
  const lengths = Float64Array.from({ length: groups }, (_, group) => dot(sums, group, sums, group));
  const rarest = rarestOf(space);
  const fits = { own: new Float64Array(vectors.count), leading: new Float64Array(vectors.count), lead: new Float64Array(vectors.count), agrees: new Uint8Array(vectors.count) };
  for (let row = 0; row < vectors.count; row += 1) {
    const own = groupOf[row] as number;
    const self = dot(vectors, row, vectors, row);
    const known = Math.sqrt(1 - noveltyOf(space, rarest, (texts[row] as TopicText).words));
    let [leader, most, next] = [-1, 0, 0];
    for (let group = 0; group < groups; group += 1) {
      const raw = dot(vectors, row, sums, group);
      const likeness = group === own ? (raw - self) / Math.sqrt(Math.max(1e-12, (lengths[group] as number) - 2 * raw + self)) : raw / Math.sqrt(Math.max(1e-12, lengths[group] as number));
      if (group === own) fits.own[row] = likeness * known;
      const other = leader >= 0 && topicOf[leader] !== topicOf[group];
      if (likeness > most) { if (other) next = most; most = likeness; leader = group; } else if (likeness > next && other) next = likeness;
    }
    fits.leading[row] = most * known;
    fits.lead[row] = (most - next) * known;
    fits.agrees[row] = own >= 0 && leader >= 0 && topicOf[leader] === topicOf[own] ? 1 : 0;
  }
  return fits;
}

/** The fit below which a text is too far off its topic: by the middle and the spread of its own texts. */
export function reachesOf(fits: LeftOutFit, groupOf: Int32Array, groups: number): Float64Array {
  return Float64Array.from({ length: groups }, (_, group) => {
    const own = fits.own.filter((__, row) => groupOf[row] === group);
    const middle = quantile(own, 0.5);
    return Math.max(LEAST_FIT, middle - FAR * SPREAD_OF_MEDIAN * quantile(own.map((fit) => Math.abs(fit - middle)), 0.5));
  });
}

/** The value below which a share of some numbers lies; zero of none. */
export function quantile(values: Float64Array, share: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = share * (sorted.length - 1);
  return sorted.length === 0 ? 0 : ((sorted[Math.floor(at)] as number) + (sorted[Math.ceil(at)] as number)) / 2;
}

/** Learns from left-out texts how sure an assignment may be. Source: logistic regression on fit and lead (Platt 1999). */
export function learnSureness(fits: LeftOutFit, groupOf: Int32Array): Sureness {
  const rows = [...groupOf.keys()].filter((row) => (groupOf[row] as number) >= 0);
  const sparse: SparseRows = { starts: Int32Array.from({ length: rows.length + 1 }, (_, at) => 2 * at), columns: Int32Array.from({ length: 2 * rows.length }, (_, at) => at % 2), values: Float32Array.from({ length: 2 * rows.length }, (_, at) => (at % 2 === 0 ? fits.leading : fits.lead)[rows[at >> 1] as number] as number), width: 2 };
  const line = solveLine({ rows: sparse, positive: Uint8Array.from(rows, (row) => fits.agrees[row] as number), costs: new Float64Array(rows.length).fill(1), seed: 1 });
  return { bias: line.bias, fitWeight: line.weights[0] as number, leadWeight: line.weights[1] as number };
}
