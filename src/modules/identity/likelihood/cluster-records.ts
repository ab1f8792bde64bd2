import type { Scorer } from './score-groups.ts';

/** Scored pairs of records; only the first `length` count. */
export type Edges = { readonly a: Int32Array; readonly b: Int32Array; readonly bits: Float32Array; readonly length: number };

export type Clusters = { /** The lowest record of the customer that each record belongs to. */ readonly of: Int32Array; readonly refused: number };

/** More records than this are not joined into one customer without a person's word. */
export const MOST_RECORDS = 1_000;

/** Finest difference of bits that decides an order; below it the order of records does. */
const STEPS_A_BIT = 4_096;

/** Places of the edges from the cut on, strongest first; equally strong ones in the order of their records, so that the order in which pairs were found says nothing. */
function strongestFirst(edges: Edges, cutBits: number): Float64Array {
  const order = new Float64Array(edges.length);
  let kept = 0;
  for (let at = 0; at < edges.length; at += 1) {
    const bits = edges.bits[at] ?? 0;
    if (bits < cutBits) continue;
    order[kept] = Math.round((1_000 - Math.min(900, bits)) * STEPS_A_BIT) * 2 ** 31 + at;
    kept += 1;
  }
  const sorted = order.subarray(0, kept).sort();
  const step = (place: number): number => Math.floor((sorted[place] ?? 0) / 2 ** 31);
  const pair = (packed: number): number => { const at = packed % 2 ** 31; const [a, b] = [edges.a[at] ?? 0, edges.b[at] ?? 0]; return a < b ? a * 2 ** 26 + b : b * 2 ** 26 + a; };
  for (let from = 0; from < kept;) {
    let to = from + 1;
    while (to < kept && step(to) === step(from)) to += 1;
    if (to - from > 1) sorted.subarray(from, to).sort((left, right) => pair(left) - pair(right));
    from = to;
  }
  return sorted;
}

/** So many records at most speak for a customer when it is weighed: the cost of one weighing is bounded. */
const MOST_SPOKESMEN = 16;

/** All records, or sixteen of them evenly spread in their order. */
export function spokesmen(records: readonly number[]): readonly number[] {
  if (records.length <= MOST_SPOKESMEN) return records;
  const ordered = records.toSorted((a, b) => a - b);
  return Array.from({ length: MOST_SPOKESMEN }, (_, at) => ordered[Math.floor(at * ordered.length / MOST_SPOKESMEN)] ?? 0);
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
    const bits = alone ? edges.bits[at] ?? 0 : scorer.score(spokesmen(left), spokesmen(right));
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
