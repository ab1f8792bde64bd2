import type { Comparer } from './agreement.ts';
import type { Postings } from './candidate-pairs.ts';
import { eachCandidate } from './candidate-pairs.ts';
import type { Edges } from './cluster-records.ts';
import { lengthened } from './lengthen.ts';
import type { Weights } from './likelihood-model.ts';
import { scorePair } from './likelihood-model.ts';
import type { RecordTable } from './record-table.ts';
import type { ValueChances } from './value-chance.ts';

/** Pairs that there is room for at first. */
const ROOM = 1 << 16;

export type ScoredCandidates = { readonly edges: Edges; /** Candidates scored, those too faint to keep included. */ readonly scored: number };

/** Scores every candidate and keeps those from `faintestBits` on. `mayPair` leaves pairs out before they are scored (records of one source, say). */
export function scoreCandidates(table: RecordTable, comparer: Comparer, plan: readonly Postings[], weights: Weights, chances: ValueChances, faintestBits: number, mayPair?: (a: number, b: number) => boolean): ScoredCandidates {
  let [a, b, bits] = [new Int32Array(ROOM), new Int32Array(ROOM), new Float32Array(ROOM)];
  let [length, scored] = [0, 0];
  const { width } = weights;
  const levels = new Uint8Array(width);
  const ofValue = new Float64Array(width);
  const ids = table.columns.map((column) => column.ids());
  eachCandidate(plan, (left, right) => {
    if (mayPair !== undefined && !mayPair(left, right)) return;
    scored += 1;
    comparer.compare(left, right, levels);
    for (let field = 0; field < width; field += 1) if (levels[field] === weights.equal[field]) ofValue[field] = chances(field, ids[field]?.[left] ?? 0);
    const score = scorePair(weights, levels, ofValue);
    if (score < faintestBits) return;
    if (length === a.length) [a, b, bits] = [lengthened(a, length + 1), lengthened(b, length + 1), lengthened(bits, length + 1)];
    a[length] = left;
    b[length] = right;
    bits[length] = score;
    length += 1;
  });
  return { edges: { a, b, bits, length }, scored };
}
