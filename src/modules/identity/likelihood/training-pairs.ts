import type { Comparer } from './agreement.ts';
import type { Postings } from './candidate-pairs.ts';
import { eachCandidate, eachPairOf, LARGEST_GROUP } from './candidate-pairs.ts';
import type { Patterns } from './classify-pattern.ts';
import { equalLevel, MOST_LEVELS } from './compare-values.ts';
import type { FieldKind } from './record-field.ts';
import type { RecordTable } from './record-table.ts';
import { seededRandom } from './seeded-random.ts';
import type { ValueChances } from './value-chance.ts';
import { HOLDER_STEPS, holderStep } from './value-chance.ts';

/** Pairs that one training block shows at most, and candidates that the shares of pairs are fitted on. */
const BLOCK_SAMPLE = 60_000;
const CANDIDATE_SAMPLE = 200_000;
const HANDLES: ReadonlySet<FieldKind> = new Set(['email', 'phone', 'id']);

const packed = (levels: Uint8Array): number => { let pattern = 0; for (let field = 0; field < levels.length; field += 1) pattern = pattern * MOST_LEVELS + (levels[field] ?? 0); return pattern; };

function patternsFrom(countOf: ReadonlyMap<number, number>, width: number, keep: number): Patterns {
  const levels = new Uint8Array(countOf.size * width);
  const counts = new Float64Array(countOf.size);
  let at = 0;
  for (const [pattern, count] of countOf) {
    let left = pattern;
    for (let field = width - 1; field >= 0; field -= 1) { levels[at * width + field] = left % MOST_LEVELS; left = Math.floor(left / MOST_LEVELS); }
    counts[at] = count / keep;
    at += 1;
  }
  return { width, levels, counts };
}

/** A share of the pairs of one key by what agrees, all together and by how many records share the key. */
export function patternsOf(table: RecordTable, postings: Postings, comparer: Comparer, seed: number): { readonly all: Patterns; readonly byHolders: readonly Patterns[] } {
  const random = seededRandom(seed);
  const keep = Math.min(1, BLOCK_SAMPLE / Math.max(1, postings.pairs));
  const { width } = comparer;
  const counts = Array.from({ length: HOLDER_STEPS }, () => new Map<number, number>());
  const levels = new Uint8Array(width);
  // A number or address that hundreds hold teaches nothing about one person, also not together with a name.
  const handles = postings.key.fields.flatMap((field) => { const column = table.columns[field]; return column !== undefined && HANDLES.has(column.field.kind) ? [column] : []; });
  eachPairOf(postings, (a, b, size) => {
    if (keep < 1 && random() > keep) return;
    if (handles.some((column) => (column.counts[column.ids()[a] ?? 0] ?? 0) > LARGEST_GROUP)) return;
    comparer.compare(a, b, levels);
    const pattern = packed(levels);
    const countOf = counts[holderStep(size)];
    countOf?.set(pattern, (countOf.get(pattern) ?? 0) + 1);
  });
  const together = new Map<number, number>();
  for (const countOf of counts) for (const [pattern, count] of countOf) together.set(pattern, (together.get(pattern) ?? 0) + count);
  return { all: patternsFrom(together, width, keep), byHolders: counts.map((countOf) => patternsFrom(countOf, width, keep)) };
}

/** Pairs that share a key, drawn at random from all of them, also from groups too large to make candidates. */
export function drawPatterns(postings: Postings, comparer: Comparer, seed: number): Patterns {
  const { starts, members } = postings;
  const upTo = new Float64Array(starts.length);
  for (let number = 1; number + 1 < starts.length; number += 1) { const size = (starts[number + 1] ?? 0) - (starts[number] ?? 0); upTo[number] = (upTo[number - 1] ?? 0) + size * (size - 1) / 2; }
  const all = upTo[Math.max(0, starts.length - 2)] ?? 0;
  const random = seededRandom(seed);
  const countOf = new Map<number, number>();
  const { width } = comparer;
  const levels = new Uint8Array(width);
  for (let round = 0; round < BLOCK_SAMPLE && all > 0; round += 1) {
    const wanted = random() * all;
    let [low, high] = [1, starts.length - 2];
    while (low < high) { const middle = (low + high) >> 1; if ((upTo[middle] ?? 0) <= wanted) low = middle + 1; else high = middle; }
    const [from, size] = [starts[low] ?? 0, (starts[low + 1] ?? 0) - (starts[low] ?? 0)];
    const first = Math.floor(random() * size);
    const second = (first + 1 + Math.floor(random() * (size - 1))) % size;
    comparer.compare(members[from + first] ?? 0, members[from + second] ?? 0, levels);
    const pattern = packed(levels);
    countOf.set(pattern, (countOf.get(pattern) ?? 0) + 1);
  }
  return patternsFrom(countOf, width, 1);
}

/** Candidates drawn at random, with what agrees and the chance of each agreeing value (0: none). */
export type Candidates = { readonly width: number; readonly levels: Uint8Array; readonly values: Int32Array; readonly pairs: number; /** Part of all candidates that was drawn. */ readonly keep: number };

export function drawCandidates(table: RecordTable, comparer: Comparer, plan: readonly Postings[]): Candidates {
  const planned = plan.reduce((sum, postings) => sum + postings.pairs, 0);
  const keep = Math.min(1, CANDIDATE_SAMPLE / Math.max(1, planned));
  const random = seededRandom(7);
  const { width } = comparer;
  const drawn: number[] = [];
  eachCandidate(plan, (a, b) => { if (keep === 1 || random() < keep) drawn.push(a, b); });
  const pairs = drawn.length / 2;
  const levels = new Uint8Array(pairs * width);
  const values = new Int32Array(pairs * width);
  const equal = table.columns.map((column) => equalLevel(column.field.kind));
  for (let at = 0; at < pairs; at += 1) {
    const a = drawn[2 * at] ?? 0;
    const view = levels.subarray(at * width, (at + 1) * width);
    comparer.compare(a, drawn[2 * at + 1] ?? 0, view);
    for (let field = 0; field < width; field += 1) if (view[field] === equal[field]) values[at * width + field] = table.columns[field]?.ids()[a] ?? 0;
  }
  return { width, levels, values, pairs, keep };
}

/** The chances of the agreeing values of drawn candidates; 0 where none agrees. */
export function valueChancesOf(candidates: Candidates, chances: ValueChances): Float32Array {
  return Float32Array.from(candidates.values, (value, at) => (value === 0 ? 0 : 2 ** chances(at % candidates.width, value)));
}
