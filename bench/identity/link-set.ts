import { createRecordTable } from '../../src/modules/identity/likelihood/record-table.ts';
import type { Linked } from '../../src/modules/identity/likelihood/link-records.ts';
import { linkRecords } from '../../src/modules/identity/likelihood/link-records.ts';
import type { LabelledSet } from './labelled-sets.ts';
import { measureClusters } from './measure-clusters.ts';
import type { Truth } from './measure-pairs.ts';
import { measurePairs } from './measure-pairs.ts';

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Claimed probabilities against the share that is true, in bands around the cuts that companies choose. */
function calibration({ edges }: Linked, truth: Truth): object[] {
  return [[0.85, 0.925], [0.925, 0.97], [0.97, 0.995], [0.995, 1.01]].map(([from = 0, to = 1]) => {
    let [pairs, claimed, hits] = [0, 0, 0];
    for (let at = 0; at < edges.length; at += 1) {
      const probability = 1 / (1 + 2 ** -(edges.bits[at] ?? 0));
      if (probability < from || probability >= to) continue;
      pairs += 1;
      claimed += probability;
      if (truth.entity[edges.a[at] ?? 0] === truth.entity[edges.b[at] ?? 0]) hits += 1;
    }
    return { from, to: Math.min(1, to), pairs, claimed: round(claimed / pairs), true: round(hits / pairs) };
  });
}

/** A labelled set from file to customers, measured: accuracy against the truth, and what it cost before any truth was looked at. */
export async function linkSet(set: LabelledSet, report: (line: string) => void): Promise<object> {
  const started = { wallMs: performance.now(), cpu: process.cpuUsage() };
  const table = createRecordTable(set.fields, new Date().getUTCFullYear());
  const sources: number[] = [];
  await set.each((values, _, source) => {
    table.add(values);
    if (set.linkOnly) sources.push(source);
  });
  const lap = (stage: string): void => report(`${stage}: ${((performance.now() - started.wallMs) / 1_000).toFixed(2)} s`);
  lap('records');
  const linked = linkRecords(table, { report, lap, ...(set.linkOnly ? { mayPair: (a: number, b: number) => sources[a] !== sources[b] } : {}) });
  const cpu = process.cpuUsage(started.cpu);
  const cost = { cpuSeconds: round((cpu.user + cpu.system) / 1e6), wallSeconds: round((performance.now() - started.wallMs) / 1_000), peakMb: Math.round(process.resourceUsage().maxRSS / 1_024) };

  // The truth is read only now: neither the engine nor the bill sees it.
  const entityOf = new Map<string, number>();
  const entities: number[] = [];
  await set.each((_, entity) => {
    const number = entityOf.get(entity) ?? entityOf.size;
    entityOf.set(entity, number);
    entities.push(number);
  });
  const truth: Truth = { entity: Int32Array.from(entities), ...(set.linkOnly ? { source: Int32Array.from(sources) } : {}) };
  const pairs = measurePairs(linked.edges, truth);
  const clusters = measureClusters(linked.clusters.of, truth.entity);
  const cutProbability = 1 / (1 + 2 ** -linked.cut.cutBits);
  return {
    f1: round(pairs.best.f1), b3: round(clusters.bcubed.f1), closureF1: round(clusters.closure.f1), exactEntityRatio: round(clusters.exactEntityRatio), largestCluster: clusters.largestCluster, ...cost,
    records: table.size(), customers: clusters.clusters, entities: clusters.entities, candidates: linked.scored, blockingRecall: round(pairs.blockingRecall), bestCutBits: round(pairs.best.cutBits),
    cut: { bits: round(linked.cut.cutBits), probability: round(cutProbability), expectedPrecision: round(linked.cut.precision), f1: round(measurePairs(linked.edges, truth, cutProbability).own.f1) },
    at: pairs.at, bcubed: clusters.bcubed, closure: clusters.closure, calibration: calibration(linked, truth), refused: linked.clusters.refused,
  };
}
