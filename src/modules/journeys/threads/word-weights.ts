import { WORD_BUCKETS } from './contact-words.ts';

/** How rare each word is in what the company's customers say: ln(texts / texts with it). Shape: by place of the word. */
export type WordWeights = Float32Array;

/** Weights of words from the texts that hold them; a word that nobody said counts as rare as one said once. */
export function wordWeights(texts: Iterable<readonly number[]>): WordWeights {
  const counts = new Float32Array(WORD_BUCKETS);
  let total = 0;
  for (const places of texts) {
    total += 1;
    for (const place of places) counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts.map((count) => Math.log((total + 2) / (Math.max(1, count) + 1)));
}

/** How alike two texts are by the words that they share, rare ones counting more: the cosine of their weights. Shape: 0 to 1; sorted places. */
export function similarWords(a: readonly number[], b: readonly number[], weights: WordWeights): number {
  let shared = 0;
  let [lengthA, lengthB] = [0, 0];
  for (const place of a) lengthA += (weights[place] ?? 0) ** 2;
  for (const place of b) lengthB += (weights[place] ?? 0) ** 2;
  for (let [at, bt] = [0, 0]; at < a.length && bt < b.length;) {
    const [left, right] = [a[at] ?? 0, b[bt] ?? 0];
    if (left === right) { shared += (weights[left] ?? 0) ** 2; at++; bt++; } else if (left < right) at++; else bt++;
  }
  return lengthA === 0 || lengthB === 0 ? 0 : shared / Math.sqrt(lengthA * lengthB);
}
