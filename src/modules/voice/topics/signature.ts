import { columnOf, type FeatureSpace } from '../reading/feature-space.ts';
import type { HashedText } from '../reading/hash-features.ts';

/** Weighted features by bucket, of length one: comparable whatever was learnt before. Shape: buckets distinct. */
export type Signature = { readonly buckets: Int32Array; readonly weights: Float32Array };

/** The strongest features of a topic are kept; the rest is noise and memory. */
const KEPT = 400;
const HALF = Math.SQRT1_2;

/** One text as a signature. Features never seen count as the rarest: a word that is new is what tells a new topic. Words and characters half each. */
export function signatureOf(space: FeatureSpace, text: HashedText): Signature {
  const rarest = space.rarity.reduce((most, rarity) => Math.max(most, rarity), 1);
  return weighed(space, rarest, text);
}

/** Many texts as signatures. */
export function signaturesOf(space: FeatureSpace, texts: readonly HashedText[]): Signature[] {
  const rarest = space.rarity.reduce((most, rarity) => Math.max(most, rarity), 1);
  return texts.map((text) => weighed(space, rarest, text));
}

function weighed(space: FeatureSpace, rarest: number, text: HashedText): Signature {
  const weights = new Map<number, number>();
  for (const part of [text.words, text.characters]) {
    const counts = new Map<number, number>();
    for (const bucket of part) counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    let sum = 0;
    for (const [bucket, count] of counts) {
      const column = columnOf(space, bucket);
      const weight = (1 + Math.log(count)) * (column < 0 ? rarest : space.rarity[column] as number);
      counts.set(bucket, weight);
      sum += weight * weight;
    }
    if (sum > 0) for (const [bucket, weight] of counts) weights.set(bucket, (weights.get(bucket) ?? 0) + weight / Math.sqrt(sum) * HALF);
  }
  return { buckets: Int32Array.from(weights.keys()), weights: Float32Array.from(weights.values()) };
}

/** What some texts have in common: the mean of their signatures, its strongest features. */
export function commonSignature(texts: readonly Signature[]): Signature {
  const sums = new Map<number, number>();
  for (const { buckets, weights } of texts) for (let at = 0; at < buckets.length; at += 1) sums.set(buckets[at] as number, (sums.get(buckets[at] as number) ?? 0) + (weights[at] as number));
  const strongest = [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, KEPT);
  const length = Math.sqrt(strongest.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return { buckets: Int32Array.from(strongest, ([bucket]) => bucket), weights: Float32Array.from(strongest, ([, weight]) => weight / length) };
}

/** A signature laid open, for likeness to many others. */
export function likenessTo(signature: Signature): (other: Signature) => number {
  const weightOf = new Map<number, number>();
  for (let at = 0; at < signature.buckets.length; at += 1) weightOf.set(signature.buckets[at] as number, signature.weights[at] as number);
  return (other) => {
    let sum = 0;
    for (let at = 0; at < other.buckets.length; at += 1) sum += (weightOf.get(other.buckets[at] as number) ?? 0) * (other.weights[at] as number);
    return sum;
  };
}
