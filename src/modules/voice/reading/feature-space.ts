import { BUCKETS, type HashedText } from './hash-features.ts';

/** How much rarity counts, and the length of the words', the characters' and the other signs' part of each text. */
export type Weighing = { readonly rarityPower: number; readonly wordsLength: number; readonly charactersLength: number; readonly signsLength?: number; readonly meaningLength?: number };

/** Weighted features of many texts. Shape: text i has entries starts[i] to starts[i + 1]. Invariant: columns of one text are distinct. */
export type SparseRows = { readonly starts: Int32Array; readonly columns: Int32Array; readonly values: Float32Array; readonly width: number };

/**
 * Which buckets were seen while learning. Every feature of every text is looked for here, so that it must stay near the processor: a list of all buckets would be sixteen times as large.
 * Shape: two numbers for every 32 buckets: which of them were seen, a bit each, and how many were seen before them.
 */
export type SeenBuckets = Int32Array;

/** The buckets that were seen, from a list in rising order. */
export function seenBuckets(buckets: ArrayLike<number>): SeenBuckets {
  const seen = new Int32Array(BUCKETS >>> 4);
  for (let at = 0; at < buckets.length; at += 1) {
    const bucket = buckets[at] as number;
    seen[bucket >>> 5 << 1] = (seen[bucket >>> 5 << 1] as number) | 1 << (bucket & 31);
  }
  for (let at = 2; at < seen.length; at += 2) seen[at + 1] = (seen[at - 1] as number) + ones(seen[at - 2] as number);
  return seen;
}

