import { dot, type Vectors } from './vectors.ts';

/** Groups of topics are wanted from so many topics on. */
const FEWEST_TOPICS = 4;

/** The upper level: topics whose centres lie together, about as many groups as the root of the number of topics. Shape: group of each topic, numbered from 0. */
export function groupsOfTopics(centres: Vectors): Int32Array {
  return joinedByLoss(centres, centres.count < FEWEST_TOPICS ? 1 : Math.round(Math.sqrt(centres.count)));
}

/**
 * Joins the two that lose least, until as many are left as wanted. Each counts alike to begin with: by their texts, all small ones would end up together.
 * Shape: group of each centre, numbered from 0. Source: Ward (1963).
 */
export function joinedByLoss(centres: Vectors, wanted: number): Int32Array {
  const topics = centres.count;
  const groupOf = Int32Array.from({ length: topics }, (_, topic) => topic);
  const weight = new Float64Array(topics).fill(1);
  // Loss of joining two, from the centres at first, then by Lance and Williams' rule.
  const loss = Array.from({ length: topics }, (_, i) => Float64Array.from({ length: topics }, (__, j) => (weight[i] as number) * (weight[j] as number) / ((weight[i] as number) + (weight[j] as number)) * Math.max(0, dot(centres, i, centres, i) + dot(centres, j, centres, j) - 2 * dot(centres, i, centres, j))));
  const alive = new Set(groupOf);
  while (alive.size > Math.max(1, wanted)) {
    let [least, first, second] = [Infinity, -1, -1];
    for (const i of alive) for (const j of alive) if (i < j && ((loss[i] as Float64Array)[j] as number) < least) [least, first, second] = [(loss[i] as Float64Array)[j] as number, i, j];
    const [wf, ws] = [weight[first] as number, weight[second] as number];
    alive.delete(second);
    for (const k of alive) {
      if (k === first) continue;
      const wk = weight[k] as number;
      const next = ((wf + wk) * ((loss[first] as Float64Array)[k] as number) + (ws + wk) * ((loss[second] as Float64Array)[k] as number) - wk * least) / (wf + ws + wk);
      (loss[first] as Float64Array)[k] = next;
      (loss[k] as Float64Array)[first] = next;
    }
    weight[first] = wf + ws;
    for (let topic = 0; topic < topics; topic += 1) if (groupOf[topic] === second) groupOf[topic] = first;
  }
  const number = new Map([...alive].sort((a, b) => a - b).map((group, at) => [group, at]));
  return groupOf.map((group) => number.get(group) ?? 0);
}
