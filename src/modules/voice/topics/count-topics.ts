import type { NearTexts } from './near-texts.ts';

/** Texts of two groups belong together when more of their nearest neighbours are shared than this many times what chance would give. By chance itself (1), topics that few write about are taken into larger ones. Chosen on bank questions and the open grammar of the demo company: 1.5 to 3 are alike. */
const CLOSER_THAN_CHANCE = 2;

/**
 * Joins groups of texts as long as their texts are nearest neighbours more often than chance: the number of topics by itself.
 * Shape: group of each text in, topic of each text out, numbered from 0.
 * Source: greedy modularity, Newman (2004), with Reichardt and Bornholdt's resolution (2006), begun from many small groups instead of single texts.
 */
export function joinedGroups(near: NearTexts, groupOf: Int32Array, resolution = CLOSER_THAN_CHANCE): Int32Array {
  const groups = groupOf.reduce((most, group) => Math.max(most, group), -1) + 1;
  const edges = Array.from({ length: groups }, () => new Float64Array(groups));
  const degree = new Float64Array(groups);
  let total = 0;
  for (let row = 0; row < groupOf.length; row += 1) {
    for (let at = row * near.each; at < (row + 1) * near.each; at += 1) {
      const other = near.neighbours[at] as number;
      if (other < 0) continue;
      const weight = near.likeness[at] as number;
      const [a, b] = [groupOf[row] as number, groupOf[other] as number];
      for (const [i, j] of [[a, b], [b, a]] as const) { const line = edges[i] as Float64Array; line[j] = (line[j] as number) + weight; degree[i] = (degree[i] as number) + weight; }
      total += 2 * weight;
    }
  }
  const into = Int32Array.from({ length: groups }, (_, group) => group);
  const alive = new Set(into);
  for (;;) {
    let [best, first, second] = [0, -1, -1];
    for (const i of alive) for (const j of alive) {
      if (j <= i) continue;
      const gain = ((edges[i] as Float64Array)[j] as number) - resolution * (degree[i] as number) * (degree[j] as number) / total;
      if (gain > best + 1e-12) [best, first, second] = [gain, i, j];
    }
    if (first < 0) break;
    for (const k of alive) {
      const [mine, theirs] = [edges[first] as Float64Array, edges[second] as Float64Array];
      mine[k] = (mine[k] as number) + (theirs[k] as number);
      const line = edges[k] as Float64Array;
      if (k !== first) line[first] = mine[k];
    }
    degree[first] = (degree[first] as number) + (degree[second] as number);
    alive.delete(second);
    for (let group = 0; group < groups; group += 1) if (into[group] === second) into[group] = first;
  }
  const number = new Map([...alive].sort((a, b) => a - b).map((group, at) => [group, at]));
  return Int32Array.from(groupOf, (group) => number.get(into[group] as number) ?? -1);
}
