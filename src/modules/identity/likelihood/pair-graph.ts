import { lengthened } from './lengthen.ts';

/** Accepted pairs of records, while records keep coming: who hangs together with whom, and how strongly. */
export type PairGraph = {
  link(a: number, b: number, bits: number): void;
  unlink(a: number, b: number): void;
  /** Calls for every record that is linked to this one. */
  each(record: number, take: (other: number, bits: number) => void): void;
};

/** Chains in typed arrays, two places a pair: a million pairs cost 24 MB. A pair that is taken back keeps its places. */
export function createPairGraph(): PairGraph {
  let first = new Int32Array(1_024);
  let [to, next, weight] = [new Int32Array(1_024), new Int32Array(1_024), new Float32Array(1_024)];
  let used = 0;

  function append(from: number, other: number, bits: number): void {
    if (from >= first.length) first = lengthened(first, from + 1);
    used += 1;
    if (used >= to.length) [to, next, weight] = [lengthened(to, used + 1), lengthened(next, used + 1), lengthened(weight, used + 1)];
    to[used] = other;
    weight[used] = bits;
    next[used] = first[from] ?? 0;
    first[from] = used;
  }
  function drop(from: number, other: number): void {
    for (let at = first[from] ?? 0; at !== 0; at = next[at] ?? 0) if (to[at] === other) weight[at] = NaN;
  }
  return {
    link(a, b, bits) { append(a, b, bits); append(b, a, bits); },
    unlink(a, b) { drop(a, b); drop(b, a); },
    each(record, take) {
      for (let at = first[record] ?? 0; at !== 0; at = next[at] ?? 0) { const bits = weight[at] ?? NaN; if (!Number.isNaN(bits)) take(to[at] ?? 0, bits); }
    },
  };
}
