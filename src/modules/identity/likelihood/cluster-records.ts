import type { Scorer } from './score-groups.ts';

/** Scored pairs of records; only the first `length` count. */
export type Edges = { readonly a: Int32Array; readonly b: Int32Array; readonly bits: Float32Array; readonly length: number };

export type Clusters = { /** The lowest record of the customer that each record belongs to. */ readonly of: Int32Array; readonly refused: number };

/** More records than this are not joined into one customer without a person's word. */
export const MOST_RECORDS = 1_000;

/** Places of the edges from the cut on, strongest first; equally strong ones in the order given. */
function strongestFirst(edges: Edges, cutBits: number): Float64Array {
  const order = new Float64Array(edges.length);
  let kept = 0;
  for (let at = 0; at < edges.length; at += 1) {
    const bits = edges.bits[at] ?? 0;
    if (bits < cutBits) continue;
    order[kept] = Math.round((1_000 - Math.min(900, bits)) * 500) * 2 ** 31 + at;
    kept += 1;
  }
  return order.subarray(0, kept).sort();
}

/**
 * Customers out of scored pairs. The surest pairs join first; from then on whole customers are weighed against each other, with everything that all their records say.
 * A pair that agrees does not drag along a customer whose other records contradict it.
 */
export function clusterRecords(records: number, edges: Edges, cutBits: number, scorer: Scorer): Clusters {
  const clusterOf = Int32Array.from({ length: records }, (_, record) => record);
  const members = new Map<number, number[]>();
  const weighed = new Set<string>();
  let refused = 0;
  for (const packed of strongestFirst(edges, cutBits)) {
    const at = packed % 2 ** 31;
    const [a, b] = [clusterOf[edges.a[at] ?? 0] ?? 0, clusterOf[edges.b[at] ?? 0] ?? 0];
    if (a === b) continue;
    const [left, right] = [members.get(a) ?? [a], members.get(b) ?? [b]];
    const alone = left.length + right.length === 2;
    const key = alone ? '' : a < b ? `${a} ${left.length} ${b} ${right.length}` : `${b} ${right.length} ${a} ${left.length}`;
    if (!alone && weighed.has(key)) continue;
    const bits = alone ? edges.bits[at] ?? 0 : scorer.score(left, right);
    if (bits < cutBits || left.length + right.length > MOST_RECORDS) {
      if (!alone) weighed.add(key);
      refused += 1;
      continue;
    }
    const [stays, goes] = a < b ? [a, b] : [b, a];
    for (const record of goes === a ? left : right) clusterOf[record] = stays;
    members.set(stays, a < b ? [...left, ...right] : [...right, ...left]);
    members.delete(goes);
  }
  return { of: clusterOf, refused };
}