/** How many bits of a number are set. */
function ones(bits: number): number {
  let sum = bits - (bits >>> 1 & 0x55555555);
  sum = (sum & 0x33333333) + (sum >>> 2 & 0x33333333);
  return Math.imul(sum + (sum >>> 4) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The column of a bucket: how many lower ones were seen. -1: it was not seen. Without a choice between the two, of which a processor would guess many wrongly. */
export function columnOf({ seen }: FeatureSpace, bucket: number): number {
  const at = bucket >>> 5 << 1;
  const bits = seen[at] as number;
  return Math.imul((seen[at + 1] as number) + ones(bits & (1 << (bucket & 31)) - 1) + 1, bits >>> (bucket & 31) & 1) - 1;
}

/** Which buckets were seen while learning, and how rare each is. Shape: a column for each bucket that was seen, in their order; the last `meanings` columns of `width` are the dimensions of a text's meaning. */
export type FeatureSpace = { readonly seen: SeenBuckets; readonly rarity: Float32Array; readonly width: number; readonly meanings: number; readonly weighing: Weighing };

const NO_SIGNS = new Int32Array(0);

function partsOf({ words, characters, signs }: HashedText): readonly [Int32Array, Int32Array, Int32Array] {
  return [words, characters, signs ?? NO_SIGNS];
}

/** The features that at least `atLeast` texts hold, with their rarity (ln((1 + n) / (1 + df)) + 1) ^ power. */
export function fitSpace(texts: readonly HashedText[], atLeast: number, weighing: Weighing): FeatureSpace {
  const counts = new Int32Array(BUCKETS);
  const last = new Int32Array(BUCKETS).fill(-1);
  for (const [row, text] of texts.entries()) {
    for (const part of partsOf(text)) for (const bucket of part) {
      if (last[bucket] !== row) { last[bucket] = row; counts[bucket] = (counts[bucket] ?? 0) + 1; }
    }
  }
  const known: number[] = [];
  const rarity: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const count = counts[bucket] ?? 0;
    if (count < atLeast) continue;
    known.push(bucket);
    rarity.push((Math.log((1 + texts.length) / (1 + count)) + 1) ** weighing.rarityPower);
  }
  const meanings = texts[0]?.meaning?.length ?? 0;
  return { seen: seenBuckets(known), rarity: Float32Array.from(rarity), width: rarity.length + meanings, meanings, weighing };
}

/** Room to count the features of one text; one for each space, used by one call at a time. Shape: `places` where among `columns` each of the text's words, characters and signs was counted, -1 for what the space does not know. */
export type Counter = { readonly counts: Int32Array; readonly columns: Int32Array; readonly values: Float32Array; readonly places: Int32Array };

/** Room for texts of any length that the tokeniser lets through. */
export function counterFor(space: FeatureSpace): Counter {
  return { counts: new Int32Array(space.width), columns: new Int32Array(1 << 19), values: new Float32Array(1 << 19), places: new Int32Array(1 << 19) };
}

/**
 * The weights of one text's features, written into the counter; answers how many.
 * Words, characters and signs each have (1 + ln count) · rarity, brought to a length of their own, so that neither drowns the other however long the text is.
 */
export function weigh(space: FeatureSpace, text: HashedText, counter: Counter): number {
  const { counts, columns, values, places } = counter;
  const { rarity } = space;
  const { wordsLength, charactersLength, signsLength = 1 } = space.weighing;
  const lengths = [wordsLength, charactersLength, signsLength] as const;
  let [end, entry] = [0, 0];
  for (const [at, part] of partsOf(text).entries()) {
    const from = end;
    for (let one = 0; one < part.length; one += 1) places[entry + one] = columnOf(space, part[one] as number);
    // While a part is counted, `counts` holds one more than the place of each column, and `values` how often it came.
    for (const last = entry + part.length; entry < last; entry += 1) {
      const column = places[entry] as number;
      if (column < 0) continue;
      const known = counts[column] as number;
      const isNew = known - 1 >>> 31;
      const place = known - 1 + Math.imul(isNew, end + 1);
      columns[end] = column;
      values[end] = 0;
      end += isNew;
      counts[column] = place + 1;
      values[place] = (values[place] as number) + 1;
      places[entry] = place;
    }
    let sum = 0;
    for (let place = from; place < end; place += 1) {
      const column = columns[place] as number;
      const count = values[place] as number;
      const value = (count === 1 ? 1 : 1 + Math.log(count)) * (rarity[column] as number);
      counts[column] = 0;
      values[place] = value;
      sum += value * value;
    }
    const length = Math.sqrt(sum) / (lengths[at] ?? 1);
    if (length > 0) for (let place = from; place < end; place += 1) values[place] = (values[place] as number) / length;
  }
  const { meanings, weighing: { meaningLength = 1 } } = space;
  for (let at = 0; at < meanings; at += 1) {
    columns[end] = space.width - meanings + at;
    values[end] = (text.meaning?.[at] ?? 0) * meaningLength;
    end += 1;
  }
  return end;
}

/** The weighted features of many texts. */
export function weighAll(space: FeatureSpace, texts: readonly HashedText[]): SparseRows {
  const starts = new Int32Array(texts.length + 1);
  let room = 0;
  for (const text of texts) room += text.words.length + text.characters.length + (text.signs?.length ?? 0) + (text.meaning?.length ?? 0);
  const columns = new Int32Array(room);
  const values = new Float32Array(room);
  const counter = counterFor(space);
  let end = 0;
  for (const [row, text] of texts.entries()) {
    const size = weigh(space, text, counter);
    columns.set(counter.columns.subarray(0, size), end);
    values.set(counter.values.subarray(0, size), end);
    end += size;
    starts[row + 1] = end;
  }
  return { starts, columns: columns.slice(0, end), values: values.slice(0, end), width: space.width };
}

/** The rows of both, one after the other. Invariant: both are of one space. */
export function joinedRows(first: SparseRows, second: SparseRows): SparseRows {
  const size = first.columns.length;
  const starts = new Int32Array(first.starts.length + second.starts.length - 1);
  starts.set(first.starts);
  starts.set(second.starts.subarray(1).map((start) => start + size), first.starts.length);
  const columns = new Int32Array(size + second.columns.length);
  columns.set(first.columns);
  columns.set(second.columns, size);
  const values = new Float32Array(columns.length);
  values.set(first.values);
  values.set(second.values, size);
  return { starts, columns, values, width: first.width };
}
