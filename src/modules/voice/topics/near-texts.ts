import { addTo, dot, normalise, type Vectors, zeroVectors } from './vectors.ts';

/** The nearest texts of each text, nearest first. Shape: text i has neighbours at i · each to (i + 1) · each; −1 where there are fewer. `likeness` is their cosine, never below zero. */
export type NearTexts = { readonly each: number; readonly neighbours: Int32Array; readonly likeness: Float32Array };

/** Finds the nearest texts of each text. Cost: every pair once, count² · width. */
export function nearTexts(vectors: Vectors, each: number): NearTexts {
  const { count } = vectors;
  const neighbours = new Int32Array(count * each).fill(-1);
  const likeness = new Float32Array(count * each).fill(-1);
  const offer = (row: number, other: number, cosine: number): void => {
    const from = row * each;
    if (cosine <= (likeness[from + each - 1] as number)) return;
    let at = from + each - 1;
    for (; at > from && (likeness[at - 1] as number) < cosine; at -= 1) { likeness[at] = likeness[at - 1] as number; neighbours[at] = neighbours[at - 1] as number; }
    likeness[at] = cosine;
    neighbours[at] = other;
  };
  for (let row = 0; row < count; row += 1) {
    for (let other = row + 1; other < count; other += 1) {
      const cosine = dot(vectors, row, vectors, other);
      offer(row, other, cosine);
      offer(other, row, cosine);
    }
  }
  for (let at = 0; at < likeness.length; at += 1) likeness[at] = Math.max(0, likeness[at] as number);
  return { each, neighbours, likeness };
}

/** Each text moved toward its neighbours: `share` of its place is then theirs. Short texts say the same thing in other words; a neighbour's neighbours know them. Source: diffusion on the graph of nearest neighbours, as in Zhou et al., "Learning with local and global consistency" (2004). */
export function drawnTogether(vectors: Vectors, near: NearTexts, share: number, times: number): Vectors {
  let from = vectors;
  for (let time = 0; time < times; time += 1) {
    const to = zeroVectors(from.count, from.width);
    for (let row = 0; row < from.count; row += 1) {
      let sum = 0;
      for (let at = row * near.each; at < (row + 1) * near.each; at += 1) if ((near.neighbours[at] as number) >= 0) sum += near.likeness[at] as number;
      addTo(to, row, from, row, sum > 0 ? 1 - share : 1);
      if (sum > 0) for (let at = row * near.each; at < (row + 1) * near.each; at += 1) if ((near.neighbours[at] as number) >= 0) addTo(to, row, from, near.neighbours[at] as number, share * (near.likeness[at] as number) / sum);
    }
    from = normalise(to);
  }
  return from;
}
