import type { BlockingKey } from './blocking-keys.ts';

/** Records by key: members of key k are `members[starts[k] … starts[k + 1]]`, in record order. */
export type Postings = { readonly key: BlockingKey; readonly keyOf: Int32Array; readonly starts: Int32Array; readonly members: Int32Array; /** A key that more records share is too common to say anything. */ readonly limit: number; /** Candidates of this key, those of earlier keys included. */ readonly pairs: number };

/** No key with more records than this makes candidates, whatever the budget: such a value is generic. */
export const LARGEST_GROUP = 200;

/** Records of every key. One pass counts, one places. */
function postingsOf(key: BlockingKey, records: number): Omit<Postings, 'limit' | 'pairs'> {
  const keyOf = new Int32Array(records);
  let most = 0;
  for (let record = 0; record < records; record += 1) {
    const number = key.of(record);
    keyOf[record] = number;
    if (number > most) most = number;
  }
  const starts = new Int32Array(most + 2);
  for (let record = 0; record < records; record += 1) { const number = keyOf[record] ?? 0; if (number > 0) starts[number + 1] = (starts[number + 1] ?? 0) + 1; }
  for (let number = 1; number < starts.length; number += 1) starts[number] = (starts[number] ?? 0) + (starts[number - 1] ?? 0);
  const members = new Int32Array(starts[most + 1] ?? 0);
  const next = starts.slice();
  for (let record = 0; record < records; record += 1) {
    const number = keyOf[record] ?? 0;
    if (number === 0) continue;
    members[next[number] ?? 0] = record;
    next[number] = (next[number] ?? 0) + 1;
  }
  return { key, keyOf, starts, members };
}

/** Pairs that groups of each size make. */
function pairsBySize(starts: Int32Array): Float64Array {
  const pairs = new Float64Array(LARGEST_GROUP + 1);
  for (let number = 1; number + 1 < starts.length; number += 1) {
    const size = (starts[number + 1] ?? 0) - (starts[number] ?? 0);
    if (size > 1 && size <= LARGEST_GROUP) pairs[size] = (pairs[size] ?? 0) + size * (size - 1) / 2;
  }
  return pairs;
}

/**
 * Postings of every key with the size up to which each is used, so that all of them together stay near `budget` pairs.
 * A key is used where its value is rare enough: a rare surname is a key by itself, a common one only together with something else.
 */
export function planPostings(keys: readonly BlockingKey[], records: number, budget: number): readonly Postings[] {
  const open = keys.map((key) => { const postings = postingsOf(key, records); return { postings, sizes: pairsBySize(postings.starts) }; });
  const demand = (sizes: Float64Array): number => sizes.reduce((sum, pairs) => sum + pairs, 0);
  const order = open.map((_, at) => at).sort((a, b) => demand(open[a]?.sizes ?? new Float64Array()) - demand(open[b]?.sizes ?? new Float64Array()));
  const limits = new Map<number, { limit: number; pairs: number }>();
  let left = budget;
  for (const [done, at] of order.entries()) {
    const share = left / (order.length - done);
    const sizes = open[at]?.sizes ?? new Float64Array();
    let limit = 1;
    let pairs = 0;
    while (limit < LARGEST_GROUP && pairs + (sizes[limit + 1] ?? 0) <= share) { limit += 1; pairs += sizes[limit] ?? 0; }
    limits.set(at, { limit, pairs });
    left -= pairs;
  }
  return open.map(({ postings }, at) => {
    const { limit, pairs } = limits.get(at) ?? { limit: 1, pairs: 0 };
    return { ...limited(postings, limit), pairs };
  });
}

/** Postings of every key with limits that were chosen before; a key without one says nothing. */
export function postingsWithin(keys: readonly BlockingKey[], records: number, limits: ReadonlyMap<string, number>): readonly Postings[] {
  return keys.map((key) => {
    const postings = postingsOf(key, records);
    const limit = limits.get(key.name) ?? 1;
    return { ...limited(postings, limit), pairs: pairsBySize(postings.starts).subarray(0, limit + 1).reduce((sum, pairs) => sum + pairs, 0) };
  });
}

/** Takes keys that too many records share away from them. */
function limited(postings: Omit<Postings, 'limit' | 'pairs'>, limit: number): Omit<Postings, 'pairs'> {
  const { keyOf, starts } = postings;
  for (let record = 0; record < keyOf.length; record += 1) {
    const number = keyOf[record] ?? 0;
    if (number > 0 && (starts[number + 1] ?? 0) - (starts[number] ?? 0) > limit) keyOf[record] = 0;
  }
  return { ...postings, limit };
}

/** Every pair of records that shares a key that is rare enough, once; a pair of several keys is told by the first of them. */
export function eachCandidate(plan: readonly Postings[], take: (a: number, b: number, key: number) => void): void {
  for (let at = 0; at < plan.length; at += 1) {
    const postings = plan[at];
    if (postings === undefined) continue;
    const earlier = plan.slice(0, at).map((other) => other.keyOf);
    eachPairOf(postings, (a, b) => {
      for (let e = 0; e < earlier.length; e += 1) {
        const keyOf = earlier[e] as Int32Array;
        const number = keyOf[a];
        if (number !== 0 && number === keyOf[b]) return;
      }
      take(a, b, at);
    });
  }
}

/** Every pair of one key, those of earlier keys included. */
export function eachPairOf(postings: Postings, take: (a: number, b: number, size: number) => void): void {
  const { starts, members, limit } = postings;
  for (let number = 1; number + 1 < starts.length; number += 1) {
    const from = starts[number] ?? 0;
    const to = starts[number + 1] ?? 0;
    if (to - from > limit) continue;
    for (let i = from; i < to; i += 1) for (let j = i + 1; j < to; j += 1) take(members[i] ?? 0, members[j] ?? 0, to - from);
  }
}
