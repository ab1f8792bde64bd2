import type { Edges } from './cluster-records.ts';
import { probabilityOf } from './likelihood-model.ts';

/** What a cut would give, worked out from the claimed probabilities alone. */
export type ExpectedAt = { readonly cutBits: number; readonly precision: number; readonly recall: number; readonly pairs: number };

const STEP_BITS = 0.1;

/** Expected precision and recall (among candidates) of cuts a tenth of a bit apart, strictest first. */
export function expectedCurve(edges: Edges): readonly ExpectedAt[] {
  const steps = new Map<number, { pairs: number; same: number }>();
  let all = 0;
  for (let at = 0; at < edges.length; at += 1) {
    const bits = edges.bits[at] ?? 0;
    const step = Math.floor(Math.min(60, bits) / STEP_BITS);
    const sum = steps.get(step) ?? { pairs: 0, same: 0 };
    const same = probabilityOf(bits);
    sum.pairs += 1;
    sum.same += same;
    all += same;
    steps.set(step, sum);
  }
  let [pairs, same] = [0, 0];
  return [...steps].sort((a, b) => b[0] - a[0]).map(([step, sum]) => {
    pairs += sum.pairs;
    same += sum.same;
    return { cutBits: step * STEP_BITS, precision: same / pairs, recall: all === 0 ? 0 : same / all, pairs };
  });
}

/** The cut that balances what it finds and what it gets wrong (highest expected F1): the product's own choice for lists and figures. */
export function balancedCut(edges: Edges): ExpectedAt {
  let best: ExpectedAt = { cutBits: 0, precision: 1, recall: 0, pairs: 0 };
  let highest = -1;
  for (const at of expectedCurve(edges)) {
    const f1 = 2 * at.precision * at.recall / Math.max(1e-12, at.precision + at.recall);
    if (f1 > highest) { highest = f1; best = at; }
  }
  return best;
}

/** The lowest cut whose joins are expected to be right at least this often. */
export function cutForPrecision(edges: Edges, precisionRatio: number): ExpectedAt {
  let best: ExpectedAt = { cutBits: Infinity, precision: 1, recall: 0, pairs: 0 };
  for (const at of expectedCurve(edges)) if (at.precision >= precisionRatio) best = at;
  return best;
}
