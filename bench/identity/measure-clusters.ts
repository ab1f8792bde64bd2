import type { AtCut } from './measure-pairs.ts';

export type ClusterFigures = {
  readonly bcubed: AtCut; readonly closure: AtCut; readonly clusters: number; readonly entities: number; readonly largestCluster: number;
  /** Share of the true entities that are exactly one cluster. */
  readonly exactEntityRatio: number;
  readonly mixedClusters: number;
};

const pairsOf = (count: number): number => count * (count - 1) / 2;
const meanOf = (precision: number, recall: number): AtCut => ({ precision, recall, f1: precision + recall === 0 ? 0 : 2 * precision * recall / (precision + recall) });

/** Clusters against the truth: B-cubed, pairs after closure, entities found whole. Source: Bagga and Baldwin (1998) for B-cubed. */
export function measureClusters(cluster: Int32Array, entity: Int32Array): ClusterFigures {
  const clusters = new Map<number, { size: number; parts: Map<number, number> }>();
  const entities = new Map<number, { size: number; parts: Set<number> }>();
  for (let record = 0; record < entity.length; record += 1) {
    const [c, e] = [cluster[record] ?? 0, entity[record] ?? 0];
    const ofCluster = clusters.get(c) ?? { size: 0, parts: new Map<number, number>() };
    ofCluster.size += 1;
    ofCluster.parts.set(e, (ofCluster.parts.get(e) ?? 0) + 1);
    clusters.set(c, ofCluster);
    const ofEntity = entities.get(e) ?? { size: 0, parts: new Set<number>() };
    ofEntity.size += 1;
    ofEntity.parts.add(c);
    entities.set(e, ofEntity);
  }
  let [precision, recall, hits, claimed, real, exact, largest, mixed] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (const { size, parts } of clusters.values()) {
    claimed += pairsOf(size);
    largest = Math.max(largest, size);
    if (parts.size > 1) mixed += 1;
    for (const [e, n] of parts) {
      const whole = entities.get(e)?.size ?? 1;
      precision += n * n / size;
      recall += n * n / whole;
      hits += pairsOf(n);
      if (n === size && n === whole) exact += 1;
    }
  }
  for (const { size } of entities.values()) real += pairsOf(size);
  const records = Math.max(1, entity.length);
  return {
    bcubed: meanOf(precision / records, recall / records), closure: meanOf(claimed === 0 ? 1 : hits / claimed, real === 0 ? 1 : hits / real),
    clusters: clusters.size, entities: entities.size, largestCluster: largest, exactEntityRatio: exact / Math.max(1, entities.size), mixedClusters: mixed,
  };
}
